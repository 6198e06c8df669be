import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Destroys the password, the second factor and its codes, takes passkeys and accounts at a provider away from a member of staff, and ends every session, link and program's token of theirs. */
export async function forgetEntryOf(tx: Db, staffId: number, now: Date): Promise<void> {
  await sql`select private.forget_entry(${staffId})`.execute(tx);
  await sql`update staff_passkeys set removed_at = ${now} where staff_id = ${staffId} and removed_at is null`.execute(
    tx,
  );
  await sql`update staff_identities set removed_at = ${now} where staff_id = ${staffId} and removed_at is null`.execute(
    tx,
  );
  await sql`update staff_tokens set revoked_at = ${now} where staff_id = ${staffId} and revoked_at is null`.execute(
    tx,
  );
  await sql`update sessions set ended_at = ${now} where staff_id = ${staffId} and ended_at is null`.execute(
    tx,
  );
}
