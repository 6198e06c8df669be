import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** The name of the reviewer who has a message on the table now; undefined when nobody has. */
export async function whoReviews(db: Db, code: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select s.name from review_locks l join messages m on m.id = l.message_id join staff s on s.id = l.staff_id
    where m.code = ${code} and l.until_at > ${now}`.execute(db);
  return rows[0]?.name;
}
