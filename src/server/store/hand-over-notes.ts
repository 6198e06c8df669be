import { sql } from 'kysely';
import type { DutyQueue } from '../../domain/duty-queues.ts';
import type { Db } from './db.ts';
import { encrypt, newKey } from './envelope.ts';

/** Leaves a note for whoever is on duty next, sealed under a key of its own. */
export async function insertHandOverNote(
  tx: Db,
  note: { officeId: number; queue: DutyQueue; staffId: number; text: string },
  now: Date,
): Promise<number> {
  const { key, keyId, wrapped } = newKey();
  const sealed = encrypt(key, `note:${note.officeId}`, Buffer.from(note.text));
  const { rows } = await sql<{ id: number }>`
    select private.leave_note(${note.officeId}, ${note.queue}, ${note.staffId}, ${now}, ${keyId}, ${wrapped}, ${sealed}) as id`.execute(
    tx,
  );
  return rows[0]?.id ?? 0;
}
