import { app } from './db.ts';

/** The latest step that a member of staff took with a message: told to whoever came second. */
export async function lastStaffStep(
  messageId: number,
): Promise<{ staffId: number; name: string; step: string } | undefined> {
  const row = await app()
    .selectFrom('history as h')
    .innerJoin('staff as s', 's.id', 'h.actor_id')
    .select(['s.id', 's.name', 'h.step'])
    .where('h.message_id', '=', messageId)
    .where('h.actor_kind', '=', 'staff')
    .orderBy('h.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { staffId: row.id, name: row.name, step: row.step };
}
