import { afterAll, beforeAll, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { listAdopted } from '../../src/server/views/adopted.ts';
import { feedMarked } from '../../src/server/views/feed-marked.ts';
import { listGuidance } from '../../src/server/views/guidance.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMarks } from '../support/many-marks.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(70);
  await manyMarks('000000000000');
});
afterAll(() => house?.close());

const newestFirst = async (what: string, region: string | null) =>
  (
    await rowsOf<{ code: string }>(
      `select m.code from marks k join messages m on m.id = k.message_id where k.what = $1 and ($2::text is null or m.province_code = $2)
        order by k.decided_at desc, k.id desc`,
      [what, region],
    )
  ).map(({ code }) => code);

test.each([
  ['guidance', listGuidance, {}],
  ['guidance', listGuidance, { region: '510000', q: '窗口' }],
  ['adopted', listAdopted, {}],
  ['adopted', listAdopted, { region: '510000' }],
] as const)(
  'The list of %s is walked to its end and back over the same pages',
  async (what, list, filter) => {
    const right = await newestFirst(what, 'region' in filter ? filter.region : null);
    const read = (place: { after?: string; before?: string }) => list(app(), filter, { ...place, limit: 7 });
    const pages = [await read({})];
    expect([pages[0]?.previous, pages[0]?.total]).toEqual([null, right.length]);
    while (pages.at(-1)?.next) pages.push(await read({ after: String(pages.at(-1)?.next) }));
    const codes = pages.map(({ items }) => items.map(({ code }) => code));
    expect(codes.flat()).toEqual(right);
    let here = pages.at(-1);
    for (const expected of codes.slice(0, -1).toReversed()) {
      here = await read({ before: String(here?.previous) });
      expect(here.items.map(({ code }) => code)).toEqual(expected);
    }
    expect(here?.previous).toBeNull();
    await expect(read({ after: 'x', before: 'x' })).rejects.toMatchObject({ code: 'wrong-cursor' });
  },
);

test('A feed of what bears a mark has the latest marks first, and what became of a suggestion', async () => {
  const right = await newestFirst('adopted', null);
  const fed = await feedMarked(app(), 'adopted', {});
  expect(fed.map(({ code }) => code)).toEqual(right.slice(0, 30));
  expect(fed[0]).toMatchObject({
    measure: { measure: '骑行道计划', on: '2026-11-01', link: 'https://www.gov.cn/plan.html' },
    answer: { unit: '城管局' },
  });
  const [guide] = await feedMarked(app(), 'guidance', { q: '窗口' });
  expect(guide).toMatchObject({ measure: null, answer: { text: '带身份证到窗口办。' } });
});
