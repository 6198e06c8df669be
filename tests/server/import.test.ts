import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app, appPool } from '../../src/server/store/db.ts';
import { loadKeys } from '../../src/server/store/keys.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { originalOf } from '../../src/server/store/original.ts';
import { readWords } from '../../src/server/store/people.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { searchMessages } from '../../src/server/views/searching/search-messages.ts';
import type { TestHouse } from '../support/house.ts';
import { messageOf, now, openImportHouse } from '../support/import-house.ts';
import { aRow, importRows } from '../support/import-kit.ts';

let house: TestHouse;
beforeAll(async () => (house = await openImportHouse()));
afterAll(() => house?.close());

describe('an answered message', () => {
  test('It is public as it is, closed by its answer, and tells nobody', async () => {
    const { report } = await importRows([aRow(1)], { now });
    expect(report).toMatchObject({ rows: 1, made: 1, answered: 1, archived: 0, refused: [] });
    const message = await messageOf(1);
    expect(message).toMatchObject({
      source: 'import',
      publication: 'public',
      handling: 'closed',
      closed_reason: 'answered-before-import',
      next_step: 'none',
      title: '云浦市柳河区第1号路灯不亮',
      author_label: '岸***',
      author_id: null,
      holder_id: null,
      due_at: null,
      first_due_at: null,
      kind: 'help',
      topic_id: 194,
      region_code: '990101',
      city_code: '990100',
      answer_unit: '柳河区城市管理局',
      over_limits: false,
      original_differs: false,
    });
    expect(message.received_at.toISOString()).toBe('2019-04-25T01:32:09.000Z');
    expect(message.published_at).toEqual(message.received_at);
    expect(message.answered_at?.toISOString()).toBe('2019-05-10T06:56:53.000Z');
    const reply = await app()
      .selectFrom('replies')
      .selectAll()
      .where('message_id', '=', message.id)
      .executeTakeFirstOrThrow();
    expect(reply).toMatchObject({
      type: 'final',
      state: 'published',
      unit_name: '柳河区城市管理局',
      office_id: message.answerable_id,
    });
    expect(reply.text).toContain('路灯已经修好');
    for (const table of ['notices', 'outbox', 'clocks'] as const) {
      expect(await app().selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  test('It is found by its words and stands in the list at its own date', async () => {
    await indexTexts(1000);
    const { items } = await searchMessages(app(), { q: '路灯', filter: {}, sort: 'relevance' }, { limit: 5 });
    expect(items.map(({ title, answer }) => [title, answer?.unit])).toContainEqual([
      '云浦市柳河区第1号路灯不亮',
      '柳河区城市管理局',
    ]);
  });

  test('A reply that names no unit is the answering office’s own', async () => {
    await importRows([aRow(2, { 答复: '已收悉' })], { now });
    expect((await messageOf(2)).answer_unit).toBe('柳河区信访局');
  });
});

describe('a message without a reply', () => {
  test('It is archived: a closed end that owes nothing', async () => {
    const { report } = await importRows([aRow(10, { 答复: '', 答复时间: '' })], { now });
    expect(report).toMatchObject({ answered: 0, archived: 1 });
    expect(await messageOf(10)).toMatchObject({
      handling: 'closed',
      closed_reason: 'archived',
      answered_at: null,
      due_at: null,
    });
  });

  test('With --open it waits at its office, with a promise from today', async () => {
    const { report } = await importRows([aRow(11, { 答复: '' }), aRow(12)], { now, open: true });
    expect(report).toMatchObject({ open: 1, answered: 1, archived: 0 });
    const message = await messageOf(11);
    expect(message).toMatchObject({
      handling: 'waiting',
      next_step: 'accept',
      holder_id: message.answerable_id,
      closed_reason: null,
    });
    // Help: ten working days after Monday, 9 November 2026.
    expect(message.due_at?.toISOString()).toBe('2026-11-23T16:00:00.000Z');
    const clocks = await app()
      .selectFrom('clocks')
      .selectAll()
      .where('message_id', '=', message.id)
      .execute();
    expect(clocks).toMatchObject([
      { what: 'reply', promise: true, owner_id: message.answerable_id, starts_at: now, stopped_at: null },
      { what: 'accept', promise: false, owner_id: message.answerable_id },
    ]);
    expect(await app().selectFrom('notices').selectAll().execute()).toEqual([]);
  });

  test('An open message that speaks of danger to life is an emergency, whenever it was written', async () => {
    await importRows([aRow(13, { 内容: '老人被困电梯,快要出人命了', 答复: '' })], { now, open: true });
    const message = await messageOf(13);
    expect(message.urgency).toBe('emergency');
    expect(message.due_at?.toISOString()).toBe('2026-11-10T00:14:00.000Z');
  });
});

describe('numbers of persons', () => {
  test('They are not published; the original is kept apart, encrypted', async () => {
    const rows = [
      aRow(20, { 内容: '请回电13912345678', 答复: '已致电13912345678。' }),
      aRow(21, { 答复: '身份证510107199003071234已收到' }),
    ];
    const { report } = await importRows(rows, { now });
    expect(report).toMatchObject({ maskedRows: 2, maskedNumbers: 3 });
    const message = await messageOf(20);
    expect(message).toMatchObject({ body: '请回电【手机号已隐去】', original_differs: true });
    expect((await originalOf('test', message.id)).body).toBe('请回电13912345678');
    const second = await messageOf(21);
    expect(second.original_differs).toBe(false);
    const reply = await app()
      .selectFrom('replies')
      .selectAll()
      .where('message_id', '=', second.id)
      .executeTakeFirstOrThrow();
    expect(reply.text).toBe('身份证【身份证号已隐去】已收到');
    const kept = await readWords('test', [second.id], ['reply', 'sender']);
    expect(kept.map(({ what, ref, content }) => [what, ref, content])).toEqual([
      ['sender', null, { name: '岸边的柳树' }],
      ['reply', reply.id, { text: '身份证510107199003071234已收到' }],
    ]);
    await indexTexts(1000);
    const { rows: found } = await appPool()
      .query(`select 1 from messages m left join replies r on r.message_id = m.id
      where concat(m.title, m.body, r.text, (select t.folded from public_texts t where t.message_id = m.id)) ~ '13912345678|510107199003071234'`);
    expect(found).toEqual([]);
  });
});

test('Everything that verify proves holds for imported messages', async () => {
  const findings: Finding[] = [];
  await verify(house.database.backupUrl, loadKeys(house.config.keyFile, false), (finding) =>
    findings.push(finding),
  );
  expect(findings.filter(({ breaches }) => breaches.length > 0)).toEqual([]);
  expect(findings.find(({ name }) => name.includes('recount'))?.checked).toBeGreaterThan(0);
});

test('Each message has one history line, taken by the machine, that names its answer, and its record of publication', async () => {
  const { id, answerable_id } = await messageOf(1);
  const lines = await app().selectFrom('history').selectAll().where('message_id', '=', id).execute();
  expect(lines).toMatchObject([
    {
      seq: 1,
      step: 'import',
      role: 'machine',
      actor_kind: 'machine',
      actor_id: null,
      office_id: answerable_id,
      at: now,
      words_digest: null,
    },
  ]);
  const reply = await app()
    .selectFrom('replies')
    .select('id')
    .where('message_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(lines[0]?.changes).toMatchObject({
    reply: reply.id,
    answered: '2019-05-10T06:56:53.000Z',
    closed: 'answered-before-import',
  });
  const published = await app().selectFrom('publications').selectAll().where('message_id', '=', id).execute();
  expect(published).toMatchObject([
    { act: 'published', staff_id: null, at: new Date('2019-04-25T01:32:09Z') },
  ]);
});

test('The account names of writers are unreadable in the tables', async () => {
  const backup = new pg.Client(house.database.backupUrl);
  await backup.connect();
  const { rows } =
    await backup.query(`select count(*)::int as kept, bool_or(position('岸边的柳树'::bytea in ciphertext) > 0) as plain
    from private.words where what = 'sender'`);
  await backup.end();
  expect(rows[0]).toMatchObject({ plain: false });
  expect(rows[0].kept).toBeGreaterThan(5);
});
