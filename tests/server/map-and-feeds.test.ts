import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { feedMessages, lastDeparture } from '../../src/server/views/feed-messages.ts';
import { mapPiece, mapPieces, mapRegions } from '../../src/server/views/sitemap.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(120);
  // Numbers go on far above, as after years; between them lies a stretch that holds nothing public.
  await rowsOf(`update messages set id = id + 44990 where id > 100`);
});
afterAll(() => house?.close());

const hide = (code: string) =>
  rowsOf(
    `update messages set publication = 'private', published_at = null, title = null, body = null, place = null
      where code = $1`,
    [code],
  );

describe('The map for search engines', () => {
  test('has a file for each stretch of numbers that holds public messages, and all of them in it', async () => {
    expect((await mapPieces(app(), 'messages')).map(({ piece }) => piece)).toEqual([0, 2]);
    const [first, second] = await Promise.all([
      mapPiece(app(), 'messages', 0),
      mapPiece(app(), 'messages', 2),
    ]);
    expect([first.length, second.length]).toEqual([100, 20]);
    expect(await mapPiece(app(), 'messages', 1)).toEqual([]);
  });

  test('says when each was published or answered last, and the file when anything in it was', async () => {
    const expected = await rowsOf<{ code: string; at: Date }>(
      `select code, greatest(published_at, answered_at) as at from messages where id > 40000 order by id`,
    );
    const pages = await mapPiece(app(), 'messages', 2);
    expect(pages).toEqual(expected.map(({ code, at }) => ({ name: code, changedAt: at })));
    const newest = Math.max(...expected.map(({ at }) => at.getTime()));
    expect((await mapPieces(app(), 'messages')).at(-1)?.changedAt?.getTime()).toBe(newest);
  });

  test('leaves out what is not public', async () => {
    const [{ code }] = (await rowsOf<{ code: string }>(
      'select code from messages where id < 40000 limit 1',
    )) as [{ code: string }];
    await hide(code);
    expect((await mapPiece(app(), 'messages', 0)).map(({ name }) => name)).not.toContain(code);
  });

  test('reads a stretch of an index, whatever the table holds', async () => {
    await rowsOf('vacuum analyze messages').catch(() => undefined);
    const plan = await app()
      .transaction()
      .execute(async (tx) => {
        const { sql } = await import('kysely');
        await sql`set local enable_seqscan = off`.execute(tx);
        await sql`set local enable_bitmapscan = off`.execute(tx);
        const { rows } = await sql<{
          'QUERY PLAN': string;
        }>`explain (costs off) select x.code, greatest(x.published_at, x.answered_at)
          from messages x where x.publication = 'public' and x.id >= 0 and x.id < 20000 order by x.id`.execute(
          tx,
        );
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    expect(plan).toMatch(/messages_public_mapped/);
  });

  test('has the posts that can be written to, the offices that answer, and the places down to the county', async () => {
    const [leaders, offices, regions] = await Promise.all([
      mapPiece(app(), 'leaders', 0),
      mapPiece(app(), 'offices', 0),
      mapRegions(app()),
    ]);
    expect([leaders.length, offices.length]).toEqual([5, 5]);
    expect(regions.map(({ name }) => name)).toEqual(['120000', '120101', '510000', '510100', '510104']);
    const [{ at }] = (await rowsOf<{ at: Date }>(
      `select max(published_at) as at from messages where province_code = '510000' and publication = 'public'`,
    )) as [{ at: Date }];
    expect(regions.find(({ name }) => name === '510000')?.changedAt).toEqual(at);
  });
});

describe('A feed', () => {
  test('has the newest of its list with the answer that stands, changed when that was corrected', async () => {
    const [{ id, code }] = (await rowsOf<{ id: number; code: string }>(
      `select id, code from messages where kind = 'help' and publication = 'public' order by published_at desc, id desc limit 1`,
    )) as [{ id: number; code: string }];
    await rowsOf(
      `with a as (insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
        values ($1, 'final', 'published', 1, '城管局', '已修好。', now(), '2030-01-01T00:00:00Z') returning id)
      insert into replies (message_id, type, state, office_id, unit_name, drafted_at, published_at, corrects_id)
        select $1, 'final', 'applied', 1, '城管局', now(), '2030-01-02T00:00:00Z', id from a`,
      [id],
    );
    const fed = await feedMessages(app(), { kind: 'help' }, null);
    expect(fed[0]).toMatchObject({
      code,
      answer: { unit: '城管局', text: '已修好。' },
      changedAt: new Date('2030-01-02T00:00:00Z'),
    });
    expect(fed.every(({ kind }) => kind === 'help')).toBe(true);
    expect(fed.length).toBeLessThanOrEqual(30);
    await hide(code);
    expect((await feedMessages(app(), { kind: 'help' }, null)).map((each) => each.code)).not.toContain(code);
  });

  test('knows when a message last left the public view', async () => {
    expect(await lastDeparture(app())).toBeNull();
    await rowsOf(`insert into publications (message_id, act, at) select id, act, at::timestamptz from messages,
      (values ('published', '2026-03-03'), ('withdrawn', '2026-03-02'), ('taken-down', '2026-03-01')) v (act, at) where id = (select min(id) from messages)`);
    expect(await lastDeparture(app())).toEqual(
      (await rowsOf<{ at: Date }>(`select '2026-03-02'::timestamptz as at`))[0]?.at,
    );
  });
});
