import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { api } from '../../src/server/api/app.ts';
import { app } from '../../src/server/store/db.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { searchMessages } from '../../src/server/views/searching/search-messages.ts';
import { mostSupported } from '../../src/server/views/most-supported.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(40);
  await rowsOf(`update messages set body = '孩子上学的学位不够' where id % 2 = 0`);
  await rowsOf('insert into texts_due (message_id) select id from messages');
  while ((await indexTexts(150)) > 0);
});
afterAll(() => house?.close());

describe('On a board with more texts than one looks through for a single character', () => {
  test('a rare one is found in the oldest text, a frequent one among the newest', async () => {
    await rowsOf(
      `insert into messages (code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, publication, handling, voice, attention,
        answerable_id, next_step, received_at, published_at, closed_at, closed_reason, history_seq, history_hash)
      select lpad((500000 + g)::text, 12, '0'), m.post_id, m.region_code, m.province_code, m.city_code, m.kind, m.topic_id, 'public', 'web', '王***', '第' || g || '件', '噪声', 'public', 'closed', 'not-said', 'normal',
        m.answerable_id, 'none', now(), now() + g * interval '1 second', now(), 'archived', 1, '\\x00'
      from generate_series(1, 20100) g cross join (select * from messages where publication = 'public' and handling = 'closed' order by id limit 1) m`,
    );
    await rowsOf(
      `insert into public_texts (message_id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, standing, pictures, adopted, folded)
      select id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, 'ended', false, false, title || E'\n噪声很大\n' from messages where code >= '000000500000'`,
    );
    const [{ code } = { code: '' }] = await rowsOf<{ code: string }>(
      `select m.code from public_texts t join messages m on m.id = t.message_id where strpos(t.folded, '学位') > 0 order by t.published_at limit 1`,
    );
    await rowsOf(`update public_texts set folded = replace(folded, '学位', '学垴')`);
    const found = await searchMessages(app(), { q: '垴', filter: {}, sort: 'time' }, { limit: 2000 });
    expect(found.items.map((item) => item.code)).toContain(code);
    const { total, more } = await searchMessages(app(), { q: '噪', filter: {}, sort: 'time' }, { limit: 20 });
    expect([total, more]).toEqual([10_000, true]);
  }, 60_000);

  test('a frequent one is found at an office whose messages are older than all that one looks up at once', async () => {
    const [{ id, code, office } = { id: 0, code: '', office: 0 }] = await rowsOf<{
      id: number;
      code: string;
      office: number;
    }>(
      `select id, code, answerable_id as office from messages m where code < '000000500000'
        and not exists (select from messages o where o.answerable_id = m.answerable_id and o.code >= '000000500000') order by published_at limit 1`,
    );
    await rowsOf(`update public_texts set folded = folded || '噪声' where message_id = $1`, [id]);
    for (const sort of ['time', 'relevance'] as const) {
      const found = await searchMessages(app(), { q: '噪声', filter: { office }, sort }, { limit: 20 });
      expect([found.items.map((item) => item.code), found.total, found.more]).toEqual([[code], 1, false]);
    }
    await rowsOf(`update public_texts set folded = replace(folded, '噪声', '') where message_id = $1`, [id]);
  }, 60_000);

  test('pages by time are turned as far as is counted, and the last one says that there are more', async () => {
    const read = (after?: string) =>
      searchMessages(app(), { q: '噪声', filter: {}, sort: 'time' }, { after, limit: 100 });
    const codes: string[] = [];
    let page = await read();
    while (true) {
      codes.push(...page.items.map(({ code }) => code));
      if (page.next === null) break;
      page = await read(page.next);
    }
    const newest = await rowsOf<{ code: string }>(
      `select m.code from public_texts t join messages m on m.id = t.message_id where strpos(t.folded, '噪声') > 0
        order by t.published_at desc, t.message_id desc limit 10000`,
    );
    expect(codes).toEqual(newest.map(({ code }) => code));
    expect([page.goesOn, page.total, page.more]).toEqual([true, 10_000, true]);
    const fitting = await searchMessages(app(), { q: '噪声', filter: {}, sort: 'relevance' }, { limit: 100 });
    expect([fitting.among, fitting.goesOn]).toEqual([2000, false]);
    // One that is looked for among the newest alone ends with them; there is a number for it.
    const single = await searchMessages(app(), { q: '噪', filter: {}, sort: 'time' }, { limit: 20 });
    expect(single.looked).toBe(20_000);
  }, 120_000);

  test('looks as far back as it must, finds the newest first, and counts exactly as far as was asked', async () => {
    await rowsOf(
      `update public_texts set folded = folded || '井盖坏了' where message_id % 7 = 3;
       update public_texts set folded = folded || '坏井有盖' where message_id % 3 = 1;
       update public_texts set folded = folded || '垃圾' where message_id % 1009 = 5`,
    );
    const [middle] = await rowsOf<{ at: Date }>(
      `select published_at as at from public_texts order by published_at offset 9000 limit 1`,
    );
    for (const [query, check, without] of [
      [`'噪声'`, '噪声', '有盖'],
      [`'井盖'`, '井盖坏', '垃圾'],
      [`'有盖'`, '坏井', '盖坏'],
      [`'垃圾'`, '垃圾', '井'],
      [`'垃圾' | '井盖'`, '井盖坏|垃圾', '有盖'],
      [`'没有' & '这个'`, '没有这个', '井'],
    ] as const)
      for (const to of [null, middle?.at]) {
        const right = (
          await rowsOf<{ id: string }>(
            `select message_id as id from public_texts where folded ~ $1 and folded !~ $3 and published_at < coalesce($2, 'infinity'::timestamptz)
            order by published_at desc, message_id desc`,
            [check, to, without],
          )
        ).map(({ id }) => Number(id));
        for (const [want, most] of [
          [5, 0],
          [50, 300],
          [2001, 10_001],
          [0, 20_000],
        ] as const) {
          const [found] = await rowsOf<{ ids: string[]; total: number }>(
            `select ids, total from find_texts($1, array[$2], array[$6], null, null, $3, $4, $5)`,
            [query, check, to, want, most, without],
          );
          expect(found?.ids.map(Number)).toEqual(right.slice(0, want));
          if (right.length <= most) expect(found?.total).toBe(right.length);
          else expect(found?.total).toBeGreaterThanOrEqual(most);
        }
      }
  }, 60_000);

  test('tells by a part of the texts that there are more than are counted, and by all of them where that part does not', async () => {
    // The older ones have the pairs of 门窗坏 apart.
    await rowsOf(
      `update public_texts set folded = folded || case when published_at >= now() + interval '8000 seconds' then '门窗坏' else '门窗好,窗坏' end where message_id % 5 = 2`,
    );
    const counted = async (check: string, query: string, most: number) => {
      const [found] = await rowsOf<{ total: number }>(
        `select total from find_texts($1, array[$2], '{}', null, null, null, 50, $3)`,
        [query, check, most],
      );
      return found?.total ?? 0;
    };
    const [right] = await rowsOf<{ broken: number; wells: number }>(
      `select count(*) filter (where folded ~ '门窗坏')::integer as broken, count(*) filter (where folded ~ '井盖坏')::integer as wells from public_texts`,
    );
    const { broken = 0, wells = 0 } = right ?? {};
    expect(broken).toBeGreaterThan(2300);
    for (const most of [broken, broken + 1, broken + 100])
      expect(await counted('门窗坏', `'门窗' & '窗坏'`, most)).toBe(broken);
    const most = Math.floor(wells * 0.65);
    const total = await counted('井盖坏', `'井盖'`, most);
    expect(total).toBeGreaterThanOrEqual(most);
    expect(total).toBeLessThanOrEqual(wells);
  }, 60_000);

  test.each([
    [8000, 1000, 1000, 7000, 8000],
    [8000, 1000, 500, 3000, 4000],
    [8000, 1000, 0, 0, 500],
    [100, 12, 12, 0, 60],
    [0, 0, 0, 0, 0],
  ])(
    'of %i, %i drawn and %i of them right, surely at least between',
    async (all, drawn, right, least, most) => {
      const [row] = await rowsOf<{ n: number }>('select surely_right($1, $2, $3) as n', [all, drawn, right]);
      expect(row?.n).toBeGreaterThanOrEqual(least);
      expect(row?.n).toBeLessThanOrEqual(most);
    },
  );

  test('of more than ten thousand says so in every order and on every page, and counts what is left before a day', async () => {
    const q = '噪声';
    const first = await searchMessages(app(), { q, filter: {}, sort: 'time' }, { limit: 20 });
    expect([first.total, first.more]).toEqual([10_000, true]);
    const again = await searchMessages(app(), { q, filter: {}, sort: 'time' }, { limit: 20 });
    expect(again).toEqual(first);
    const next = await searchMessages(
      app(),
      { q, filter: {}, sort: 'time' },
      { after: first.next ?? '', limit: 20 },
    );
    expect([next.total, next.more, next.items.length]).toEqual([10_000, true, 20]);
    const fitting = await searchMessages(app(), { q, filter: {}, sort: 'relevance' }, { limit: 20 });
    expect([fitting.total, fitting.more, fitting.among]).toEqual([10_000, true, 2000]);
    const [early] = await rowsOf<{ at: Date }>(
      `select t.published_at as at from public_texts t where strpos(t.folded, '噪声') > 0 order by t.published_at offset 700 limit 1`,
    );
    const before = await searchMessages(
      app(),
      { q, filter: early ? { to: early.at } : {}, sort: 'time' },
      { limit: 20 },
    );
    expect([before.total, before.more]).toEqual([700, false]);
  }, 60_000);
});

