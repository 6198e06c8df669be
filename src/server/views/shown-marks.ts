import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { marksShown } from './marks-shown.ts';

/** What a public message stands for beyond itself. */
export interface ShownMarks {
  /** The answer that guides others; null: none does. */
  guidance: { replyId: number } | null;
  adopted: { measure: string; on: string; link: string | null } | null;
}

/** The marks of a message that everybody may see now. */
export async function shownMarks(db: Db, messageId: number): Promise<ShownMarks> {
  const { rows } =
    await sql<ShownMarks>`select ${markColumns} from messages m where m.id = ${messageId}`.execute(db);
  return rows[0] ?? { guidance: null, adopted: null };
}

/** The same as columns of a message m. */
export const markColumns = sql`
  (select json_build_object('replyId', k.reply_id) from marks k
    where k.message_id = m.id and ${marksShown('guidance')} limit 1) as guidance,
  (select json_build_object('measure', k.measure, 'on', k.measure_on, 'link', k.link) from marks k
    where k.message_id = m.id and ${marksShown('adopted')} limit 1) as adopted`;
