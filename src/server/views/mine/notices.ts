import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** What a citizen was told, in the app. */
export interface ShownNotice {
  id: number;
  what: string;
  code: string | null;
  at: Date;
  read: boolean;
}

/** The latest notices of a citizen. */
export async function noticesOf(db: Db, citizenId: number, limit: number): Promise<ShownNotice[]> {
  const { rows } =
    await sql<ShownNotice>`select n.id, n.what, m.code, n.at, n.read_at is not null as read from notices n left join messages m on m.id = n.message_id
    where n.citizen_id = ${citizenId} order by n.at desc, n.id desc limit ${limit}`.execute(db);
  return rows;
}
