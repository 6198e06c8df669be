import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { appPool } from '../../src/server/store/db.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { written } from '../support/after-work.ts';

let stage: ApiStage;
let code: string;
let citizen: string;
const tokens: Record<string, string> = {};

const notesOf = async (who: string) => {
  const { status, body } = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: tokens[who]! });
  return status === 200 ? (body['notes'] as { words: string }[]).map(({ words }) => words) : status;
};
const note = (who: string, words: string) =>
  stage.call('POST', `/api/v1/desk/messages/${code}/notes`, { token: tokens[who]!, body: { words } });

beforeAll(async () => {
  stage = await openApiStage();
  const { officeId } = await stage.leader('广元市委书记');
  const { rows } = await appPool().query<{ id: number; above_id: number }>(
    'select id, above_id from offices where id = $1',
    [officeId],
  );
  const elsewhere = (await stage.leader('成都市委书记')).officeId;
  tokens['reviewer'] = (await stage.employed('审核员甲', 'reviewer')).token;
  tokens['zhao'] = (await stage.employed('赵敏', 'officer', officeId)).token;
  tokens['qian'] = (await stage.employed('钱岳', 'approver', officeId)).token;
  tokens['province'] = (await stage.employed('省办甲', 'officer', rows[0]!.above_id)).token;
  tokens['stranger'] = (await stage.employed('外人', 'officer', elsewhere)).token;
  tokens['operator'] = (await stage.employed('方舟', 'operator')).token;
  const made = await written(stage, { title: '桥塌了', body: '请派人看看。' }, stage.now());
  code = made.code;
  citizen = await stage.confirmed(made.phone, 'own');
});
afterAll(() => stage?.close());

test('a reviewer notes something while reviewing, and no more after the verdict', async () => {
  expect((await note('zhao', '还没到我这里')).status).toBe(404);
  expect((await note('reviewer', '照片里有车牌，已不公开。')).status).toBe(201);
  expect(await notesOf('reviewer')).toEqual(['照片里有车牌，已不公开。']);
  const reviewer = await stage.staff('审核员乙', 'reviewer');
  await review(code, { visibility: 'public' }, reviewer, stage.now());
  expect((await note('reviewer', '再说一句')).body).toMatchObject({ status: 403, code: 'not-allowed' });
  expect(await notesOf('reviewer')).toEqual([]);
});

test('the office and the one above it write to each other; both see when, who and from where', async () => {
  const { officeId } = await stage.leader('广元市委书记');
  await accept(code, await stage.staff('孙立', 'head', officeId), stage.now());
  stage.later(5);
  expect((await note('zhao', '燃气公司30日夜间停气。')).status).toBe(201);
  stage.later(5);
  expect((await note('province', '请在30日前告知住户。')).status).toBe(201);
  const { body } = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: tokens['qian']! });
  expect(body['notes']).toMatchObject([
    { who: '赵敏', words: '燃气公司30日夜间停气。', office: { id: officeId } },
    { who: '省办甲', words: '请在30日前告知住户。' },
  ]);
  // The review desk is not of the office's branch; the office above reads all.
  expect(await notesOf('province')).toHaveLength(3);
});

test('nobody outside gets a word of it: not the author, not the public, not another office, not the operator', async () => {
  expect(await notesOf('stranger')).toBe(404);
  expect((await note('stranger', '我也来')).status).toBe(403);
  expect(await notesOf('operator')).toBe(404);
  expect((await note('operator', '我也来')).status).toBe(403);
  for (const token of ['', citizen]) {
    const seen = await stage.call('GET', `/api/v1/messages/${code}`, { token });
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toMatch(/燃气|write-note|赵敏/);
  }
  expect(
    (
      await stage.call('POST', `/api/v1/desk/messages/${code}/notes`, {
        token: citizen,
        body: { words: '我' },
      })
    ).status,
  ).toBe(403);
});

test('the words lie in no plain column, and an empty note is refused', async () => {
  const { rows } = await appPool().query<{ row: string }>(
    `select row_to_json(n)::text as row from notes n union all select row_to_json(h)::text from history h union all select row_to_json(o)::text from outbox o`,
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.filter(({ row }) => row.includes('燃气'))).toEqual([]);
  expect((await note('zhao', ' \n ')).body).toMatchObject({ errors: [{ field: 'words', code: 'required' }] });
  expect((await note('zhao', '长'.repeat(1001))).body).toMatchObject({
    errors: [{ field: 'words', code: 'too-long' }],
  });
});
