import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiStage, type ApiStage, type Got } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let desk: string;
let code: string;
let lin: string;
let mo: string;
beforeAll(async () => {
  stage = await openApiStage();
  const { id: leader } = await stage.leader('广元市委书记');
  lin = (await stage.employed('审核员林', 'reviewer')).token;
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
  const body = { ...words({ leader }), verification: await stage.confirmed('13800138000') };
  code = (await stage.call('POST', '/api/v1/messages', { body })).body.code;
  desk = `/api/v1/desk/messages/${code}`;
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);

test('what Lin has on the table, Mo cannot take, and sees who has it', async () => {
  expect((await call('PUT', `${desk}/lock`, { token: lin })).status).toBe(204);
  expect((await call('PUT', `${desk}/lock`, { token: lin })).status).toBe(204);
  expect((await call('PUT', `${desk}/lock`, { token: mo })).body).toMatchObject({
    status: 423,
    who: '审核员林',
  });
  const early = await call('POST', `${desk}/publication`, { token: mo, body: { visibility: 'public' } });
  expect(early.body).toMatchObject({ status: 423, code: 'locked-by-other', who: '审核员林' });
  const queue = await call('GET', '/api/v1/desk/queue', { token: mo });
  expect(queue.body.items).toMatchObject([{ code, lockedBy: '审核员林' }]);
});

test('put back, or left for ten minutes, it is free again', async () => {
  expect((await call('DELETE', `${desk}/lock`, { token: lin })).status).toBe(204);
  expect((await call('PUT', `${desk}/lock`, { token: mo })).status).toBe(204);
  stage.later(11);
  expect((await call('PUT', `${desk}/lock`, { token: lin })).status).toBe(204);
  expect((await call('PUT', '/api/v1/desk/messages/100000000000/lock', { token: lin })).status).toBe(404);
});

test('a verdict that is held back can be taken back; once gone, it is too late', async () => {
  const held = await call('POST', `${desk}/publication`, {
    token: lin,
    body: { visibility: 'public', delaySeconds: 10 },
  });
  expect([held.status, held.body]).toEqual([202, { effectiveAt: '2026-11-09T00:25:10.000Z' }]);
  const others = await call('DELETE', `${desk}/publication`, { token: mo });
  expect(others.body).toMatchObject({ status: 409, code: 'undo-too-late' });
  expect((await call('DELETE', `${desk}/publication`, { token: lin })).status).toBe(204);
  expect((await call('DELETE', `${desk}/publication`, { token: lin })).body).toMatchObject({
    code: 'undo-too-late',
  });
  const rejection = { code: 'unclear', words: '请写明桥在哪个村。', delaySeconds: 1 };
  expect((await call('POST', `${desk}/rejection`, { token: lin, body: rejection })).status).toBe(202);
  expect((await call('DELETE', `${desk}/publication`, { token: lin })).status).toBe(204);
  expect((await call('GET', '/api/v1/desk/queue', { token: lin })).body.items).toMatchObject([
    { pendingUntil: null },
  ]);
});

test.each([0, 11, 1.5, '5'])('a delay of %s seconds is none', async (delaySeconds) => {
  const refused = await call('POST', `${desk}/publication`, {
    token: lin,
    body: { visibility: 'public', delaySeconds },
  });
  expect(refused.body.errors).toMatchObject([{ field: 'delaySeconds', code: 'wrong-choice' }]);
});

test('published at once, it cannot be taken back; a second reviewer learns who was first', async () => {
  expect(
    (await call('POST', `${desk}/publication`, { token: lin, body: { visibility: 'public' } })).status,
  ).toBe(200);
  expect((await call('DELETE', `${desk}/publication`, { token: lin })).body).toMatchObject({
    status: 409,
    code: 'undo-too-late',
  });
  const late = await call('POST', `${desk}/rejection`, { token: mo, body: { code: 'spam', words: '重复' } });
  expect(late.body).toMatchObject({ status: 409, code: 'taken-by-other', who: '审核员林', step: 'publish' });
});

test('whoever has the page already is told so', async () => {
  const first = await call('GET', `/api/v1/messages/${code}`);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"[\w-]+"$/);
  expect(first.headers.get('cache-control')).toMatch(
    /^public, max-age=\d, s-maxage=1, stale-while-revalidate=2$/,
  );
  const again = await call('GET', `/api/v1/messages/${code}`, {
    headers: { 'if-none-match': `"x", ${etag}` },
  });
  expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, etag]);
  const list = await call('GET', '/api/v1/messages');
  const known = { 'if-none-match': list.headers.get('etag') ?? '' };
  expect((await call('GET', '/api/v1/messages', { headers: known })).status).toBe(304);
});

test('a long queue comes page by page', async () => {
  const { id: leader } = await stage.leader('绵阳市委书记');
  const verification = await stage.confirmed('13800138009');
  for (let i = 0; i < 5; i += 1)
    await call('POST', '/api/v1/messages', {
      body: { ...words({ leader }), verification, anotherMatter: true },
    });
  const seen: string[] = [];
  let next: string | null = '0';
  while (next !== null) {
    const { body }: Got = await call('GET', `/api/v1/desk/queue?limit=2&after=${next}`, { token: lin });
    expect(body['total']).toBe(5);
    seen.push(...body.items.map((each) => each.code));
    next = body.next;
  }
  expect(new Set(seen).size).toBe(5);
  const { body } = await call('GET', '/api/v1/desk/queue?limit=2&offset=4', { token: lin });
  expect([body.items.length, body.next]).toEqual([1, null]);
});
