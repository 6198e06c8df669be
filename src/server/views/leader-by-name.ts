import type { Db } from '../store/db.ts';

/** A post in force by its full name (成都市委书记), with the office that handles its messages. */
export async function leaderByName(
  db: Db,
  name: string,
): Promise<{ id: number; officeId: number } | undefined> {
  const row = await db
    .selectFrom('posts')
    .select(['id', 'office_id'])
    .where('name', '=', name)
    .where('receives', '=', true)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, officeId: row.office_id };
}
