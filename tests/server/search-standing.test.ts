import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { findTexts } from '../../src/server/views/searching/find-texts.ts';
import { usualReach } from '../../src/server/views/searching/reach.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
let offices: { id: number; listed: number }[];
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(600);
  // A word that most texts have, and one that few have.
  await rowsOf(
    `update messages set body = case when id % 5 = 0 then '路灯坏了' else '小区里夜间噪声很大' end || case when id % 53 = 7 then ',井盖' else '' end`,
  );
  await rowsOf('insert into texts_due (message_id) select id from messages');
  while ((await indexTexts(150)) > 0);
  offices = await rowsOf(
    'select answerable_id as id, count(*)::integer as listed from messages group by 1 order by 2',
  );
});
afterAll(() => house?.close());

/** As if the index found too much to look it all up at once, and an office had too many messages to go through them. */
const near = { ...usualReach, hits: 40, mostHits: 90, list: 30, mostOfList: 60 };

const search = (word: string, filter: MessageFilter, reach = near, counts = true) =>
  findTexts(
    app(),
    {
      ...{ filter, wanted: { groups: [[word]], without: [], whole: word } },
      ...{ until: undefined, most: 500, counts },
    },
    reach,
  );

async function byEye(word: string, { status, office }: MessageFilter): Promise<number[]> {
  const rows = await rowsOf<{ id: string }>(
    `select id from messages where body like '%' || $1 || '%' and ($2::text is null or standing = $2) and ($3::bigint is null or answerable_id = $3)
      order by published_at desc, id desc`,
    [word, status ?? null, office ?? null],
  );
  return rows.map(({ id }) => Number(id));
}

describe('A reader who looks for a frequent word', () => {
  test.each(['waiting', 'in-progress'] as const)(
    'among what is %s finds all of it, past the first look into the index',
    async (status) => {
      const right = await byEye('噪声', { status });
      expect(right.length).toBeGreaterThan(near.hits);
      const found = await search('噪声', { status }, { ...near, mostHits: 600 });
      expect(found).toMatchObject({ ids: right, total: right.length, looked: null });
    },
  );

  test('is told how far it was looked where that is not all', async () => {
    const right = await byEye('噪声', { status: 'waiting' });
    const found = await search('噪声', { status: 'waiting' });
    expect(found.looked).toBe(near.mostHits);
    expect(found.ids).toEqual(right.slice(0, found.total));
    expect(found.total).toBeLessThan(right.length);
  });

  test('at an office with few messages finds all of them, waiting or not', async () => {
    const [{ id: office } = { id: 0 }] = offices;
    const roomy = { ...near, list: 600, mostOfList: 600 };
    for (const filter of [
      { office },
      { office, status: 'waiting' as const },
      { office, status: 'answered' as const },
    ]) {
      const right = await byEye('噪声', filter);
      expect(right.length).toBeGreaterThan(0);
      expect(await search('噪声', filter, roomy)).toMatchObject({ ids: right, looked: null });
    }
  });

  test('at an office with many finds them among its newest, and is told so', async () => {
    const { id: office, listed } = offices.at(-1) ?? { id: 0, listed: 0 };
    expect(listed).toBeGreaterThan(near.mostOfList);
    const [right, newest] = [
      await byEye('噪声', { office }),
      await byEye('', { office }).then((ids) => new Set(ids.slice(0, near.mostOfList))),
    ];
    expect(await search('噪声', { office })).toMatchObject({
      ids: right.filter((id) => newest.has(id)),
      looked: near.mostOfList,
    });
    const whole = await search('噪声', { office }, { ...near, mostOfList: listed });
    expect(whole).toMatchObject({ ids: right, total: right.length, looked: null });
  });
});

test('What ended without an answer is found in its own list, past what the index finds at once, and it is said where that is not all', async () => {
  const right = await byEye('噪声', { status: 'ended' });
  expect(right.length).toBeGreaterThan(near.hits);
  const whole = await search('噪声', { status: 'ended' }, { ...near, mostOfList: 600 });
  expect(whole).toMatchObject({ ids: right, total: right.length, looked: null });
  expect((await search('噪声', { status: 'ended' })).looked).toBe(near.mostOfList);
  const rare = await byEye('井盖', { status: 'ended' });
  expect(await search('井盖', { status: 'ended' })).toMatchObject({ ids: rare, looked: null });
});

test('A rare word is found among all messages of an office that has many', async () => {
  const { id: office } = offices.at(-1) ?? { id: 0 };
  const right = await byEye('井盖', { office });
  expect(right.length).toBeGreaterThan(0);
  expect(await search('井盖', { office })).toMatchObject({ ids: right, looked: null });
});

test('Whoever needs only the newest looks no further than for them', async () => {
  const right = await byEye('噪声', { status: 'in-progress' });
  const found = await findTexts(
    app(),
    {
      ...{ filter: { status: 'in-progress' }, wanted: { groups: [['噪声']], without: [], whole: '噪声' } },
      ...{ until: undefined, most: 5, counts: false },
    },
    near,
  );
  expect(found.ids).toEqual(right.slice(0, 5));
});
