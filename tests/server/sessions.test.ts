import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSessions } from '../../src/server/access/end-sessions.ts';
import { beginSession, endOfSession, openSessionsOf, renewSession } from '../../src/server/access/session.ts';
import { isFresh } from '../../src/server/access/entry/door.ts';
import { newRecoveryCodes, newTotpSecret } from '../../src/server/access/entry/totp.ts';
import { startVerification } from '../../src/server/access/verification.ts';
import { whoBySession } from '../../src/server/access/who.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { rowsOf } from '../support/after-work.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let zhao: { staffId: number };
let phones = 0;
const hours = (n: number) => new Date(stage.start.getTime() + n * 3_600_000);
const days = (n: number) => hours(24 * n);
const citizen = async () => {
  const { citizenId } = await stage.citizen(`132${String(70_000_000 + phones++)}`);
  return { citizenId };
};
const kind = async (secret: string, at: Date) => (await whoBySession(secret, at)).kind;

beforeAll(async () => {
  stage = await setStage();
  zhao = { staffId: (await stage.staff('赵敏', 'operator')).staffId };
});
afterAll(() => stage?.close());

describe('A session ends', () => {
  test('of staff after two hours without a request, and after twelve hours whatever they do', async () => {
    const idle = await beginSession(zhao, stage.start);
    expect(await kind(idle.secret, hours(1.9))).toBe('staff');
    expect(await kind(idle.secret, hours(3.8))).toBe('staff');
    expect(await kind(idle.secret, hours(5.9))).toBe('visitor');
    expect(await endOfSession(idle.secret, hours(5.9))).toBe('idle');
    const busy = await beginSession(zhao, stage.start);
    for (let at = 1; at < 12; at += 1) expect(await kind(busy.secret, hours(at)), `${at}`).toBe('staff');
    expect(await kind(busy.secret, hours(11.99))).toBe('staff');
    expect(await kind(busy.secret, hours(12))).toBe('visitor');
    expect(await endOfSession(busy.secret, hours(12))).toBe('run-out');
  });

  test('of a citizen after seven days without a visit, and after thirty days whatever they do', async () => {
    const luo = await citizen();
    const idle = await beginSession(luo, stage.start);
    expect(await kind(idle.secret, days(6.9))).toBe('citizen');
    expect(await kind(idle.secret, days(14))).toBe('visitor');
    expect(await openSessionsOf(luo, '', days(14))).toEqual([]);
    const busy = await beginSession(luo, stage.start);
    for (let at = 5; at < 30; at += 5) expect(await kind(busy.secret, days(at)), `${at}`).toBe('citizen');
    expect(await kind(busy.secret, days(30))).toBe('visitor');
  });

  test('and that it is used is written once in five minutes', async () => {
    const { secret } = await beginSession(await citizen(), stage.start);
    const seen = async () =>
      (await rowsOf<{ seen_at: Date | null }>('select seen_at from sessions order by id desc limit 1'))[0]
        ?.seen_at;
    for (const minutes of [1, 2, 4]) await kind(secret, hours(minutes / 60));
    expect(await seen()).toBeNull();
    await kind(secret, hours(6 / 60));
    expect(await seen()).toEqual(hours(6 / 60));
    await kind(secret, hours(10 / 60));
    expect(await seen()).toEqual(hours(6 / 60));
  });

  test('when its owner signs in at too many places: the oldest goes, and is told why', async () => {
    for (const [owner, most] of [
      [await citizen(), 10],
      [{ staffId: (await stage.staff('钱进', 'operator')).staffId }, 5],
    ] as const) {
      const all: string[] = [];
      for (let n = 0; n <= most; n += 1)
        all.push((await beginSession(owner, new Date(stage.start.getTime() + n * 1000))).secret);
      expect(await openSessionsOf(owner, '', hours(1))).toHaveLength(most);
      expect(await kind(all[0] as string, hours(1))).toBe('visitor');
      expect(await endOfSession(all[0] as string, hours(1))).toBe('too-many');
      expect(await kind(all[1] as string, hours(1))).not.toBe('visitor');
      expect(await endOfSession(all[1] as string, hours(1))).toBeNull();
    }
  });
});

