import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { notePages, onPageMoves } from '../../src/server/store/page-moves.ts';
import { scopesOf } from '../../src/server/store/page-scopes.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { movesPages, pagesToldApart, unseen } from '../../src/server/store/watch-writes.ts';
import { followPages } from '../../src/server/views/page-news.ts';
import { PackedPage } from '../../src/front/page-cache/packed-page.ts';
import { Shelf } from '../../src/front/page-cache/shelf.ts';
import { type Stage, setStage } from '../support/story.ts';

let stage: Stage;
const heard: string[][] = [];
let deaf: () => void;
beforeAll(async () => {
  stage = await setStage();
  deaf = onPageMoves((moved) => heard.push([...moved]));
});
afterAll(async () => {
  deaf();
  await stage.close();
});

test.each([
  ['update posts set name = $1', true],
  ['insert into "bulletins" (id) values (1)', true],
  ['with x as (delete from marks where id = 1 returning id) select 1', true],
  ['truncate table regions', true],
  ['copy messages from stdin', true],
  ['update public.offices set name = $1', true],
  ['select id from messages where code = $1 for update', false],
  ['select id from messages for no key update skip locked', false],
  ['insert into sessions (id) values (1) on conflict (id) do update set at = now()', false],
  ['insert into private.words (id) values (1)', false],
  [`with told as (${pagesToldApart} insert into history (id) values (1)) select 1`, false],
  ['select updated from messages', false],
])('"%s" moves what pages show: %s', (text, moves) => {
  expect(movesPages(text)).toBe(moves);
});

test('Each table that no kept page shows is there under that name', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'`.execute(
    app(),
  );
  expect([...unseen].filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

describe('A write that tells of nothing', () => {
  const rename = sql`update offices set name = name where code = 'review-desk'`;

  test('moves every page once it is committed, and not before', async () => {
    heard.length = 0;
    await app()
      .transaction()
      .execute(async (tx) => {
        await rename.execute(tx);
        await sql`select 1`.execute(tx);
        expect(heard).toEqual([]);
      });
    expect(heard).toEqual([['*']]);
  });

  test('moves every page where it stands alone, and where it is written with the commit', async () => {
    heard.length = 0;
    await rename.execute(app());
    expect(heard).toEqual([['*']]);
    await inTransaction(null, async (tx) => {
      tx.write({ name: 'touch', text: 'update topics set name = name where id = $1' }, [197]);
    });
    expect(heard).toEqual([['*'], ['*']]);
  });

  test('moves nothing where only the machine room is written', async () => {
    heard.length = 0;
    await sql`delete from deltas where false`.execute(app());
    expect(heard).toEqual([]);
  });
});

test('A message moves its own page and every place in which it is counted, its county too where it is of a town', () => {
  const at = { code: '412026110912', postId: 7, topicId: 12, provinceCode: '510000', cityCode: '510100' };
  expect(scopesOf({ ...at, regionCode: '510104002' })).toEqual([
    ...['message:412026110912', 'board', 'post:7', 'topic:12'],
    ...['region:510000', 'region:510100', 'region:510104002', 'region:510104'],
  ]);
  expect(scopesOf({ ...at, regionCode: null, provinceCode: null, cityCode: null })).toHaveLength(4);
});

test('A page that another process began to draw before something on it moved here is known as such', async () => {
  const news = followPages(() => undefined);
  try {
    while (!news.hears()) await pause(10);
    await pause(1);
    const before = performance.now();
    notePages(['message:1']);
    const after = performance.now() + 1;
    expect(news.movedAfter(['message:1', 'board'], before)).toBe(true);
    expect(news.movedAfter(['message:1', 'board'], after)).toBe(false);
    expect(news.movedAfter(['message:2', 'board'], before)).toBe(false);
    notePages(['*']);
    expect(news.movedAfter(['message:2', 'board'], before)).toBe(true);
    expect(news.movedAfter(['message:2'], performance.now() + 1)).toBe(false);
  } finally {
    await news.stop();
  }
});

test('What is kept stays within its bytes: the page asked for longest ago goes first, and what it showed is forgotten with it', () => {
  const page = (shows: string[], goodUntil = 100) =>
    new PackedPage(
      { status: 200, headers: new Map(), setsCookies: false, body: Buffer.alloc(10_000, 'x') },
      { shows, beganAt: 0, goodUntil, https: true },
    );
  const shelf = new Shelf(90_000);
  for (const key of ['a', 'b', 'c', 'd']) shelf.put(key, page([`message:${key}`, 'board']));
  shelf.get('a', 0);
  shelf.put('e', page(['message:e']));
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => shelf.get(key, 0) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
  expect(shelf.bytes).toBeLessThanOrEqual(90_000);
  shelf.forget(['message:a', 'message:b']);
  expect(shelf.get('a', 0)).toBeUndefined();
  expect(shelf.get('c', 100)).toBeUndefined();
  // Its time is over, but nothing on it has moved: it is known that it was asked for.
  expect(shelf.lying('c')?.goodUntil).toBe(100);
  expect(shelf.lying('a')).toBeUndefined();
  shelf.forget(['board']);
  expect([shelf.get('d', 0), shelf.get('e', 0) !== undefined]).toEqual([undefined, true]);
  shelf.forget('all');
  expect(shelf.bytes).toBe(0);
});
