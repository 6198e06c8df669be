import { named } from '../store/compose.ts';
import { app } from '../store/db.ts';
import { secretHash } from '../store/envelope.ts';
import { insertStaffToken, type TokenPurpose } from '../store/staff-tokens.ts';
import { alone } from '../store/tx.ts';

const use = named(
  `update staff_tokens set used_at = $2 where token_hash = $1 and purpose = 'sign-in-link' and used_at is null and revoked_at is null and expires_at > $2 returning staff_id`,
);
const find = named(
  `select staff_id from staff_tokens where token_hash = $1 and purpose = 'bearer' and revoked_at is null and expires_at > $2`,
);

/** Makes a one-time sign-in link's secret, or a bearer token for a program, for a member of staff. */
export async function makeStaffToken(
  of: { staffId: number; purpose: TokenPurpose; label: string | null },
  now: Date,
): Promise<string> {
  return (await insertStaffToken(app(), of, now)).secret;
}

/** Uses a sign-in link: once. */
export async function useSignInLink(secret: string, now: Date): Promise<number | undefined> {
  return (await alone.rows<{ staff_id: number }>(use, [secretHash('staff-token', secret), now]))[0]?.staff_id;
}

/** Whose bearer token this is. */
export async function staffOfBearer(secret: string, now: Date): Promise<number | undefined> {
  return (await alone.rows<{ staff_id: number }>(find, [secretHash('staff-token', secret), now]))[0]
    ?.staff_id;
}
