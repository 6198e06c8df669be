import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { feedMessages } from '../../src/server/views/feed-messages.ts';
import { listMessages } from '../../src/server/views/list-messages.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { searchMessages } from '../../src/server/views/searching/search-messages.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
let leader: number;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(400);
  await rowsOf(`update messages set body = case when id % 3 = 0 then '小区夜间噪声很大' else '路灯坏了' end`);
  await rowsOf(`update messages set adopted = true where standing = 'answered' and id % 5 < 3`);
  // Some pictures everybody sees, some the writer keeps, some a reviewer kept, some are removed.
  await rowsOf(`insert into pictures (id, message_id, position, author_public, reviewed_public, format, width, height, bytes, sha256, state, created_at, attached_at)
    select translate(lpad(id::text, 26, 'a'), '0189', 'bcde'), id, 1, id % 4 <> 1, id % 4 <> 2, 'webp', 10, 10, 10, decode(repeat('00', 32), 'hex'),
      case when id % 4 = 3 then 'removed' else 'kept' end, now(), now() from messages where id % 2 = 0 or id % 3 = 0`);
  await rowsOf(
    'update messages m set picture_count = (select count(*) from pictures x where x.message_id = m.id)',
  );
  await rowsOf('insert into texts_due (message_id) select id from messages');
  while ((await indexTexts(150)) > 0);
  const [row] = await rowsOf<{ id: number }>(
    'select post_id as id from messages group by 1 order by count(*) desc limit 1',
  );
  leader = row?.id ?? 0;
});
afterAll(() => house?.close());

/** The same in plain SQL. */
async function right(
  word: string,
  { pictures, adopted, leader: of, kind, status, region }: MessageFilter,
): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    `select code from messages m where body like '%' || $1 || '%' and ($2::bigint is null or post_id = $2) and ($3::text is null or kind = $3)
      and ($4::text is null or standing = $4) and ($5::text is null or $5 = province_code) and (not $6 or adopted)
      and (not $7 or exists (select from pictures x where x.message_id = m.id and x.author_public and x.reviewed_public and x.state = 'kept'))
      order by published_at desc, id desc`,
    [word, of ?? null, kind ?? null, status ?? null, region ?? null, adopted ?? false, pictures ?? false],
  );
  return rows.map(({ code }) => code);
}

describe.each<[string, () => MessageFilter]>([
  ['with pictures', () => ({ pictures: true })],
  ['adopted', () => ({ adopted: true })],
  ['with pictures and adopted', () => ({ pictures: true, adopted: true })],
  ['of a leader', () => ({ leader })],
  ['of a kind', () => ({ kind: 'complaint' })],
  ['of a leader, of a kind', () => ({ leader, kind: 'help' })],
  ['of a leader, with pictures', () => ({ leader, pictures: true })],
  [
    'of a kind and place, with pictures, answered',
    () => ({ kind: 'help', region: '510000', pictures: true, status: 'answered' }),
  ],
  ['closed without an answer', () => ({ status: 'ended' })],
  ['closed without an answer, of a place', () => ({ status: 'ended', region: '510000' })],
  ['of a place, with pictures, waiting', () => ({ region: '510000', pictures: true, status: 'waiting' })],
])('What is %s', (_, filterOf) => {
  test('is the same in a plain list, a search and a feed, as by eye', async () => {
    const filter = filterOf();
    const [all, noisy] = [await right('', filter), await right('噪声', filter)];
    expect([noisy.length > 0, noisy.length < all.length]).toEqual([true, true]);
    const list = await listMessages(app(), filter, { limit: 400 });
    expect(list.items.map(({ code }) => code)).toEqual(all);
    for (const sort of ['time', 'relevance'] as const) {
      const { items, total } = await searchMessages(app(), { q: '噪声', filter, sort }, { limit: 400 });
      expect([sort, total, new Set(items.map(({ code }) => code))]).toEqual([
        sort,
        noisy.length,
        new Set(noisy),
      ]);
    }
    const [fed, sought] = [
      await feedMessages(app(), filter, null),
      await feedMessages(app(), filter, { q: '噪声' }),
    ];
    expect(fed.map(({ code }) => code)).toEqual(all.slice(0, 30));
    expect(sought.map(({ code }) => code)).toEqual(noisy.slice(0, 30));
  });
});
