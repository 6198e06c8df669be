import { newSecret, secretHash } from '../store/envelope.ts';
import { named } from '../store/compose.ts';
import { alone } from '../store/tx.ts';

/** How long a browser stays signed in. */
const citizenDays = 30;
const staffHours = 12;

const begin = named(
  'insert into sessions (token_hash, citizen_id, staff_id, made_at, expires_at) values ($1, $2, $3, $4, $5)',
);
const find = named(
  'select citizen_id, staff_id from sessions where token_hash = $1 and expires_at > $2 and ended_at is null',
);
const end = named('update sessions set ended_at = $2 where token_hash = $1');

/** Whom a session belongs to. */
export type Owner = { citizenId: number } | { staffId: number };

/** Begins a session; returns the secret for the cookie and when it ends. */
export async function beginSession(owner: Owner, now: Date): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const staff = 'staffId' in owner;
  const expiresAt = new Date(now.getTime() + (staff ? staffHours * 3_600_000 : citizenDays * 86_400_000));
  await alone.rows(begin, [
    secretHash('session', secret),
    staff ? null : owner.citizenId,
    staff ? owner.staffId : null,
    now,
    expiresAt,
  ]);
  return { secret, expiresAt };
}

/** Whose session this is; undefined when ended or unknown. */
export async function ownerOfSession(secret: string, now: Date): Promise<Owner | undefined> {
  const [row] = await alone.rows<{ citizen_id: number | null; staff_id: number | null }>(find, [
    secretHash('session', secret),
    now,
  ]);
  if (!row) return undefined;
  return row.staff_id !== null ? { staffId: row.staff_id } : { citizenId: row.citizen_id as number };
}

/** Ends a session this minute. */
export async function endSession(secret: string, now: Date): Promise<void> {
  await alone.rows(end, [secretHash('session', secret), now]);
}
