import { sql } from 'kysely';
import { Refusal } from '../../domain/refusal.ts';
import type { Db } from '../store/db.ts';

/** What a stranger is told where no message is shown: that it was taken down and why in general words; of everything else that there is none. */
export async function takenDown(db: Db, code: string): Promise<Refusal> {
  const { rows } = await sql<{ reason: string }>`
    select t.code as reason from messages m join take_downs t on t.message_id = m.id and t.what = 'take-down' and t.state = 'done'
    where m.code = ${code} and m.publication = 'taken-down' order by t.id desc limit 1`.execute(db);
  const [down] = rows;
  return down ? new Refusal('taken-down', { with: { reason: down.reason } }) : new Refusal('not-found');
}
