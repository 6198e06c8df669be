import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { byPassword, enter, entering, goOn, isFresh } from '../../src/server/access/entry/door.ts';
import { setFactor, setPassword, showFactor } from '../../src/server/access/entry/factors.ts';
import { endOwnOthers, ownEntry } from '../../src/server/access/entry/own-entry.ts';
import { newRecoveryCodes, newTotpSecret, tidyRecoveryCode } from '../../src/server/access/entry/totp.ts';
import { whoBySession } from '../../src/server/access/who.ts';
import { addStaff } from '../../src/server/life/people/add-staff.ts';
import { letGo } from '../../src/server/life/people/let-go.ts';
import { forgetEntry } from '../../src/server/life/people/forget-entry.ts';
import { deleteDue } from '../../src/server/store/retention/delete-due.ts';
import { entryOf, keepTotp, staffById } from '../../src/server/store/entry/keyring.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let officeId: number;
let operator: Actor;
let n = 0;
const start = new Date('2026-11-26T01:00:00Z');
let now = start;
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));
const by = () => ({ browser: 'Firefox · Linux', now });
const good = 'correct horse battery staple mule';

beforeAll(async () => {
  stage = await setStage();
  adoptConfig(readConfig({ STAFF_ENTRY: 'full' }));
  ({ officeId } = await stage.leader('广元市委书记'));
  operator = await stage.staff('方舟', 'operator');
});
afterAll(() => stage.close());
beforeEach(() => later(86_400));

async function somebody(role: 'officer' | 'editor' = 'officer'): Promise<{ staffId: number; login: string }> {
  n += 1;
  const duties = [{ role, officeId: role === 'officer' ? officeId : null, postId: null }];
  const { staffId } = await addStaff(
    { name: `赵明${'甲乙丙丁戊己庚辛壬癸'[n % 10]}`, duties },
    operator,
    now,
  );
  return { staffId, login: (await staffById(staffId))?.login ?? '' };
}

const codeAt = (secret: string, at = now) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

/** Somebody who has set up everything. */
async function equipped() {
  const one = await somebody();
  const secret = newTotpSecret();
  await setPassword(one.staffId, { password: good, again: good }, now);
  const codes = await setFactor(one.staffId, { secret, code: codeAt(secret) }, now);
  later(60);
  return { ...one, secret, codes };
}

const refusal = (code: string) => expect.objectContaining({ code });
const fault = (code: string) => expect.objectContaining({ faults: [expect.objectContaining({ code })] });

