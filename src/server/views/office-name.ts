import type { Db } from '../store/db.ts';

/** What an office or unit is called; undefined where there is none. */
export async function officeName(db: Db, officeId: number): Promise<string | undefined> {
  const row = await db.selectFrom('offices').select('name').where('id', '=', officeId).executeTakeFirst();
  return row?.name;
}
