import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** One row of a message's history with the names of those who acted. */
export interface HistoryStep {
  seq: number;
  step: string;
  role: string;
  /** A member of staff's name; null for the author and the machine. */
  who: string | null;
  /** Whom they stood in for. */
  actsFor: string | null;
  actorKind: 'citizen' | 'staff' | 'machine';
  office: string;
  at: Date;
  changes: Record<string, unknown>;
}

/** The whole history of a message, first to last. */
export async function historyOf(db: Db, messageId: number): Promise<HistoryStep[]> {
  const { rows } =
    await sql<HistoryStep>`select h.seq, h.step, h.role, s.name as who, f.name as "actsFor", h.actor_kind as "actorKind", coalesce(o.name, '') as office, h.at, h.changes
    from history h left join staff s on h.actor_kind = 'staff' and s.id = h.actor_id left join staff f on f.id = (h.changes ->> 'for')::bigint left join offices o on o.id = h.office_id where h.message_id = ${messageId} order by h.seq`.execute(
      db,
    );
  return rows;
}
