import { sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Db } from '../store/db.ts';
import { beginningOf } from './beginning.ts';

/** A message with its answer, as the front page tells it. */
export interface AnsweredMessage {
  code: string;
  title: string;
  leader: string;
  region: string | null;
  kind: Kind;
  publishedAt: Date;
  answeredAt: Date;
  unit: string;
  /** The first words of the answer. */
  answer: string;
  /** Which answer it is, from 1. */
  round: number;
}

/** The public messages answered last, newest answer first. */
export async function newestAnswered(db: Db, limit: number): Promise<AnsweredMessage[]> {
  const { rows } = await sql<AnsweredMessage>`
    select m.code, m.title, p.name as leader, r.name as region, m.kind, m.published_at as "publishedAt",
      m.answered_at as "answeredAt", coalesce(m.answer_unit, '') as unit,
      coalesce((select ${beginningOf('a.text', 120)} from replies a where a.message_id = m.id and a.type = 'final'
        and a.state = 'published' order by a.published_at desc limit 1), '') as answer,
      (select count(*)::integer from replies a where a.message_id = m.id and a.type = 'final'
        and a.state = 'published') as round
    from messages m join posts p on p.id = m.post_id left join regions r on r.code = m.region_code
    where m.publication = 'public' and m.answered_at is not null
    order by m.answered_at desc, m.id desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}
