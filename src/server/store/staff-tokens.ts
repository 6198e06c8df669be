import { sql } from 'kysely';
import type { Db } from './db.ts';
import { newSecret, secretHash } from './envelope.ts';

/** What a secret of a member of staff is for. */
export type TokenPurpose = 'sign-in-link' | 'bearer';

const lastsMs: Record<TokenPurpose, number> = { 'sign-in-link': 24 * 3_600_000, bearer: 180 * 86_400_000 };

/** Makes a secret; it is given out once and kept as a keyed hash only. */
export async function insertStaffToken(
  tx: Db,
  of: { staffId: number; purpose: TokenPurpose; label: string | null },
  now: Date,
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + lastsMs[of.purpose]);
  await tx
    .insertInto('staff_tokens')
    .values({
      token_hash: secretHash('staff-token', secret),
      staff_id: of.staffId,
      purpose: of.purpose,
      label: of.label,
      made_at: now,
      expires_at: expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute();
  return { secret, expiresAt };
}

/** Revokes an open token by the mark under which lists show it; false where there is none. */
export async function revokeStaffToken(
  tx: Db,
  of: { staffId: number; mark: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff_tokens')
    .set({ revoked_at: now })
    .where('staff_id', '=', of.staffId)
    .where(tokenMark, '=', of.mark)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** By what a list names a token: the first of its hash, from which nothing can be made. */
export const tokenMark = sql<string>`left(encode(token_hash, 'hex'), 16)`;
