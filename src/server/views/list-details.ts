import { sql } from 'kysely';
import type { ClosedReason } from '../../domain/status.ts';
import { beginningOf } from './beginning.ts';

/** What a row of a public list says beside the message itself. */
export interface ListDetails {
  /** The office that answers for it. */
  office: string;
  /** The first words of the latest final answer. */
  answerText: string | null;
  /** Why it is closed. */
  closedReason: ClosedReason | null;
  /** The mean of the latest rating, 1 to 5. */
  rating: number | null;
}

/** The details of messages m as columns. */
export const detailColumns = sql`m.closed_reason as "closedReason", (select o.name from offices o where o.id = m.answerable_id) as office,
  (select ${beginningOf('a.text', 120)} from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'
    order by a.published_at desc limit 1) as "answerText",
  (select (g.solved + g.attitude + g.speed) / 3.0::float8 from ratings g where g.message_id = m.id
    order by g.round desc limit 1) as rating`;