describe('The way in', () => {
  test('by a link for the first time: password, second factor, and only then a session that opens something', async () => {
    const { staffId } = await somebody();
    const first = await enter(staffId, ['link'], by());
    expect(first.next).toBe('new-password');
    expect(await whoBySession(first.secret, now)).toEqual({ kind: 'visitor' });
    const entrant = await entering(first.secret, now);
    await setPassword(staffId, { password: good, again: good }, now);
    const second = await goOn({ secret: first.secret, entrant: entrant as never, proof: 'password' }, by());
    expect(second.next).toBe('new-factor');
    expect(await whoBySession(second.secret, now)).toEqual({ kind: 'visitor' });
    expect(await entering(first.secret, now)).toBeUndefined();
    const secret = newTotpSecret();
    await setFactor(staffId, { secret, code: codeAt(secret) }, now);
    const third = await goOn(
      { secret: second.secret, entrant: (await entering(second.secret, now)) as never, proof: 'totp' },
      by(),
    );
    expect(third.next).toBe('in');
    expect(await whoBySession(third.secret, now)).toMatchObject({ kind: 'staff', staffId });
    expect(await whoBySession(second.secret, now)).toEqual({ kind: 'visitor' });
  });

  test('where a link is enough, a link is enough, and nothing else is', async () => {
    const { staffId } = await somebody();
    const full = currentConfig();
    adoptConfig({ ...full, staffEntry: 'link' });
    try {
      expect((await enter(staffId, ['link'], by())).next).toBe('in');
      expect((await enter(staffId, ['password'], by())).next).toBe('new-factor');
    } finally {
      adoptConfig(full);
    }
  });

  test('on the way in for a quarter of an hour, and no longer', async () => {
    const { staffId } = await somebody();
    const { secret } = await enter(staffId, ['link'], by());
    later(14 * 60);
    expect(await entering(secret, now)).toMatchObject({ staffId });
    later(61);
    expect(await entering(secret, now)).toBeUndefined();
  });

  test('with a password the code of the moment is asked for; a code opens once, and one of a minute ago no more', async () => {
    const { login, secret, staffId } = await equipped();
    expect((await byPassword({ login: ` ${login.toUpperCase()} `, password: good }, now)).staffId).toBe(
      staffId,
    );
    expect((await enter(staffId, ['password'], by())).next).toBe('factor');
    const code = codeAt(secret);
    expect(await showFactor(staffId, ` ${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe('totp');
    await expect(showFactor(staffId, code, now)).rejects.toEqual(fault('wrong-factor'));
    const old = codeAt(secret, new Date(now.getTime() - 90_000));
    await expect(showFactor(staffId, old, now)).rejects.toEqual(fault('wrong-factor'));
    later(30);
    const ahead = codeAt(secret, new Date(now.getTime() + 30_000));
    expect(await showFactor(staffId, ahead, now)).toBe('totp');
  });

  test('of twenty who show the same code at once one is let in', async () => {
    const { staffId, secret } = await equipped();
    const code = codeAt(secret);
    const settled = await Promise.allSettled(Array.from({ length: 4 }, () => showFactor(staffId, code, now)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a spare code is of 138 bits, and those of 59 that somebody still has go on opening', async () => {
    const codes = newRecoveryCodes();
    for (const code of codes) expect(code).toMatch(/^([a-hj-km-np-z2-9]{4}-){6}[a-hj-km-np-z2-9]{4}$/);
    expect(new Set(codes).size).toBe(10);
    expect(tidyRecoveryCode('  ABCD efgh-2345 ')).toBe('abcd-efgh-2345');
    const { staffId, secret } = await equipped();
    await keepTotp(staffId, { secret, step: 1, codes: ['abcd-efgh-2345'] }, now);
    expect(await showFactor(staffId, 'ABCD EFGH 2345', now)).toBe('recovery');
  });

  test('a spare code opens once, however it is typed', async () => {
    const { staffId, codes } = await equipped();
    expect(codes).toHaveLength(10);
    const [code = ''] = codes;
    expect(await showFactor(staffId, code.toUpperCase().replaceAll('-', ' '), now)).toBe('recovery');
    await expect(showFactor(staffId, code, now)).rejects.toEqual(fault('wrong-factor'));
    expect((await entryOf(staffId)).codesLeft).toBe(9);
    const other = await equipped();
    await expect(showFactor(other.staffId, codes[1] ?? '', now)).rejects.toEqual(fault('wrong-factor'));
  });

  test('whoever left, or whose way in was cleared, has nothing left that opens', async () => {
    const { staffId, login, codes } = await equipped();
    const { secret } = await enter(staffId, ['password', 'totp'], by());
    expect(await whoBySession(secret, now)).toMatchObject({ staffId });
    await forgetEntry(staffId, operator, now);
    expect(await whoBySession(secret, now)).toEqual({ kind: 'visitor' });
    await expect(byPassword({ login, password: good }, now)).rejects.toEqual(fault('wrong-entry'));
    await expect(showFactor(staffId, codes[0] ?? '', now)).rejects.toEqual(fault('wrong-factor'));
    expect((await enter(staffId, ['link'], by())).next).toBe('new-password');
    await letGo(staffId, operator, now);
    expect((await enter(staffId, ['link'], by())).next).toBe('sign-in');
  });

  test('nobody clears their own, nor does who keeps no directory', async () => {
    const { staffId } = await somebody();
    const officer: Actor = {
      kind: 'staff',
      staffId,
      name: '赵',
      duties: [{ role: 'officer', officeId, postId: null }],
    };
    await expect(forgetEntry(staffId, officer, now)).rejects.toEqual(refusal('not-allowed'));
    const self = operator as Extract<Actor, { kind: 'staff' }>;
    await expect(forgetEntry(self.staffId, operator, now)).rejects.toEqual(refusal('not-allowed'));
  });
});

describe('Guessing', () => {
  test('a wrong password and a name that nobody has are answered alike', async () => {
    const { login } = await equipped();
    for (const typed of [
      { login, password: 'wrong' },
      { login: 'nobody-has-this', password: good },
    ])
      await expect(byPassword(typed, now)).rejects.toEqual(fault('wrong-entry'));
  });

  test('five wrong tries close a name for a minute, also to the right password; then twice as long', async () => {
    const { login } = await equipped();
    for (let i = 0; i < 5; i += 1)
      await expect(byPassword({ login, password: `no ${i}` }, now)).rejects.toEqual(fault('wrong-entry'));
    await expect(byPassword({ login, password: good }, now)).rejects.toEqual(refusal('entry-locked'));
    later(61);
    await expect(byPassword({ login, password: 'no 6' }, now)).rejects.toEqual(fault('wrong-entry'));
    later(61);
    await expect(byPassword({ login, password: good }, now)).rejects.toEqual(refusal('entry-locked'));
    later(60);
    expect(await byPassword({ login, password: good }, now)).toMatchObject({ login });
    await expect(byPassword({ login, password: 'no' }, now)).rejects.toEqual(fault('wrong-entry'));
  });

  test('a day later nothing of it is kept, also of names that nobody has', async () => {
    await expect(byPassword({ login: 'made up', password: 'x' }, now)).rejects.toEqual(fault('wrong-entry'));
    const sweepEntryTries = (before: Date) => deleteDue('entry-tries', before, { orderId: null, now });
    expect(await sweepEntryTries(new Date(now.getTime() - 1000))).toBeGreaterThanOrEqual(0);
    expect(await sweepEntryTries(later(1))).toBeGreaterThan(0);
    expect(await sweepEntryTries(now)).toBe(0);
  });

  test('sixty guesses at once are no more than five', async () => {
    const { login } = await equipped();
    const settled = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => byPassword({ login, password: `guess ${i}` }, now)),
    );
    const looked = settled.filter(
      (s) => s.status === 'rejected' && (s.reason as { code: string }).code === 'invalid',
    );
    expect(looked.length).toBeLessThanOrEqual(5);
    await expect(byPassword({ login, password: good }, now)).rejects.toEqual(refusal('entry-locked'));
  });

  test('a day of guessing codes tries some thirty of a million', async () => {
    const { staffId } = await equipped();
    let tried = 0;
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const answer = await showFactor(staffId, '000000', later(60)).catch((e: { code: string }) => e.code);
      if (answer === 'invalid') tried += 1;
    }
    expect(tried).toBeGreaterThan(20);
    expect(tried).toBeLessThan(40);
  });
});

test('sessions are listed, ended elsewhere, and fresh for a quarter of an hour', async () => {
  const { staffId } = await equipped();
  const here = await enter(staffId, ['password', 'totp'], by());
  const there = await enter(staffId, ['password', 'recovery'], { browser: null, now: later(5) });
  const { sessions } = await ownEntry(staffId, here.secret, now);
  expect(sessions.map((s) => [s.browser, s.proofs, s.here])).toEqual([
    [null, ['password', 'recovery'], false],
    ['Firefox · Linux', ['password', 'totp'], true],
  ]);
  expect(await isFresh(here.secret, now)).toBe(true);
  expect(await endOwnOthers(staffId, here.secret, now)).toBe(1);
  expect(await whoBySession(there.secret, now)).toEqual({ kind: 'visitor' });
  expect(await isFresh(here.secret, later(15 * 60))).toBe(false);
});
