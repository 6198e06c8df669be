import type { Keyring } from '../../../domain/entering.ts';
import { named } from '../compose.ts';
import { encrypt, decrypt, hashesOf, newestHash, newKey, unwrap } from '../envelope.ts';
import { readEntry } from '../people.ts';
import { alone } from '../tx.ts';

/** A member of staff at the door. */
export interface Entrant {
  staffId: number;
  name: string;
  login: string | null;
}

/** What is kept of how somebody enters: the password's hash and the secret of the second factor in the clear. */
export interface Entry extends Omit<Keyring, 'provider'> {
  passwordHash: string | null;
  totpSecret: string | null;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
}

const byLogin = named('select id as "staffId", name, login from staff where login = $1 and left_at is null');
const byId = named('select id as "staffId", name, login from staff where id = $1 and left_at is null');
const keepHash = named('select private.keep_password($1, $2, $3)');
const keepSecret = named('select private.keep_totp($1, $2, $3, $4, $5, $6, $7)');
const useStep = named('select private.use_totp_step($1, $2) as first');
const useCode = named('select private.use_recovery_code($1, $2, $3) as first');

/** Whose name this is at the door; undefined where nobody has it or they have left. */
export async function staffByLogin(login: string): Promise<Entrant | undefined> {
  return (await alone.rows<Entrant>(byLogin, [login]))[0];
}

export async function staffById(staffId: number): Promise<Entrant | undefined> {
  return (await alone.rows<Entrant>(byId, [staffId]))[0];
}

/** What this member of staff enters with. */
export async function entryOf(staffId: number): Promise<Entry> {
  const row = await readEntry('machine:door', staffId);
  const secret =
    row?.secret && row.key_id && row.wrapped_key
      ? decrypt(unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }), 'totp', row.secret).toString()
      : null;
  return {
    ...{ password: row?.hash != null, totp: secret !== null, passkeys: row?.passkeys ?? 0 },
    ...{ passwordHash: row?.hash ?? null, totpSecret: secret, codesLeft: row?.codes ?? 0 },
  };
}

/** Keeps the hash of a new password. */
export async function keepPassword(staffId: number, hash: string, now: Date): Promise<void> {
  await alone.rows(keepHash, [staffId, hash, now]);
}

/** Keeps a new second factor, of which the code of this step was just shown, with its recovery codes. */
export async function keepTotp(
  staffId: number,
  { secret, step, codes }: { secret: string; step: number; codes: readonly string[] },
  now: Date,
): Promise<void> {
  const { key, keyId, wrapped } = newKey();
  const hashes = codes.map((code) => newestHash('recovery', ofStaff(staffId, code)));
  await alone.rows(keepSecret, [
    ...[staffId, keyId, wrapped, encrypt(key, 'totp', Buffer.from(secret)), step, hashes, now],
  ]);
}

/** Uses up the step of time of a code; false where it, or a later one, was used before. */
export async function useTotpStep(staffId: number, step: number): Promise<boolean> {
  return (await alone.rows<{ first: boolean }>(useStep, [staffId, step]))[0]?.first ?? false;
}

/** Uses up a recovery code; false where there is none. */
export async function useRecoveryCode(staffId: number, code: string, now: Date): Promise<boolean> {
  for (const hash of hashesOf('recovery', ofStaff(staffId, code))) {
    const [used] = await alone.rows<{ first: boolean }>(useCode, [staffId, hash, now]);
    if (used?.first) return true;
  }
  return false;
}

const ofStaff = (staffId: number, code: string) => `${staffId}\n${code}`;
