import { verify as argon2 } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword, weighPassword } from '../../src/server/access/entry/passwords.ts';
import { setPassword } from '../../src/server/access/entry/factors.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { appPool } from '../../src/server/store/db.ts';
import { entryOf } from '../../src/server/store/entry/keyring.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let officer: number;
const now = new Date('2026-11-26T01:00:00Z');
const good = 'correct horse battery staple mule';

beforeAll(async () => {
  stage = await setStage();
  adoptConfig(readConfig({}));
  officer = (await stage.staff('赵敏', 'officer', (await stage.leader('广元市委书记')).officeId)).staffId;
});
afterAll(() => stage.close());

describe('Passwords', () => {
  const tried = (password: string) =>
    setPassword(officer, { password, again: password }, now).then(
      () => 'kept',
      (e: { faults: { code: string }[] }) => e.faults[0]?.code,
    );

  test.each([
    ['short', 'password-too-short'],
    ['password1234', 'password-too-easy'],
    ['qwertyuiop123', 'password-too-easy'],
    ['1qaz2wsx3edc', 'password-too-easy'],
    ['woaini1314520', 'password-too-easy'],
    ['111111111111', 'password-too-easy'],
    ['19800101198001', 'password-too-easy'],
    ['huiyinhuiyin', 'password-too-easy'],
    ['x'.repeat(200), 'too-long'],
    [good, 'kept'],
    [`${good} ${good}`.slice(0, 64).padEnd(64, '鸢'), 'kept'],
    [good.padEnd(128, '鹿'), 'kept'],
    [good.padEnd(129, '鹿'), 'too-long'],
    ['83027194650391746285', 'kept'],
    ['138 0013 8000', 'password-too-easy'],
    ['110101199003077571', 'password-too-easy'],
    ['风筝 海棠 扳手 七里香 三轮车 豆浆', 'kept'],
  ])('%s: %s', async (password, outcome) => {
    expect(await tried(password)).toBe(outcome);
  });

  test('one’s own name is no password', async () => {
    expect(await tried('zhaomin12345')).toBe('password-too-easy');
    expect(await tried('赵敏赵敏赵敏赵敏赵敏赵敏')).toBe('password-too-easy');
  });

  test('is kept as argon2id, and worth nothing without the key file', async () => {
    expect(await tried(good)).toBe('kept');
    const { passwordHash } = await entryOf(officer);
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await argon2(passwordHash ?? '', good)).toBe(false);
  });

  test('the app role reads neither passwords nor secrets', async () => {
    for (const table of ['staff_passwords', 'staff_totp', 'staff_recovery_codes'])
      await expect(appPool().query(`select * from private.${table}`)).rejects.toThrow(/permission denied/);
  });
});

test('A password is checked as it was typed: neither case nor anything after its end is forgiven', async () => {
  const longest = `${good} ${'海'.repeat(128 - good.length - 1)}`;
  const kept = await hashPassword(longest);
  expect(longest).toHaveLength(128);
  expect(await weighPassword(kept, longest)).toBe('right');
  for (const other of [`${longest}x`, longest.slice(0, -1), longest.toUpperCase(), ` ${longest}`])
    expect(await weighPassword(kept, other), other).toBe('wrong');
  expect(await weighPassword(null, longest)).toBe('wrong');
});
