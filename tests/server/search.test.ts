import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/searching/fold.ts';
import { app } from '../../src/server/store/db.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { mostSupported } from '../../src/server/views/most-supported.ts';
import { piecesFound } from '../../src/server/views/searching/pieces-found.ts';
import { pairShares } from '../../src/server/views/searching/pair-shares.ts';
import { similarAnswered } from '../../src/server/views/searching/similar-answered.ts';
import {
  newestFound,
  type Search,
  searchMessages,
} from '../../src/server/views/searching/search-messages.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

const parts = [
  ...[
    '小区三天没有水，物业不管。',
    '拖欠工资半年了！',
    '老旧小区什么时候加装电梯？',
    '夜里施工噪声很大，睡不着。',
  ],
  ...[
    '公积金贷款Ｋ９怎样办，',
    '15号线地铁站口积水；',
    '孩子上学的学位不够',
    '路灯坏了\n没有人修',
    '污水流进河里',
    '书记您好,',
  ],
];

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(400);
  // Texts of two to five parts in an order that no part repeats, over ten years.
  await rowsOf(
    `update messages m set title = left($1::text[][1 + m.id % 9], 22), published_at = published_at - (m.id % 120) * interval '30 days',
      body = (select string_agg(($1::text[])[1 + (m.id * k * 7 + k) % 10], '') from generate_series(1, 2 + m.id % 4) k)`.replace(
      '$1::text[][1 + m.id % 9]',
      '($1::text[])[1 + m.id % 9]',
    ),
    [parts],
  );
  await rowsOf('insert into texts_due (message_id) select id from messages');
  while ((await indexTexts(150)) > 0);
  // As the database does by itself: from now on it knows which pairs are frequent.
  const owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze public_texts');
  await owner.end();
});
afterAll(() => house?.close());

const codesOf = async (search: Partial<Search> & { q: string }, limit = 2000): Promise<string[]> => {
  const page = await searchMessages(app(), { filter: {}, sort: 'time', exact: true, ...search }, { limit });
  return page.items.map(({ code }) => code);
};

/** What a reader would find with their own eyes, the newest first. */
async function byEye(q: string, { region, topic, status }: MessageFilter = {}): Promise<string[]> {
  const rows = await rowsOf<{ code: string; title: string; body: string }>(
    `select code, title, body from messages where publication = 'public' and ($1::text is null or $1 in (region_code, province_code, city_code))
      and ($2::smallint is null or topic_id = $2 or topic_id in (select id from topics where parent_id = $2)) and ($3::text is null or standing = $3)
      order by published_at desc, id desc`,
    [region ?? null, topic ?? null, status ?? null],
  );
  return rows.filter((m) => `${fold(m.title)}\n${fold(m.body)}`.includes(q)).map(({ code }) => code);
}

