import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** A mark as the desk sees it: proposed or in force. */
export interface DeskMark {
  id: number;
  what: 'guidance' | 'adopted';
  state: 'proposed' | 'in-force';
  measure: string | null;
  on: string | null;
  link: string | null;
  proposedBy: { id: number; name: string };
  proposedAt: Date;
  decidedBy: string | null;
  /** How often it was shown to somebody before sending, and how often it was enough. */
  offered: number;
  helped: number;
}

/** The marks that are proposed or in force on a message. */
export async function deskMarks(db: Db, messageId: number): Promise<DeskMark[]> {
  const { rows } = await sql<DeskMark>`
    select k.id, k.what, k.state, k.measure, k.measure_on as "on", k.link, jsonb_build_object('id', s.id, 'name', s.name) as "proposedBy",
      k.proposed_at as "proposedAt", d.name as "decidedBy",
      (select count(*)::integer from guidance_offers g where g.mark_id = k.id and g.outcome = 'offered') as offered,
      (select count(*)::integer from guidance_offers g where g.mark_id = k.id and g.outcome = 'helped') as helped
    from marks k join staff s on s.id = k.proposed_by left join staff d on d.id = k.decided_by
    where k.message_id = ${messageId} and k.state in ('proposed', 'in-force') order by k.id`.execute(db);
  return rows;
}
