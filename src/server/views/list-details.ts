import { sql } from 'kysely';
import type { ClosedReason } from '../../domain/status.ts';
import type { Db } from '../store/db.ts';

/** What a row of a public list says beside the message itself. */
export interface ListDetails {
  code: string;
  /** The office that answers for it. */
  office: string;
  /** The first words of the latest final answer. */
  answer: string | null;
  /** Why it is closed. */
  closedReason: ClosedReason | null;
  /** The mean of the latest rating, 1 to 5. */
  rating: number | null;
}

/** The details of some listed messages, by code; of public ones only. */
export async function listDetails(db: Db, codes: readonly string[]): Promise<Map<string, ListDetails>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<ListDetails>`
    select m.code, o.name as office, m.closed_reason as "closedReason",
      (select left(a.text, 120) from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'
        order by a.published_at desc limit 1) as answer,
      (select (g.solved + g.attitude + g.speed) / 3.0::float8 from ratings g where g.message_id = m.id
        order by g.round desc limit 1) as rating
    from messages m join offices o on o.id = m.answerable_id
    where m.code = any (${codes}::text[]) and m.publication = 'public'`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}
