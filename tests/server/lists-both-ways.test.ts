import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { listMessages } from '../../src/server/views/list-messages.ts';
import { idsOf, type MessageFilter } from '../../src/server/views/message-filter.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(400);
});
afterAll(() => house?.close());

let arrived = 0;

/** Some messages are published now, alike to one that is there; several in the same instant. */
async function arrive(many: number): Promise<void> {
  await rowsOf(
    `insert into messages (code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label,
      title, body, publication, handling, voice, attention, answerable_id, holder_id, next_step, due_at, received_at, published_at,
      closed_at, closed_reason, history_seq, history_hash)
    select lpad((700000 + $1::integer + g)::text, 12, '0'), post_id, region_code, province_code, city_code, kind, topic_id, wish, source,
      author_label, title, body, publication, handling, voice, attention, answerable_id, holder_id, next_step, due_at, received_at,
      date_trunc('minute', now()) + $1::integer * interval '1 minute', closed_at, closed_reason, history_seq, history_hash
    from generate_series(1, $2::integer) g join lateral (select * from messages where answered_at is null order by id offset (g * 7) % 50 limit 1) m on true`,
    [arrived, many],
  );
  arrived += many;
}

type Walked = Awaited<ReturnType<typeof listMessages>>;
const codesOf = ({ items }: Walked) => items.map((item) => item.code);
const read = (filter: MessageFilter, place: { after?: string; before?: string; limit: number }) =>
  listMessages(app(), filter, place);

const filters: MessageFilter[] = [
  {},
  { region: '510000' },
  { region: '510100', kind: 'help' },
  { leader: 3 },
  { office: 3 },
  { office: 3, status: 'waiting' },
  { topic: 1 },
  { topic: 21, status: 'answered' },
  { kind: 'thanks' },
  { status: 'in-progress' },
];

describe('Walking a list', () => {
  test('forward and back meets the same pages, whatever arrives meanwhile, and ends at what is new', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...filters),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
        async (filter, limit, furthest, arrivals) => {
          let at = 0;
          const meanwhile = () => arrive(arrivals[(at += 1) % arrivals.length] ?? 0);
          const pages: Walked[] = [await read(filter, { limit })];
          expect(pages[0]?.previous).toBeNull();
          for (let step = 0; step < furthest && pages.at(-1)?.next; step += 1) {
            await meanwhile();
            pages.push(await read(filter, { after: String(pages.at(-1)?.next), limit }));
          }
          let here = pages.pop();
          for (const expected of pages.toReversed()) {
            await meanwhile();
            here = await read(filter, { before: String(here?.previous), limit });
            expect(codesOf(here)).toEqual(codesOf(expected));
            expect(here.next).toBe(expected.next);
          }
          const newer: string[] = [];
          while (here?.previous) {
            here = await read(filter, { before: here.previous, limit });
            newer.unshift(...codesOf(here));
          }
          const whole = codesOf(await read(filter, { limit: 600 }));
          const firstSeen = pages[0] ? codesOf(pages[0])[0] : undefined;
          if (firstSeen) expect(newer).toEqual(whole.slice(0, whole.indexOf(firstSeen)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('loses nobody when what a place names is gone, and says where nothing is left', async () => {
    const first = await read({}, { limit: 5 });
    const second = await read({}, { after: String(first.next), limit: 5 });
    const gone = codesOf(second)[0];
    await rowsOf(
      `update messages set publication = 'private', published_at = null, title = null, body = null, place = null where code = $1`,
      [gone],
    );
    const back = await read({}, { before: String(second.previous), limit: 5 });
    expect(codesOf(back)).toEqual(codesOf(first));
    const newest = await read({}, { before: String(first.next), limit: 4 });
    expect(codesOf(newest)).toEqual(codesOf(first).slice(0, 4));
    expect(newest.previous).toBeNull();
    const nothing = await read({ leader: 999 }, { after: String(first.next), limit: 5 });
    expect(nothing).toEqual({ items: [], next: null, previous: null });
  });

  test('refuses two places at once and a place that nobody wrote', async () => {
    const { next } = await read({}, { limit: 5 });
    const both = { after: String(next), before: String(next), limit: 5 };
    await expect(read({}, both)).rejects.toMatchObject({ code: 'wrong-cursor' });
    await expect(read({}, { before: '???', limit: 5 })).rejects.toMatchObject({ code: 'wrong-cursor' });
  });
});

describe('A page towards the newest', () => {
  test.for(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'reads a page of an index from its other end: %s',
    async ([, filter]) => {
      const ids = idsOf(filter, {
        within: sql`(m.published_at, m.id) > (${new Date(Date.now() - 86_400_000)}, ${100})`,
        most: sql.lit(21),
        oldestFirst: true,
      });
      const plan = await app()
        .transaction()
        .execute(async (tx) => {
          // So few rows would be read through; what counts is that the order comes from the index.
          await sql`set local enable_seqscan = off`.execute(tx);
          await sql`set local enable_bitmapscan = off`.execute(tx);
          await sql`set local enable_sort = off`.execute(tx);
          const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (costs off) ${ids}`.execute(tx);
          return rows.map((row) => row['QUERY PLAN']).join('\n');
        });
      expect(plan).toMatch(/Limit\n\s*->\s+Index (Only )?Scan Backward using messages_public/);
      expect(plan).not.toMatch(/Seq Scan on messages/);
    },
  );
});
