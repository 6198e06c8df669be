import { type Keyring, type Proof, provesAnew } from '../../../domain/entering.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keyringOf } from './door.ts';
import { confirmPassword, showFactor } from './factors.ts';

/** What a member of staff can be asked to show anew. */
export async function askedAnew(staffId: number, now: Date): Promise<Keyring> {
  const of = await keyringOf(staffId, now);
  if (!of) throw new Refusal('sign-in-needed');
  return of.keyring;
}

/** Whoever is in shows once more all that they enter with: the password, and the code of the moment where there is one. */
export async function confirmByTyping(
  staffId: number,
  typed: { password: string; code: string },
  now: Date,
): Promise<void> {
  const { password, totp } = await askedAnew(staffId, now);
  const shown: Proof[] = [];
  if (password) {
    await confirmPassword(staffId, typed.password, now);
    shown.push('password');
  }
  if (totp) shown.push(await showFactor(staffId, typed.code, now));
  await refuseUnlessProven(staffId, shown, now);
}

/** A code that is typed before setting out to the provider, whose word alone may not be enough. */
export async function factorOnTheWay(staffId: number, code: string, now: Date): Promise<Proof | null> {
  return code.trim() === '' ? null : showFactor(staffId, code, now);
}

/** Refuses where something that they have was not shown. */
export async function refuseUnlessProven(staffId: number, shown: readonly Proof[], now: Date): Promise<void> {
  const of = await keyringOf(staffId, now);
  if (!of || !provesAnew(shown, of)) throw new Refusal('confirm-whole');
}
