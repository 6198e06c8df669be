import type { StaffRole } from './actor.ts';

/** What somebody at the door has shown: how it is known who they are. */
export const proofs = [
  ...(['link', 'password', 'totp', 'recovery', 'passkey', 'demonstration'] as const),
  /** The word of a provider (OIDC), and one that vouches for a second factor as well. */
  ...(['provider', 'provider-strong'] as const),
  /** The word of WeChat, for citizens alone. */
  'wechat',
] as const;
export type Proof = (typeof proofs)[number];

/** What a member of staff has to enter with. */
export interface Keyring {
  password: boolean;
  totp: boolean;
  passkeys: number;
  /** Whether an account at the provider is bound to them. */
  provider: boolean;
}

/** What the door asks for next; `in`: nothing more. */
export type EntryStep = 'sign-in' | 'factor' | 'new-password' | 'new-factor' | 'in';

/** Whose duties open words or data that are not public needs a second factor. */
export function needsFactor(roles: readonly StaffRole[]): boolean {
  return roles.some((role) => role !== 'editor');
}

/** What is still asked of somebody who has shown these proofs. A link stands for a password that was never set or is forgotten. */
export function nextEntryStep(
  shown: readonly Proof[],
  { keyring, roles }: { keyring: Keyring; roles: readonly StaffRole[] },
): EntryStep {
  const has = (...wanted: Proof[]) => wanted.some((each) => shown.includes(each));
  // A passkey is something one has, and opens to a finger, a face or a PIN alone: it is both factors.
  if (has('demonstration', 'passkey', 'provider-strong')) return 'in';
  if (!has('link', 'password', 'provider')) return 'sign-in';
  const hasFactor = keyring.totp || keyring.passkeys > 0;
  if (hasFactor && !has('totp', 'recovery')) return 'factor';
  // Whoever is known at the provider and has no factor of their own shows that account: a link or a password alone would go round it.
  if (!hasFactor && keyring.provider && !has('provider')) return 'factor';
  if (!has('password', 'provider')) return 'new-password';
  return !hasFactor && needsFactor(roles) ? 'new-factor' : 'in';
}

/** Is somebody who is in already the owner of what was shown? Asked anew is everything they have to enter with; a link shows nothing. */
export function provesAnew(
  shown: readonly Proof[],
  of: { keyring: Keyring; roles: readonly StaffRole[] },
): boolean {
  const next = nextEntryStep(
    shown.filter((each) => each !== 'link'),
    of,
  );
  // Whoever has no second factor yet may set one up.
  return next === 'in' || next === 'new-factor';
}

/** How long somebody may be on the way in. */
export const enteringMinutes = 15;
/** How long after a sign-in acts are taken that could do lasting harm. */
export const freshMinutes = 15;

/** How long a name or a code is closed after so many failures in a row; 0: not yet. The fifth closes it for a minute, each further one for twice as long, an hour at most. */
export function lockedMinutes(failed: number): number {
  return failed < 5 ? 0 : Math.min(60, 2 ** (failed - 5));
}

export const passwordLength = { least: 12, most: 128 } as const;
