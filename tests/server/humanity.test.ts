import { solveChallenge } from 'altcha-lib/v1';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newProof } from '../../src/server/access/humanity/proof.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { answerTo } from '../support/answer-to.ts';
import { words } from '../support/story.ts';

const stage: ApiStage = await openApiStage({ RATE_LIMIT: 'on' });
let phones = 0;
const given = currentConfig();
const mode = (humanProof: 'auto' | 'always' | 'never') => adoptConfig({ ...given, humanProof });

beforeEach(() => {
  mode('always');
  // A minute's paces are over.
  stage.later(5);
});
afterAll(() => stage.close());

interface Asked {
  needed: boolean;
  token: string;
  question: string;
  work: string;
}
type Purpose = 'code' | 'send';
const ask = async (of: Purpose, lang = 'zh') => {
  const sent = { body: { for: of }, headers: { 'accept-language': lang } };
  return (await stage.call<Asked>('POST', '/api/v1/proofs', sent)).body;
};
const code = (proof?: object, address = '203.0.113.7') =>
  stage.call('POST', '/api/v1/verifications', {
    body: { phone: `135${String(40_000_000 + phones++)}`, purpose: 'write', ...(proof && { proof }) },
    headers: { 'x-huiyin-address': address },
  });
const fault = { status: 422, errors: [{ field: 'proof', code: 'proof-needed' }] };
const faultOf = (which: string) => ({ errors: [{ field: 'proof', code: which }] });

async function solved(work: string): Promise<string> {
  const { algorithm, challenge, maxnumber, salt, signature } = JSON.parse(work);
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  return btoa(JSON.stringify({ algorithm, challenge, number: solution?.number, salt, signature }));
}

describe('While it is asked for', () => {
  test.each(['zh', 'en'])('no code is sent without a proof; an answer in words is one (%s)', async (lang) => {
    expect((await code()).body).toMatchObject(fault);
    const { token, question, needed } = await ask('code', lang);
    expect(needed).toBe(true);
    expect(/\p{Script=Han}/u.test(question)).toBe(lang === 'zh');
    expect((await code({ token, answer: answerTo(token) })).status).toBe(202);
  });

  test('work that a browser does is one as well', async () => {
    const work = await solved((await ask('code')).work);
    expect((await code({ work })).status).toBe(202);
    expect((await code({ work })).body).toMatchObject(faultOf('proof-stale'));
  });

  test('each is good for one try, right or wrong, also when many come at once', async () => {
    const first = await ask('code');
    expect((await code({ token: first.token, answer: '不知道' })).body).toMatchObject(faultOf('proof-wrong'));
    expect((await code({ token: first.token, answer: answerTo(first.token) })).body).toMatchObject(
      faultOf('proof-stale'),
    );
    const { token } = await ask('code');
    const all = await Promise.all(Array.from({ length: 5 }, () => code({ token, answer: answerTo(token) })));
    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    expect((await rowsOf('select from proof_uses')).length).toBeGreaterThan(2);
  });

  test('one for sending gets no code, one that was made up gets nothing', async () => {
    const { token, work } = await ask('send');
    const answer = answerTo(token);
    expect((await code({ token, answer })).body).toMatchObject(faultOf('proof-stale'));
    expect((await code({ work: await solved(work) })).body).toMatchObject(faultOf('proof-stale'));
    const mine = await ask('code');
    const [of, lang, until, id, seal] = mine.token.split('.');
    for (const token of [
      '',
      'x',
      [of, lang, Number(until) + 1, id, seal].join('.'),
      [of, lang, until, 'x', seal].join('.'),
    ])
      expect((await code({ token, answer: answerTo(mine.token) })).body).toMatchObject(
        faultOf('proof-stale'),
      );
    for (const forged of ['x', btoa('{}'), btoa(JSON.stringify({ ...JSON.parse(mine.work), number: 1 }))])
      expect((await code({ work: forged })).body).toMatchObject(faultOf('proof-stale'));
  });

  test('nobody is hurried: it is good for twenty minutes and no longer', async () => {
    const slow = await newProof('code', 'zh', stage.now());
    const late = await newProof('code', 'zh', stage.now());
    stage.later(19);
    expect((await code({ token: slow.token, answer: answerTo(slow.token) })).status).toBe(202);
    stage.later(2);
    expect((await code({ token: late.token, answer: answerTo(late.token) })).body).toMatchObject(
      faultOf('proof-stale'),
    );
  });

  test('a message is sent with a proof, and a cry for help without', async () => {
    mode('never');
    const verification = await stage.confirmed('13540999999');
    mode('always');
    const { id: leader } = await stage.leader('广元市委书记');
    const send = (changes: object) => {
      const body = { ...words({ leader }), anotherMatter: true, verification, ...changes };
      return stage.call('POST', '/api/v1/messages', { body });
    };
    expect((await send({})).body).toMatchObject(fault);
    const { token } = await ask('send');
    expect((await send({ proof: { token, answer: answerTo(token) } })).status).toBe(201);
    expect((await send({ body: '电梯里困住了三个人，快来。' })).status).toBe(201);
  });
});

test('It is asked of a network that asks for many codes, and not of others', async () => {
  mode('auto');
  const crowd = '198.51.100.9';
  for (let n = 0; n < 14; n += 1) expect((await code(undefined, crowd)).status).toBe(202);
  expect((await code(undefined, crowd)).body).toMatchObject(fault);
  expect((await code(undefined, '192.0.2.1')).status).toBe(202);
  stage.later(5);
  expect((await code(undefined, crowd)).status).toBe(202);
});

test('Guessing costs: after a while a network must wait', async () => {
  let last = 0;
  for (let n = 0; n < 31; n += 1) {
    const { token } = await newProof('code', 'zh', stage.now());
    last = (await code({ token, answer: '三' }, '198.51.100.10')).status;
  }
  expect(last).toBe(429);
});
