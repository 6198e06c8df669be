import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../../src/server/api/app.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { at, type BulletinCast, openBulletinCast } from '../support/bulletin-cast.ts';

let cast: BulletinCast;
let work: AfterWork;
let open: string;
let kept: string;
let centre: { id: number; token: string };

beforeAll(async () => {
  cast = await openBulletinCast();
  const { stage } = cast;
  work = afterWork(stage);
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  const [luo, xu] = [
    await written(stage, { title: '物资运不进来' }, stage.now()),
    await written(
      stage,
      { title: '不公开的金丝雀', body: '金丝雀的私事。', visibility: 'private' },
      stage.now(),
    ),
  ];
  await review(luo.code, { visibility: 'public' }, reviewer, stage.now());
  await review(xu.code, { visibility: 'private' }, reviewer, stage.now());
  [open, kept] = [luo.code, xu.code];
  const [office] = await rowsOf<{ id: number }>(
    `insert into offices (name, kind, region_code, term_until, valid_from) values ('广元市疫情防控指挥部', 'temporary', '510800', '2027-06-30', '2026-01-01') returning id`,
  );
  centre = await stage.employed('指挥部值班', 'officer', office?.id);
});
afterAll(() => cast?.stage.close());

const draft = (changes: Record<string, unknown> = {}, token = cast.zhao.token) =>
  cast.stage.call<{ bulletinId: number }>('POST', `/api/v1/desk/offices/${cast.guangyuan}/special-reports`, {
    token,
    body: {
      title: '关于物资运输受阻的专报',
      body: '近日多位群众反映物资运输受阻。',
      codes: [open, kept],
      ...changes,
    },
  });
const attention = async (code: string) =>
  (await rowsOf<{ attention: string }>('select attention from messages where code = $1', [code]))[0]
    ?.attention;

test('The city reports to its command centre: told at once, attention rises with a line of history, once', async () => {
  const { stage, zhao, publish } = cast;
  const {
    body: { bulletinId: id },
  } = await draft();
  expect(await attention(open)).toBe('normal');
  expect((await publish(id, zhao.token)).body).toMatchObject({ number: '2026-1', units: 1 });
  await work.settle(stage.now());
  await rowsOf(`insert into outbox (task, payload, run_at) values ('report-upward', $1, now())`, [
    { bulletin: id, staff: zhao.id },
  ]);
  await work.settle(stage.now());
  expect([await attention(open), await attention(kept)]).toEqual(['reported-upward', 'reported-upward']);
  const steps = await rowsOf(
    `select 1 from history h join messages m on m.id = h.message_id where m.code = $1 and h.step = 'report-upward'`,
    [open],
  );
  expect(steps).toHaveLength(1);
  const told = await rowsOf(`select staff_id, urgent from staff_notices where bulletin_id = $1`, [id]);
  expect(told).toEqual([{ staff_id: centre.id, urgent: true }]);
  expect((await stage.call('POST', at(id, '/receipts'), { token: centre.token, body: {} })).body).toEqual({
    signed: 1,
  });
});

test('The command centre reads the public words, of the private message its facts alone; others nothing', async () => {
  const { stage, zhao, elsewhere, publish } = cast;
  const {
    body: { bulletinId: id },
  } = await draft();
  expect((await stage.call('GET', at(id, '/messages'), { token: centre.token })).status).toBe(404);
  await publish(id, zhao.token);
  const { body } = await stage.call('GET', at(id, '/messages'), { token: centre.token });
  expect(body.items.map((m) => m.title)).toEqual(['物资运不进来', null]);
  expect(JSON.stringify(body)).not.toContain('金丝雀');
  expect((await stage.call('GET', at(id, '/messages'), { token: elsewhere.token })).status).toBe(404);
});

test('As a PDF it holds its Chinese font and text, and nothing private', async () => {
  const { zhao, elsewhere } = cast;
  const {
    body: { bulletinId: id },
  } = await draft();
  const get = (token: string) =>
    api.request(at(id, '/pdf'), { headers: { authorization: `Bearer ${token}` } });
  const answer = await get(zhao.token);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toContain('NotoSansHans');
  // The whole font has 8 MB; only the characters used go along.
  expect(pdf.length).toBeLessThan(400_000);
  if (process.env['SHOTS']) {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${process.env['SHOTS']}/report.pdf`, pdf);
  }
  expect((await get(elsewhere.token)).status).toBe(404);
});

test.each([
  ['no message', { codes: [] }, 'codes', 'required'],
  ['a message that is not theirs', { codes: ['000000000000'] }, 'codes', 'not-reportable'],
  ['a phone number', { body: '请联系 13800138000。' }, 'body', 'personal-data'],
  ['another command centre', { target: 1 }, 'target', 'no-command-centre'],
])('A report is refused with %s', async (_, changes, field, code) => {
  const { status, body } = await draft(changes);
  expect([
    status,
    (body as unknown as { errors: { field: string; code: string }[] }).errors.map((e) => [e.field, e.code]),
  ]).toEqual([422, [[field, code]]]);
});
