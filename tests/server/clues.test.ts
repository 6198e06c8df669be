import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffRole } from '../../src/domain/actor.ts';
import { readSecret } from '../../src/domain/clues/writer-secret.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { fromBase64, openWords, unwrapKey, wrapKey } from '../../src/ui/clues/seal.ts';
import { joinShares, splitKey } from '../../src/ui/clues/shares.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { clueText, composed, groupKey, sealedText } from '../support/clue-kit.ts';

let stage: ApiStage;
let jin: { id: number; token: string };
let mu: { id: number; token: string };
let key: Awaited<ReturnType<typeof groupKey>>;

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  jin = await stage.employed('线索员金', 'examiner');
  mu = await stage.employed('线索员穆', 'examiner');
});
afterAll(() => stage?.close());

const desk = '/api/v1/desk/clues';
const list = async (token = jin.token) => (await stage.call('GET', desk, { token })).body;
const send = async (changes: Partial<typeof clueText> = {}) => {
  const made = await composed(key.recipient, key.keyId, changes);
  expect((await stage.call('POST', '/api/v1/clues', { body: made.body })).status).toBe(204);
  const [row] = await rowsOf<{ ref: string }>('select ref from clues order by id desc limit 1');
  return { ...made, ref: row?.ref ?? '' };
};
const step = (ref: string, body: Record<string, unknown>, who = jin) =>
  stage.call('POST', `${desk}/${ref}/steps`, { token: who.token, body });
const look = async (ref: string, who = jin) => {
  const { body } = await stage.call('POST', `${desk}/${ref}/looks`, { token: who.token });
  return body['parts'] as { what: string; sealed: string }[];
};

describe('Before there is a key', () => {
  test('nobody can write: the door says so', async () => {
    expect((await stage.call('GET', '/api/v1/clue-key')).body).toMatchObject({ code: 'not-open-yet' });
  });

  test('an examiner makes one; the server gets its public half and a wrapped private one', async () => {
    key = await groupKey((await staffActor(jin.id, stage.now()))!, stage.now());
    expect((await stage.call('GET', '/api/v1/clue-key')).body).toEqual({
      id: key.keyId,
      recipient: key.recipient,
    });
    const mine = await stage.call('GET', '/api/v1/desk/clue-keys', { token: jin.token });
    const [held] = mine.body['keys'] as { wrapped: string }[];
    expect(await unwrapKey(fromBase64(held?.wrapped ?? ''), '四个随机的词语')).toBe(key.identity);
    await expect(unwrapKey(fromBase64(held?.wrapped ?? ''), '别的词语')).rejects.toThrow();
  });
});

