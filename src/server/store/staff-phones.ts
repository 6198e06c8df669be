import { sql } from 'kysely';
import type { Db } from './db.ts';
import { encrypt, newKey } from './envelope.ts';

/** Keeps the phone of a member of staff behind the wall, or forgets it when none is given. */
export async function keepStaffPhone(
  tx: Db,
  of: { staffId: number; phone: string | null },
  now: Date,
): Promise<void> {
  const { key, keyId, wrapped } = newKey();
  const sealed = of.phone === null ? null : encrypt(key, 'staff-phone', Buffer.from(of.phone));
  await sql`select private.keep_staff_phone(${of.staffId}, ${keyId}, ${wrapped}, ${sealed}, ${now})`.execute(
    tx,
  );
}
