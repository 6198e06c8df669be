import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { groupKey } from '../support/clue-kit.ts';
import { smallTargets, smallText, troubleByKeyboard, unmarkedChinese } from '../support/measured.ts';
import { type PublicPage, publicPages } from '../support/public-pages.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader, Visit } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
let pages: PublicPage[];

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
  // With a key of the examiners the page of confidential reports shows its form.
  await groupKey(await site.stage.staff('线索员金', 'examiner'), new Date());
  pages = await publicPages(site, story);
});
afterAll(() => site?.close());

const elder = { size: 'elder' };
// While one mends a page: ONLY=/write/words,/mine and SHOTS=<folder> for pictures of them.
const only = process.env['ONLY'];

/** What is found wrong on each public page, by page; a page that is another than it should be is a finding too. */
async function findings(
  reader: Reader,
  look: (visit: Visit, page: PublicPage) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const each of pages.filter(({ route }) => !only || only.split(',').includes(route))) {
    const { cookies } = { ...each.reader, ...reader };
    const whole: Reader = {
      reducedMotion: 'reduce',
      ...each.reader,
      ...reader,
      cookies: { ...each.reader.cookies, ...cookies },
    };
    const visit = await site.visit(each.address, whole);
    const wrong = await look(visit, each);
    if (new URL(visit.page.url()).pathname !== each.address.split('?')[0])
      wrong.push(`shown instead: ${visit.page.url()}`);
    if (wrong.length > 0) found[each.route] = wrong;
    const shots = process.env['SHOTS'];
    if (shots)
      await visit.page.screenshot({
        path: `${shots}/${each.route.replaceAll(/\W+/g, '-')}-${JSON.stringify(cookies ?? {}).replaceAll(/\W+/g, '')}.png`,
        fullPage: true,
      });
    await visit.leave();
  }
  process.stdout.write(
    `${pages.length - Object.keys(found).length} of ${pages.length} pages without a finding\n`,
  );
  return found;
}

describe('Every public page of the running program', () => {
  test('weighs 60 kB at most without its pictures, and is without a finding of axe, of the keyboard, and at 400 % of its size', async () => {
    const weights: [string, number][] = [];
    const found = await findings({}, async ({ page, complaints }, { route }) => {
      const weight = await weightOf(page);
      weights.push([route, weight]);
      const wrong = weight <= 60_000 ? [] : [`${weight} bytes`];
      wrong.push(...(await faultsOf(page)));
      const titles = await page.getByRole('heading', { level: 1 }).count();
      if (titles !== 1) wrong.push(`${titles} titles`);
      wrong.push(...(await smallTargets(page, 24)).map((each) => `target ${each}`));
      wrong.push(...(await troubleByKeyboard(page)));
      await page.emulateMedia({ colorScheme: 'dark' });
      wrong.push(...(await faultsOf(page, ['color-contrast'])).map((each) => `dark ${each}`));
      await page.emulateMedia({ contrast: 'more' });
      wrong.push(...(await faultsOf(page, ['color-contrast-enhanced'])).map((each) => `dark, more: ${each}`));
      // In the light it is asked for by the setting, for those whose device knows no such wish.
      await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'contrast'));
      wrong.push(...(await faultsOf(page, ['color-contrast-enhanced'])).map((each) => `more: ${each}`));
      await page.setViewportSize({ width: 320, height: 256 });
      const over = await overflowOf(page);
      if (over > 0) wrong.push(`${over} px too wide at 320`);
      return [...wrong, ...complaints.filter((each) => !each.includes('404'))];
    });
    weights.sort(([, a], [, b]) => b - a);
    const heaviest = weights.slice(0, 5).map(([route, n]) => `${route} ${n}`);
    process.stdout.write(`heaviest: ${heaviest.join(', ')}\n`);
    expect(found).toEqual({});
  }, 600_000);

  test('has in 长辈版 no letter under 18 pt and nothing to press under 60 px', async () => {
    const found = await findings({ cookies: elder }, async ({ page }) => {
      const wrong = [...(await smallText(page, 24)), ...(await smallTargets(page, 60))];
      const over = await overflowOf(page);
      if (over > 0) wrong.push(`${over} px too wide`);
      wrong.push(...(await faultsOf(page, ['color-contrast'])));
      return wrong;
    });
    expect(found).toEqual({});
  }, 240_000);

  test('is English where English was chosen, but for what is marked as Chinese', async () => {
    const found = await findings({ cookies: { lang: 'en' } }, async ({ page }) => {
      const over = await overflowOf(page);
      return [...(await unmarkedChinese(page)), ...(over > 0 ? [`${over} px too wide`] : [])];
    });
    expect(found).toEqual({});
  }, 240_000);
});

test('Nothing moves for whoever wants no motion, and in forced colours every stop is seen', async () => {
  const { page } = await site.visit('/messages', { forcedColors: 'active', reducedMotion: 'reduce' });
  expect(await troubleByKeyboard(page)).toEqual([]);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((each) => {
        const { transitionDuration, animationName } = getComputedStyle(each);
        return transitionDuration !== '0s' || animationName !== 'none';
      })
      .map((each) => each.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});

/** What the browser loaded for a page as it was sent, but for pictures. */
async function weightOf(page: Visit['page']): Promise<number> {
  return page.evaluate(() => {
    const all = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    return all
      .filter(({ initiatorType }) => initiatorType !== 'img')
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
}