describe('A clue', () => {
  test('goes its way from received to closed, by two examiners, and its writer follows it', async () => {
    const { ref, clue } = await send();
    expect((await list()).items).toMatchObject([{ ref, stage: 'received', clock: 'sift', late: false }]);
    const parts = await look(ref);
    expect(parts.map(({ what }) => what)).toEqual(['clue']);
    expect(JSON.parse(await openWords(fromBase64(parts[0]?.sealed ?? ''), [key.identity]))).toEqual(clueText);
    expect((await step(ref, { step: 'collate', group: 'new' })).body).toEqual({ stage: 'collated' });
    expect((await step(ref, { step: 'propose-pursue' })).status).toBe(201);
    expect((await step(ref, { step: 'pursue' })).body).toMatchObject({
      status: 403,
      code: 'clue-second-examiner',
    });
    expect((await list(mu.token)).items).toMatchObject([{ ref, proposal: 'pursue', confirmable: true }]);
    expect((await step(ref, { step: 'pursue' }, mu)).body).toEqual({ stage: 'sifted' });
    expect((await step(ref, { step: 'verify', code: 'confirmed' })).status).toBe(422);
    const finding = await sealedText('账目核对属实。', [key.recipient]);
    expect((await step(ref, { step: 'verify', code: 'confirmed', sealed: finding })).body).toEqual({
      stage: 'verified',
    });
    expect((await step(ref, { step: 'propose-report', code: 'discipline' })).status).toBe(201);
    expect((await step(ref, { step: 'report' })).status).toBe(403);
    expect((await step(ref, { step: 'report' }, mu)).body).toEqual({ stage: 'reported' });
    const letter = await sealedText('已上报，谢谢您。', [key.recipient, clue.writer.recipient]);
    expect((await step(ref, { step: 'write', sealed: letter })).status).toBe(201);
    expect((await step(ref, { step: 'close' }, mu)).status).toBe(409);
    expect((await step(ref, { step: 'propose-end', code: 'acted-upon' }, mu)).status).toBe(201);
    expect((await step(ref, { step: 'close' }, mu)).status).toBe(403);
    expect((await step(ref, { step: 'close' })).body).toEqual({ stage: 'closed' });

    const halves = readSecret(clue.secret)!;
    const back = await stage.call('POST', '/api/v1/clue-returns', { body: { find: halves.find } });
    expect(back.body).toMatchObject({
      stage: 'closed',
      closedReason: 'acted-upon',
      letters: [{ mine: false }],
    });
    const own = await unwrapKey(fromBase64(back.body['wrapped'] as string), halves.open);
    const [sealed] = back.body['letters'] as { sealed: string }[];
    expect(await openWords(fromBase64(sealed?.sealed ?? ''), [own])).toBe('已上报，谢谢您。');
    await expect(unwrapKey(fromBase64(back.body['wrapped'] as string), halves.find)).rejects.toThrow();
    // What they sent is not theirs to open again: a found secret betrays no report.
    await expect(openWords(clue.sealed, [own])).rejects.toThrow();

    const again = await sealedText('还有一件。', [key.recipient]);
    expect(
      (await stage.call('POST', '/api/v1/clue-letters', { body: { find: halves.find, sealed: again } }))
        .status,
    ).toBe(204);
    expect((await look(ref)).map(({ what }) => what)).toEqual(['clue', 'finding', 'letter', 'letter']);
  });

  test('sent twice is there once', async () => {
    const { body } = await send();
    const before = await rowsOf('select 1 from clues');
    expect((await stage.call('POST', '/api/v1/clues', { body })).status).toBe(204);
    expect(await rowsOf('select 1 from clues')).toHaveLength(before.length);
  });

  test('that is not sealed is not taken, nor one for a key that is none', async () => {
    const { body } = await composed(key.recipient, key.keyId);
    const plain = Buffer.from('某局长收钱'.repeat(50)).toString('base64');
    expect((await stage.call('POST', '/api/v1/clues', { body: { ...body, sealed: plain } })).body.code).toBe(
      'not-sealed',
    );
    expect((await stage.call('POST', '/api/v1/clues', { body: { ...body, key: 999 } })).body.code).toBe(
      'stale-form',
    );
  });

  test('with a wrong secret is not found, whichever letter is wrong', async () => {
    for (const find of ['0000000000', 'ZZZZZZZZZZ'])
      expect((await stage.call('POST', '/api/v1/clue-returns', { body: { find } })).body.code).toBe(
        'no-such-secret',
      );
  });

  test('names the same unit as another: the desk shows them to each other and an examiner puts them together', async () => {
    const [one, two] = [await send({ unit: '青石县粮库' }), await send({ unit: '青石县 粮库。' })];
    const facts = (await stage.call('GET', `${desk}/${two.ref}`, { token: jin.token })).body;
    expect(facts['kin']).toMatchObject([{ ref: one.ref, grouped: false }]);
    await step(one.ref, { step: 'collate', group: 'new' });
    const group = (await stage.call('GET', `${desk}/${one.ref}`, { token: jin.token })).body['group'];
    await step(two.ref, { step: 'collate', group });
    const kin = (await stage.call('GET', `${desk}/${one.ref}`, { token: jin.token })).body['kin'];
    expect(kin).toMatchObject([{ ref: two.ref, grouped: true }]);
    expect((await step(two.ref, { step: 'regroup', group: 'ABCDEFGHJK' })).status).toBe(422);
  });

  test('whose examiner steps back is not there for them any more', async () => {
    const { ref } = await send({ unit: '线索员金的单位' });
    expect((await step(ref, { step: 'declare-conflict' })).status).toBe(201);
    expect((await stage.call('POST', `${desk}/${ref}/looks`, { token: jin.token })).status).toBe(403);
    expect((await stage.call('GET', `${desk}/${ref}`, { token: jin.token })).status).toBe(404);
    expect((await list()).items.map((item) => item['ref'])).not.toContain(ref);
    expect((await stage.call('GET', `${desk}/${ref}`, { token: mu.token })).status).toBe(200);
  });
});

