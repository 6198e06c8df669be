import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const shots = process.env['SHOTS'];
/** Seven answered, five of them rated; six more that wait, late. */
beforeAll(async () => {
  desk = await openDesk();
  for (let i = 0; i < 7; i += 1) {
    const { code } = await desk.answered({ title: `请修第${i + 1}座桥`, kind: 'help' });
    const [row] = await rowsOf<{ author: number }>(
      'select author_id as author from messages where code = $1',
      [code],
    );
    const actor = { kind: 'citizen' as const, citizenId: row?.author ?? 0 };
    if (i < 5) await rate(code, { solved: 5, attitude: 4, speed: 4, settled: true }, actor, new Date());
  }
  for (let i = 0; i < 6; i += 1) await desk.transferred({ title: `第${i + 1}盏路灯不亮` }, 43_200);
});
afterAll(() => desk?.close());

const visit = (path: string, width = 390, more: object = {}) =>
  desk.site.visit(path, { viewport: { width, height: 900 }, ...more });

/** Words in drawings that stand beyond the edge of theirs. */
const cutOff = (page: Page) =>
  page.locator('svg.plot text').evaluateAll((texts) =>
    (texts as SVGTextElement[])
      .filter((text) => {
        const [{ x, width }, whole] = [text.getBBox(), text.ownerSVGElement?.viewBox.baseVal.width ?? 0];
        return x < 0 || x + width > whole;
      })
      .map((text) => text.textContent),
  );

describe('The public numbers', () => {
  test('every rate says its ground, and its number leads to exactly the messages behind it, without JavaScript', async () => {
    const { page } = await visit('/statistics', 390, { javaScriptEnabled: false });
    const rates = page.getByRole('region', { name: '主要数字', exact: true }).locator('tbody tr');
    const said = (await rates.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    expect(said[0]).toBe('答复率 53.8% 7 13');
    expect(said.find((text) => text.startsWith('解决率'))).toBe('解决率 100.0% 5 5');
    expect(said.find((text) => text.startsWith('满意率'))).toBe('满意率 100.0% 5 5');
    for (const [name, n] of [
      ['7', 7],
      ['13', 13],
    ] as const) {
      const behind = await visit(
        (await rates.first().getByRole('link', { name, exact: true }).getAttribute('href')) ?? '',
      );
      expect(await behind.page.locator('ol.items > li').count()).toBe(n);
      await behind.leave();
    }
    await rates.nth(3).getByRole('link').first().click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('留言人说已解决的留言');
    expect(await page.locator('ol.items > li').count()).toBe(5);
    // The list as a feed is the list behind the same number.
    const link = page.locator('link[rel=alternate][type="application/feed+json"]');
    const feed = await fetch(new URL(String(await link.getAttribute('href')), page.url()));
    const { title, items } = (await feed.json()) as { title: string; items: object[] };
    expect([title, items.length]).toEqual([expect.stringContaining('留言人说已解决的留言'), 5]);
    expect(feed.headers.get('last-modified')).toBeNull();
  });

  test('a tile leads to a province, and from there to its cities, each with an address that stays', async () => {
    const { page } = await visit('/statistics', 1280);
    await page
      .getByRole('link', { name: /^四川省，答复率53.8%/ })
      .first()
      .click();
    expect(page.url()).toMatch(/\/statistics\/regions\/510000$/);
    await page.getByRole('link', { name: '广元市', exact: true }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('广元市');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toMatch(/regions\/510800$/);
  });

  test('what is no place, topic or kind has no page', async () => {
    for (const path of ['/statistics/regions/999999', '/statistics/kinds/none', '/statistics/people/1']) {
      const { page, leave } = await visit(path);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain('统计');
      await leave();
    }
  });

  test.each([
    ['/statistics', 'zh'],
    ['/statistics?by=solution', 'en'],
    ['/statistics/regions/510000', 'zh'],
    ['/statistics/kinds/help', 'en'],
  ])('%s in %s is whole for everybody on a phone and a desk top, dark too', async (path, lang) => {
    for (const width of [390, 1280]) {
      const { page, complaints, leave } = await visit(path, width, {
        cookies: { lang },
        ...(width === 1280 && { colorScheme: 'dark' }),
      });
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(await cutOff(page)).toEqual([]);
      expect(complaints).toEqual([]);
      if (shots) {
        const name = path.replaceAll(/\W+/g, '-');
        await page.screenshot({ path: `${shots}/stat${name}-${width}.png`, fullPage: true });
      }
      await leave();
    }
  });
});
