import { afterAll, beforeAll, expect, test } from 'vitest';
import { appPool } from '../../src/server/store/db.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let body: Record<string, unknown>;
beforeAll(async () => {
  stage = await openApiStage();
  const { id: leader } = await stage.leader('广元市委书记');
  body = { ...words({ leader }), verification: await stage.confirmed('13800138000') };
});
afterAll(() => stage.close());

const write = (key: string, changes: object = {}) =>
  stage.call('POST', '/api/v1/messages', {
    body: { ...body, ...changes },
    headers: { 'idempotency-key': key },
  });
const messages = async () => (await appPool().query('select count(*)::integer as n from messages')).rows[0].n;

test('ten clicks at once make one message, and each gets its code', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => write('click-1')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect(new Set(answers.map((each) => each.body.code)).size).toBe(1);
  const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
  expect(replayed).toHaveLength(9);
  expect(await messages()).toBe(1);
});

test('a retry after a timeout gets the same answer, even with a token of its own', async () => {
  const first = await write('click-1');
  const again = await write('click-1', { verification: await stage.confirmed('13800138000', 'sign-in') });
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(again.headers.get('location')).toBe(`/api/v1/messages/${first.body.code}`);
});

test('the same key with other words is refused, and a stranger’s same key is their own', async () => {
  const other = await write('click-1', { title: '另一座桥' });
  expect(other.body).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  const stranger = await write('click-1', { verification: await stage.confirmed('13800138001') });
  expect(stranger.headers.get('idempotent-replayed')).toBeNull();
  expect(await messages()).toBe(2);
});

test.each([
  ['too long', 'x'.repeat(65)],
  ['not ASCII', 'clé'],
  ['empty', ''],
])('a key that is %s is refused', async (_, key) => {
  const refused = await write(key);
  expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'idempotency-key' }] });
});