describe('Nobody but examiners', () => {
  const others: StaffRole[] = ['operator', 'auditor', 'reviewer', 'supervisor', 'editor'];
  test.each(others)('not a member of staff who is %s', async (role) => {
    const { token } = await stage.employed(`某${role}`, role);
    const { ref } = await send();
    const tried = [
      await stage.call('GET', desk, { token }),
      await stage.call('GET', `${desk}/${ref}`, { token }),
      await stage.call('POST', `${desk}/${ref}/looks`, { token }),
      await stage.call('POST', `${desk}/${ref}/steps`, { token, body: { step: 'collate', group: 'new' } }),
      await stage.call('GET', '/api/v1/desk/clue-keys', { token }),
      await stage.call('POST', `${desk}/ABCDEFGHJK/looks`, { token }),
    ];
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect((await stage.call('GET', '/api/v1/desk/clue-looks', { token })).status).toBe(
      role === 'auditor' ? 200 : 403,
    );
  });

  test('not an officer, a leader, a citizen or a visitor either', async () => {
    const { officeId } = await stage.leader('广元市委书记');
    const officer = await stage.employed('经办人', 'officer', officeId);
    expect((await stage.call('GET', desk, { token: officer.token })).status).toBe(403);
    expect((await stage.call('GET', desk)).status).toBe(401);
    expect((await stage.call('GET', '/api/v1/desk/clue-looks', { token: jin.token })).status).toBe(403);
  });

  test('and each look of theirs stands in the auditor’s log before it is given', async () => {
    const { token } = await stage.employed('审计员', 'auditor');
    const { ref } = await send();
    const before = (await stage.call('GET', '/api/v1/desk/clue-looks', { token })).body['total'] as number;
    await look(ref, mu);
    const log = (await stage.call('GET', '/api/v1/desk/clue-looks', { token })).body;
    expect([log['total'], log.items[0]]).toMatchObject([before + 1, { ref, who: '线索员穆' }]);
    await expect(rowsOf('update clue_looks set at = now()')).rejects.toThrow(/permission denied/);
    await expect(rowsOf('delete from clue_history')).rejects.toThrow(/permission denied/);
    await expect(rowsOf('select * from private.clue_parts')).rejects.toThrow(/permission denied/);
  });
});

describe('The key of the group', () => {
  test('comes back from two of three shares, not from one', async () => {
    const shares = await splitKey(key.identity, 'k1');
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect(await joinShares([shares[a] ?? '', `  ${shares[b]}\n`], key.recipient)).toBe(key.identity);
    expect(await joinShares([shares[0] ?? ''], key.recipient)).toBeNull();
    expect(await joinShares([shares[0] ?? '', shares[0] ?? ''], key.recipient)).toBeNull();
    const other = await splitKey('AGE-SECRET-KEY-1', 'k2');
    expect(await joinShares([shares[0] ?? '', other[1] ?? ''], key.recipient)).toBeNull();
  });

  test('is given on by one who holds it, once, and by nobody else; a new one leaves old clues to the old', async () => {
    const path = (keyId: number, staffId: number) => `/api/v1/desk/clue-keys/${keyId}/copies/${staffId}`;
    const wrapped = Buffer.from(await wrapKey(key.identity, '一次性口令', 'secret')).toString('base64');
    const put = (who: { token: string }, staffId: number, keyId = key.keyId) =>
      stage.call('PUT', path(keyId, staffId), { token: who.token, body: { wrapped } });
    const third = await stage.employed('线索员三', 'examiner');
    const operator = await stage.employed('运营', 'operator');
    expect((await put(third, mu.id)).status).toBe(403);
    expect((await put(jin, operator.id)).status).toBe(422);
    expect((await put(jin, mu.id)).status).toBe(204);
    expect((await put(jin, mu.id)).status).toBe(409);
    expect((await put(mu, mu.id)).status).toBe(204);
    const old = await send();
    const next = await groupKey((await staffActor(mu.id, stage.now()))!, stage.now(), '另一串词语');
    expect((await stage.call('GET', '/api/v1/clue-key')).body.id).toBe(next.keyId);
    const parts = await look(old.ref);
    expect(await openWords(fromBase64(parts[0]?.sealed ?? ''), [key.identity, next.identity])).toContain(
      '云浦',
    );
    key = next;
  });
});
