import { Refusal } from '../../../domain/refusal.ts';
import {
  entryOf,
  keepPassword,
  keepTotp,
  staffById,
  useRecoveryCode,
  useTotpStep,
} from '../../store/entry/keyring.ts';
import { forgiveTries } from '../../store/entry/tries.ts';
import { isBreached } from './breached.ts';
import { tryAt } from './door.ts';
import { hashPassword, weighPassword, passwordFault } from './passwords.ts';
import { newRecoveryCodes, tidyRecoveryCode, totpStep } from './totp.ts';

/** Takes the code of the moment, or one of the codes for a lost phone; says which it was, or refuses. */
export async function showFactor(staffId: number, typed: string, now: Date): Promise<'totp' | 'recovery'> {
  await tryAt(`factor:${staffId}`, now);
  const { totpSecret } = await entryOf(staffId);
  const step = totpSecret && totpStep(totpSecret, typed, now);
  const right = step && (await useTotpStep(staffId, step)) ? 'totp' : undefined;
  const used =
    right ?? ((await useRecoveryCode(staffId, tidyRecoveryCode(typed), now)) ? 'recovery' : undefined);
  if (!used) throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-factor' }] });
  await forgiveTries(`factor:${staffId}`);
  return used;
}

/** Keeps a new second factor once a code of it was shown; gives the recovery codes, which are shown this once. */
export async function setFactor(
  staffId: number,
  { secret, code }: { secret: string; code: string },
  now: Date,
): Promise<string[]> {
  if (!/^[A-Z2-7]{32}$/.test(secret)) throw new Refusal('malformed');
  const step = totpStep(secret, code, now);
  if (step === undefined) throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-factor' }] });
  const codes = newRecoveryCodes();
  await keepTotp(staffId, { secret, step, codes }, now);
  return codes;
}

/** Sets a new password, which must not lean on its owner's names. */
export async function setPassword(
  staffId: number,
  typed: { password: string; again: string },
  now: Date,
): Promise<void> {
  const staff = await staffById(staffId);
  const weak = await passwordFault(typed.password, [staff?.name ?? '', staff?.login ?? '']);
  if (weak) throw new Refusal('invalid', { faults: [weak] });
  if (await isBreached(typed.password))
    throw new Refusal('invalid', { faults: [{ field: 'password', code: 'password-breached' }] });
  if (typed.password !== typed.again)
    throw new Refusal('invalid', { faults: [{ field: 'again', code: 'passwords-differ' }] });
  await keepPassword(staffId, await hashPassword(typed.password), now);
}

/** Sets a new password in the place of one that is shown once more; whoever has none yet shows none. */
export async function changePassword(
  staffId: number,
  typed: { current: string; password: string; again: string },
  now: Date,
): Promise<void> {
  if ((await entryOf(staffId)).password) await confirmPassword(staffId, typed.current, now, 'current');
  await setPassword(staffId, typed, now);
}

/** Is this the password of somebody who is in already? */
export async function confirmPassword(
  staffId: number,
  typed: string,
  now: Date,
  field = 'password',
): Promise<void> {
  await tryAt(`confirm:${staffId}`, now);
  if ((await weighPassword((await entryOf(staffId)).passwordHash, typed)) === 'wrong')
    throw new Refusal('invalid', { faults: [{ field, code: 'wrong-entry' }] });
  await forgiveTries(`confirm:${staffId}`);
}