test('A list by supporters says of how many of its newest only where it has more', async () => {
  const [most, least] = await rowsOf<{ id: number }>(
    'select answerable_id as id from messages group by 1 order by count(*) desc',
  ).then((rows) => [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0]);
  const [many, few] = await Promise.all(
    [most, least].map((office = 0) => mostSupported(app(), { office }, { limit: 20 })),
  );
  expect([many?.among, few?.among]).toEqual([2000, null]);
  expect([many?.goesOn, few?.goesOn]).toEqual([false, false]);
  const after = Buffer.from(`${Date.now() + 86_400_000}+1920`).toString('base64url');
  const end = await mostSupported(app(), { office: most ?? 0 }, { after, limit: 100 });
  expect([end.goesOn, end.next, end.items.length]).toEqual([true, null, 80]);
});

test('A program is told that there are more than are counted, of how many they are put in order, and what words it found', async () => {
  const ask = async (query: string) =>
    (await (await api.request(`/api/v1/messages?${query}`)).json()) as Record<string, unknown>;
  const fitting = await ask('q=噪声&limit=1');
  expect(fitting).toMatchObject({
    ...{ found: { total: 10_000, more: true, looked: null }, among: 2000, goesOn: false },
    items: [{ snippet: [{ text: '噪声', hit: true }] }],
  });
  expect(await ask('q=噪&limit=1')).toMatchObject({ found: { more: true, looked: 20_000 } });
  expect(await ask('limit=1')).toMatchObject({
    ...{ items: [{ snippet: null }], found: null, among: null, goesOn: false },
  });
  const [office] = await rowsOf<{ id: number }>(
    'select answerable_id as id from messages group by 1 order by count(*) desc limit 1',
  );
  expect(await ask(`office=${office?.id}&sort=supporters&limit=1`)).toMatchObject({
    found: null,
    among: 2000,
  });
  expect(await ask('status=ended&limit=1')).toMatchObject({ items: [{ handling: 'closed', answer: null }] });
  const end = Buffer.from(`${Date.now() + 86_400_000}+9999`).toString('base64url');
  expect(await ask(`q=噪声&sort=time&limit=1&after=${end}`)).toMatchObject({ next: null, goesOn: true });
});

test('A search calls no other processes: to start them takes longer than to find a rare word', async () => {
  // Creating the function anew forgets what was set for it.
  const [{ settings } = { settings: [] }] = await rowsOf<{ settings: string[] }>(
    `select proconfig as settings from pg_proc where proname = 'find_texts'`,
  );
  expect(settings).toContain('max_parallel_workers_per_gather=0');
});
