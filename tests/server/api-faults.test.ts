import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Refusal } from '../../src/domain/refusal.ts';
import { problem } from '../../src/server/api/problem.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { log } from '../../src/server/log.ts';

const faulty = new Hono();
let thrown: Error;
faulty.onError(problem);
faulty.get('/', () => {
  throw thrown;
});
const answerTo = async (error: Error) => {
  thrown = error;
  const answer = await faulty.request('/', { headers: { 'x-request-id': 'request-1' } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

beforeAll(() => adoptConfig(readConfig({ LOG_LEVEL: 'silent' })));
afterAll(() => vi.restoreAllMocks());

test('A fault of ours is answered without its reason, and noted with the request it broke', async () => {
  const noted = vi.spyOn(log(), 'error').mockReturnValue();
  const { status, text } = await answerTo(new TypeError('罗小满 13800138000 is not a function'));
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: 'unexpected', status: 500, errors: [] });
  expect(text).not.toMatch(/罗小满|13800138000|function|at /);
  expect(noted).toHaveBeenCalledWith(expect.objectContaining({ request: 'request-1' }), expect.any(String));
});

test.each([
  ['the server was stopped', Object.assign(new Error('x'), { code: '57P01' })],
  ['it starts again', Object.assign(new Error('x'), { code: '57P03' })],
  ['nobody listens', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ['all connections are busy', new Error('timeout exceeded when trying to connect')],
  ['the connection broke', new Error('Connection terminated unexpectedly')],
])('While the database is away (%s) the program is asked to come again', async (_, error) => {
  const { status, headers, text } = await answerTo(error);
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(JSON.parse(text)).toMatchObject({ code: 'busy' });
});

test('The numbers of a refusal travel beside its sentence, its detail stays here', async () => {
  const { text } = await answerTo(
    new Refusal('taken-by-other', { with: { who: '林', step: 'publish' }, detail: 'secret' }),
  );
  expect(JSON.parse(text)).toMatchObject({
    who: '林',
    step: 'publish',
    type: '/api/problems/taken-by-other',
  });
  expect(text).not.toContain('secret');
});