describe('A reader who searches', () => {
  test('does so on a board on which some pairs of characters are frequent and some are not', async () => {
    const shares = await pairShares(app());
    const isFrequent = (pair: string) => (shares.get(pair) ?? 0) > 0.2;
    expect([
      isFrequent('小区'),
      isFrequent('书记'),
      [...shares.keys()].some((pair) => pair.startsWith('@')),
    ]).toEqual([true, false, false]);
  });

  test('finds every text that has a piece of text in it, wherever words begin and end', async () => {
    const rows = await rowsOf<{ id: number; title: string; body: string }>(
      `select id, title, body from messages where publication = 'public' order by published_at desc, id desc`,
    );
    const texts = rows.map(({ id, title, body }) => ({ id, text: `${fold(title)}\n${fold(body)}` }));
    const all = [...texts.map(({ text }) => text.split('\n')[1]).join('')];
    await fc.assert(
      fc.asyncProperty(fc.nat(all.length - 7), fc.integer({ min: 2, max: 6 }), async (at, length) => {
        const q = all.slice(at, at + length).join('');
        const search = { q: `"${q}"`, filter: {}, sort: 'time' as const };
        const byReader = texts.filter(({ text }) => text.includes(q)).map(({ id }) => id);
        expect(await newestFound(app(), search, 2000)).toEqual(byReader);
      }),
      { numRuns: 60 },
    );
  });

  test.for<[string, MessageFilter]>([
    ['积水', {}],
    ['积水', { region: '510000' }],
    ['噪声很大', { region: '510104', topic: 1 }],
    ['学位', { status: 'waiting' }],
    ['路灯坏了没有人修', { status: 'answered', region: '510100' }],
    ['k9', { status: 'in-progress' }],
  ])('finds %s under %j, the newest first', async ([q, filter]) => {
    const expected = await byEye(q, filter);
    expect(await codesOf({ q: `"${q}"`, filter })).toEqual(expected);
    const page = await searchMessages(app(), { q: `"${q}"`, filter, sort: 'time' }, { limit: 1 });
    expect([page.total, page.more]).toEqual([expected.length, false]);
  });

  test('finds words that do not stand side by side, and not what they leave out', async () => {
    const [noise, lamps] = [new Set(await byEye('噪声')), new Set(await byEye('路灯'))];
    expect(new Set(await codesOf({ q: '噪声 路灯' }))).toEqual(
      new Set([...noise].filter((code) => lamps.has(code))),
    );
    expect(new Set(await codesOf({ q: '噪声 -路灯' }))).toEqual(
      new Set([...noise].filter((code) => !lamps.has(code))),
    );
  });

  test('finds what is said in other words, and only what they typed when they wish so', async () => {
    const owed = await byEye('拖欠工资');
    expect(new Set(await codesOf({ q: '欠薪', exact: false }))).toEqual(new Set(owed));
    expect(await codesOf({ q: '欠薪' })).toEqual([]);
  });

  test('who found nothing is told which parts of it are found', async () => {
    const told = (q: string, filter: MessageFilter = {}) => piecesFound(app(), { q, filter });
    expect(await told('“加装电梯钾”')).toEqual(['加装电梯']);
    expect(await told('“钾污水”')).toEqual(['污水']);
    expect(await told('“钾污水”', { region: '330000' })).toEqual([]);
    expect(await told('噪声 天上飞碟')).toEqual(['噪声']);
    expect(await told('钾')).toEqual([]);
  });

  test('finds one character among the newest texts, in any width', async () => {
    expect(await codesOf({ q: '灯' })).toEqual(await byEye('灯'));
    expect(new Set(await codesOf({ q: '水', filter: { region: '510000' } }))).toEqual(
      new Set(await byEye('水', { region: '510000' })),
    );
    expect(await codesOf({ q: 'Ｋ９' })).toEqual(await byEye('k9'));
    expect(await codesOf({ q: '。！' })).toEqual([]);
  });

  test('reads page after page and back, each message once, though new ones arrive', async () => {
    const whole = await codesOf({ q: '小区' });
    const read = async (after?: string) =>
      searchMessages(app(), { q: '小区', filter: {}, sort: 'time' }, { after, limit: 20 });
    const first = await read();
    const [newer] = await rowsOf<{ id: number }>(
      `update messages set published_at = now() + interval '1 minute' where code = $1 returning id`,
      [whole.at(-1)],
    );
    await rowsOf('insert into texts_due (message_id) values ($1)', [newer?.id]);
    await indexTexts(10);
    const second = await read(first.next ?? '');
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(whole.slice(0, 40));
    const back = await read(second.previous ?? '');
    expect(back.items.map(({ code }) => code)).toEqual(first.items.map(({ code }) => code));
    await expect(read('nonsense')).rejects.toMatchObject({ code: 'wrong-cursor' });
  });

  test('meets first by relevance what names it in the title', async () => {
    const { items } = await searchMessages(
      app(),
      { q: '加装电梯', filter: {}, sort: 'relevance' },
      { limit: 5 },
    );
    expect(items.every(({ title }) => title.includes('加装电梯'))).toBe(true);
  });

  test('meets it as well by a phrase alone, where nothing else can stand in one piece', async () => {
    const { items, total } = await searchMessages(
      app(),
      { q: '“加装电梯”', filter: {}, sort: 'relevance' },
      { limit: 5 },
    );
    expect(total).toBeGreaterThan(0);
    expect(items.every(({ title }) => title.includes('加装电梯'))).toBe(true);
  });

  test('meets first what most people met too, when they wish so', async () => {
    const code = (await byEye('污水')).at(-1) ?? '';
    await rowsOf('update messages set supporters = 3 where code = $1', [code]);
    const [first] = await codesOf({ q: '污水', sort: 'supporters' });
    const { items } = await mostSupported(app(), {}, { limit: 1 });
    const narrowed = await mostSupported(app(), { status: 'answered' }, { limit: 400 });
    expect([first, items[0]?.code]).toEqual([code, code]);
    expect(narrowed.items.every(({ handling }) => handling === 'answered' || handling === 'closed')).toBe(
      true,
    );
  });

  test('is shown, before sending, an answer to a message much like theirs', async () => {
    const [m] = await rowsOf<{ id: number; code: string; post: number; region: string | null }>(
      `select id, code, post_id as post, region_code as region from messages where standing = 'answered' and body like '%拖欠工资%' and region_code = '510104' limit 1`,
    );
    await rowsOf(
      `insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
        select id, 'final', 'published', answerable_id, '人社局', '已责令支付。', now(), now() from messages where id = $1`,
      [m?.id],
    );
    const asking = {
      title: '拖欠工资',
      body: '老板拖欠工资半年了',
      topic: null,
      leader: m?.post ?? 0,
      region: '510104',
    };
    expect(await similarAnswered(app(), asking, 3)).toMatchObject([{ code: m?.code, unit: '人社局' }]);
    expect(await similarAnswered(app(), { ...asking, title: '天上有飞碟', body: '' }, 3)).toEqual([]);
  });

  test('finds nothing that is not public, from the moment it is not', async () => {
    const [code] = await byEye('学位');
    await rowsOf(`update messages set publication = 'withdrawn', title = null, body = null where code = $1`, [
      code,
    ]);
    expect(await codesOf({ q: '学位' })).not.toContain(code);
    await rowsOf('insert into texts_due (message_id) select id from messages where code = $1', [code]);
    await indexTexts(10);
    expect(
      await rowsOf('select from public_texts t join messages m on m.id = t.message_id where m.code = $1', [
        code,
      ]),
    ).toEqual([]);
  });
});
