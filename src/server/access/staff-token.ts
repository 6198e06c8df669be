import { named } from '../store/compose.ts';
import { newSecret, secretHash } from '../store/envelope.ts';
import { alone } from '../store/tx.ts';

const linkHours = 24;
const bearerDays = 180;

const make = named(
  'insert into staff_tokens (token_hash, staff_id, purpose, label, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
);
const use = named(
  `update staff_tokens set used_at = $2 where token_hash = $1 and purpose = 'sign-in-link' and used_at is null and revoked_at is null and expires_at > $2 returning staff_id`,
);
const find = named(
  `select staff_id from staff_tokens where token_hash = $1 and purpose = 'bearer' and revoked_at is null and expires_at > $2`,
);

/** Makes a one-time sign-in link's secret, or a bearer token for a program, for a member of staff. */
export async function makeStaffToken(
  of: { staffId: number; purpose: 'sign-in-link' | 'bearer'; label: string | null },
  now: Date,
): Promise<string> {
  const secret = newSecret();
  const lasts = of.purpose === 'bearer' ? bearerDays * 86_400_000 : linkHours * 3_600_000;
  await alone.rows(make, [
    secretHash('staff-token', secret),
    of.staffId,
    of.purpose,
    of.label,
    now,
    new Date(now.getTime() + lasts),
  ]);
  return secret;
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