test('A fresh proof gives a new secret, and the old one opens nothing; an ended session cannot be renewed', async () => {
  const { secret } = await beginSession(zhao, stage.start);
  expect(await isFresh(secret, hours(1))).toBe(false);
  const { secret: next, expiresAt } = await renewSession(secret, hours(1));
  expect(expiresAt).toEqual(hours(12));
  expect([await kind(secret, hours(1)), await kind(next, hours(1))]).toEqual(['visitor', 'staff']);
  expect([await isFresh(secret, hours(1)), await isFresh(next, hours(1))]).toEqual([false, true]);
  await expect(renewSession(secret, hours(1))).rejects.toMatchObject({ code: 'sign-in-needed' });
  await expect(renewSession(undefined, hours(1))).rejects.toMatchObject({ code: 'sign-in-needed' });
});

test('An operator ends the sessions of one writer, of one member of staff, of one side, of everybody', async () => {
  const [luo, ma] = [await citizen(), await citizen()];
  const { id: leader } = await stage.leader('广元市委书记');
  const arrival = { by: luo, source: 'web', idempotencyKey: null } as const;
  const { code } = await submit(words({ leader }), arrival, stage.start);
  const [login] = await rowsOf<{ login: string }>('select login from staff where id = $1', [zhao.staffId]);
  const open = async () => [
    (await openSessionsOf(luo, '', stage.start)).length,
    (await openSessionsOf(ma, '', stage.start)).length,
    (await openSessionsOf(zhao, '', stage.start)).length,
  ];
  const begin = async () => {
    await endSessions({ all: 'everybody' }, stage.start);
    const [secret] = await Promise.all(
      [luo, ma, zhao].map(async (who) => (await beginSession(who, stage.start)).secret),
    );
    return secret as string;
  };
  const secret = await begin();
  expect(await endSessions({ writerOf: code }, stage.start)).toBe(1);
  expect(await open()).toEqual([0, 1, 1]);
  expect(await endOfSession(secret, stage.start)).toBe('operator');
  expect(await endSessions({ staffNamed: login?.login.toUpperCase() ?? '' }, stage.start)).toBe(1);
  expect(await open()).toEqual([0, 1, 0]);
  await begin();
  expect(await endSessions({ all: 'citizens' }, stage.start)).toBe(2);
  expect(await open()).toEqual([0, 0, 1]);
  await begin();
  expect(await endSessions({ all: 'everybody' }, stage.start)).toBe(3);
  for (const nobody of [{ writerOf: '384720195527' }, { staffNamed: 'nobody' }])
    await expect(endSessions(nobody, stage.start)).rejects.toMatchObject({ code: 'not-found' });
});

describe('What must not be guessed', () => {
  test('is drawn evenly, and never twice: spare codes, secrets of authenticators, codes by text message', async () => {
    const codes = Array.from({ length: 300 }, newRecoveryCodes).flat();
    expect(new Set(codes).size).toBe(codes.length);
    const letters = codes.join('').replaceAll('-', '');
    const counts = [...new Set(letters)].map((letter) => letters.split(letter).length - 1);
    expect(counts).toHaveLength(31);
    const even = letters.length / 31;
    for (const count of counts) expect(Math.abs(count - even)).toBeLessThan(6 * Math.sqrt(even));
    const secrets = Array.from({ length: 1000 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(1000);
    expect(secrets.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        startVerification(`131${80_000_000 + n}`, 'sign-in', stage.start),
      ),
    );
    expect(sent.every(({ code }) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(sent.map(({ code }) => code[0])).size).toBe(10);
    expect(new Set(sent.map(({ code }) => code)).size).toBeGreaterThan(195);
  });
});
