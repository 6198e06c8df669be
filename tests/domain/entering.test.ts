import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Keyring,
  lockedMinutes,
  needsFactor,
  nextEntryStep,
  type Proof,
  proofs,
  provesAnew,
} from '../../src/domain/entering.ts';
import { staffRoles } from '../../src/domain/actor.ts';

const none: Keyring = { password: false, totp: false, passkeys: 0, provider: false };
const step = (shown: Proof[], keyring: Partial<Keyring> = {}, roles = ['officer'] as const) =>
  nextEntryStep(shown, { keyring: { ...none, ...keyring }, roles });

describe('What the door asks for', () => {
  test('first somebody’s name', () => {
    expect(step([])).toBe('sign-in');
    expect(step(['totp'], { totp: true })).toBe('sign-in');
    expect(step(['recovery'], { totp: true })).toBe('sign-in');
  });

  test('whoever comes by a link for the first time sets a password, and then a second factor', () => {
    expect(step(['link'])).toBe('new-password');
    expect(step(['link', 'password'], { password: true })).toBe('new-factor');
    expect(step(['link', 'password', 'totp'], { password: true, totp: true })).toBe('in');
  });

  test('whoever forgot the password shows the second factor before setting a new one', () => {
    expect(step(['link'], { password: true, totp: true })).toBe('factor');
    expect(step(['link', 'totp'], { password: true, totp: true })).toBe('new-password');
    expect(step(['link', 'recovery', 'password'], { password: true, totp: true })).toBe('in');
  });

  test('with a password the second factor, where there is one; a passkey is both', () => {
    expect(step(['password'], { password: true, totp: true })).toBe('factor');
    expect(step(['password'], { password: true, passkeys: 1 })).toBe('factor');
    expect(step(['passkey'], { passkeys: 1 })).toBe('in');
    expect(step(['password'], { password: true })).toBe('new-factor');
  });

  test('a provider’s word stands for the password; for the second factor only where it vouches for one', () => {
    expect(step(['provider-strong'], { totp: true })).toBe('in');
    expect(step(['provider'], { totp: true })).toBe('factor');
    expect(step(['provider', 'totp'], { totp: true })).toBe('in');
    expect(step(['provider'])).toBe('new-factor');
    expect(step(['link'], { provider: true })).toBe('factor');
    expect(step(['password'], { password: true, provider: true })).toBe('factor');
    expect(step(['link', 'totp'], { totp: true, provider: true })).toBe('new-password');
  });

  test('an editor, to whom nothing is open that is not public, needs no second factor but is asked for the one they have', () => {
    const editor = (shown: Proof[], keyring: Partial<Keyring>) =>
      nextEntryStep(shown, { keyring: { ...none, ...keyring }, roles: ['editor'] });
    expect(editor(['password'], { password: true })).toBe('in');
    expect(editor(['password'], { password: true, totp: true })).toBe('factor');
    expect(staffRoles.filter((role) => !needsFactor([role]))).toEqual(['editor']);
  });
});

test('nobody is in by one proof alone, but by a passkey, a provider that vouches for both, or in a demonstration', () => {
  const ring = fc.record({
    password: fc.boolean(),
    totp: fc.boolean(),
    passkeys: fc.nat(2),
    provider: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...proofs)), ring, (shown, keyring) => {
      if (nextEntryStep(shown, { keyring, roles: ['reviewer'] }) !== 'in') return;
      const first = shown.includes('password') || shown.includes('provider');
      const second = shown.includes('totp') || shown.includes('recovery');
      const both = (['passkey', 'demonstration', 'provider-strong'] as const).some((each) =>
        shown.includes(each),
      );
      expect(both || (first && second)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('four wrong tries cost nothing, the fifth a minute, and a day holds some thirty', () => {
  expect([1, 4, 5, 6, 7, 10, 11, 50].map(lockedMinutes)).toEqual([0, 0, 1, 2, 4, 32, 60, 60]);
  let [minutes, tries] = [0, 0];
  while (minutes < 24 * 60) {
    tries += 1;
    minutes += lockedMinutes(tries);
  }
  expect(tries).toBeLessThan(35);
});

test('Proving anew asks for everything that one enters with, and for nothing that one has not', () => {
  const anew = (shown: Proof[], keyring: Partial<Keyring>) =>
    provesAnew(shown, { keyring: { ...none, ...keyring }, roles: ['officer'] });
  const both = { password: true, totp: true };
  expect(anew(['password'], both)).toBe(false);
  expect(anew(['totp'], both)).toBe(false);
  expect(anew(['link', 'totp'], both)).toBe(false);
  expect(anew(['password', 'totp'], both)).toBe(true);
  expect(anew(['password', 'recovery'], both)).toBe(true);
  expect(anew(['password'], { password: true, passkeys: 1 })).toBe(false);
  expect(anew(['passkey'], { ...both, passkeys: 1 })).toBe(true);
  expect(anew(['provider'], { totp: true, provider: true })).toBe(false);
  expect(anew(['provider', 'totp'], { totp: true, provider: true })).toBe(true);
  expect(anew(['provider-strong'], { ...both, provider: true })).toBe(true);
  expect(anew(['password'], { password: true, provider: true })).toBe(false);
  expect(anew(['password'], { password: true })).toBe(true);
  expect(anew([], { password: true })).toBe(false);
});
