import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const shots = process.env['SHOTS'];
/** Seven answered, five of them rated, one of these after each of its two answers; six more that wait, late. */
beforeAll(async () => {
  desk = await openDesk();
  for (let i = 0; i < 7; i += 1) {
    const { code } = await desk.answered({ title: `请修第${i + 1}座桥`, kind: 'help' });
    const [row] = await rowsOf<{ author: number }>(
      'select author_id as author from messages where code = $1',
      [code],
    );
    const actor = { kind: 'citizen' as const, citizenId: row?.author ?? 0 };
    if (i === 0) {
      await rate(code, { solved: 2, attitude: 2, speed: 2, settled: false }, actor, ago(200));
      const again = { type: 'final', text: '桥已重修。', unit: '广元市交通运输局' } as const;
      const { replyId } = await draftReply(code, again, desk.zhao, ago(150));
      await approveReply(code, replyId, desk.qian, ago(120));
    }
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
    expect(said.find((text) => text.startsWith('满意率'))).toBe('满意率 83.3% 5 6');
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

  test('a message rated after each of two answers counts twice, and the list of the rated says so', async () => {
    for (const [path, said] of [
      ['/messages?counted=rated', '5件留言上的6次评价'],
      ['/messages?region=510800&counted=rated', '5件留言上的6次评价'],
      ['/messages?region=510800&kind=help&counted=rated', '留言可能比评价少'],
    ] as const) {
      const { page, leave } = await visit(path);
      expect(await page.locator('ol.items > li').count()).toBe(5);
      expect(await page.locator('header.page-h').innerText()).toContain(said);
      await leave();
    }
  });

  test.each([
    ['/', '刊发留言 13件', 13],
    ['/regions', '已答复 7件', 7],
    ['/regions/510800', '待回复 6件', 6],
    ['/topics/197', '刊发留言', null],
    ['leader', '答复率 53.8%', 7],
    ['office', '已答复 7件', 7],
    ['/statistics', '现在逾期 6件', 6],
    ['/statistics', '解决率 100.0%', 5],
  ] as const)('on %s the big figure %s leads to the messages behind it', async (path, name, n) => {
    const { id, officeId } = await desk.site.stage.leader('广元市委书记');
    const at = path === 'leader' ? `/leaders/${id}` : path === 'office' ? `/offices/${officeId}` : path;
    const { page, leave } = await visit(at, 1280, { javaScriptEnabled: false });
    const figure = page
      .locator('dl.totals')
      .first()
      .getByRole('link', { name, exact: n !== null });
    await figure.first().click();
    const rows = await page.locator('ol.items > li').count();
    if (n === null) expect(rows).toBeGreaterThan(0);
    else expect(rows).toBe(n);
    await leave();
  });

  test.each([
    ['/regions', '四川省', ['13', '6', '7', '53.8%']],
    ['/regions/510000', '广元市', ['13', '6', '7', '53.8%']],
    ['/statistics?by=satisfaction', '四川省', ['13', '6', '7', '13', '5', '6']],
  ] as const)(
    'in the tables of %s the numbers of %s lead to as many messages',
    async (path, place, numbers) => {
      const { page, leave } = await visit(path, 1280, { javaScriptEnabled: false });
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: place.slice(0, 2) }) });
      const links = await row
        .first()
        .locator('td a')
        .evaluateAll((all) =>
          (all as HTMLAnchorElement[]).map((a) => [a.innerText.trim(), a.getAttribute('href')] as const),
        );
      for (const number of numbers) {
        const [, href] = links.find(([text]) => text.startsWith(number)) ?? [];
        const behind = await visit(href ?? '');
        const listed =
          number === '53.8%' ? 7 : number === '6' && path.includes('?') ? undefined : Number(number);
        if (listed !== undefined) expect(await behind.page.locator('ol.items > li').count()).toBe(listed);
        await behind.leave();
      }
      await leave();
    },
  );

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

  test('a place, its post and its office lead to their statistics, and how each number is counted is said', async () => {
    const { id, officeId } = await desk.site.stage.leader('广元市委书记');
    for (const [path, own] of [
      ['/regions/510800', '/statistics/regions/510800'],
      [`/leaders/${id}`, `/statistics/leaders/${id}`],
      [`/offices/${officeId}`, `/statistics/offices/${officeId}`],
      ['/topics/197', '/statistics/topics/197'],
    ] as const) {
      const { page, leave } = await visit(path, 390, { javaScriptEnabled: false });
      await page.getByRole('link', { name: /^全部统计/ }).click();
      expect(new URL(page.url()).pathname).toBe(own);
      await page.getByRole('link', { name: '口径说明' }).click();
      const text = await page.locator('main').innerText();
      for (const word of [
        '按时答复率',
        '响应率',
        '解决率',
        '满意率',
        '威尔逊',
        '退回',
        '并入',
        '撤下',
        '重新办理',
      ])
        expect(text).toContain(word);
      await leave();
    }
    const { page } = await visit('/statistics/regions/510800', 1280, { javaScriptEnabled: false });
    await page.getByRole('link', { name: '广元市委书记', exact: true }).first().click();
    expect(new URL(page.url()).pathname).toBe(`/statistics/leaders/${id}`);
    await page.goBack();
    await page.getByRole('link', { name: '广元市信访局', exact: true }).first().click();
    expect(new URL(page.url()).pathname).toBe(`/statistics/offices/${officeId}`);
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
    ['/statistics/regions/510800', 'en'],
    ['/statistics/how', 'zh'],
    ['/statistics/how', 'en'],
    ['/regions/510800', 'zh'],
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
