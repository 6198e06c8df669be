import { sql } from 'kysely';
import type { ClockName } from '../../domain/clocks.ts';
import type { Db } from '../store/db.ts';

/** One clock of a message that the public may know: when it began, when it was due, and when it ended. */
export interface PublicClock {
  what: ClockName;
  /** What was promised to the citizen; the review's own clock is none. */
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** Null: it runs. */
  stoppedAt: Date | null;
  /** Since when it waits for the author; null: it does not. */
  pausedAt: Date | null;
  /** For how long it stood still before. */
  idleMs: number;
}

/** Another message of the same topic that was answered. */
export interface RelatedMessage {
  code: string;
  title: string;
  /** Where it belongs: the place, or the post it went to. */
  place: string;
  /** The unit that answered. */
  unit: string;
}

/** What stands on the page of a message beside itself. */
export interface BesideMessage {
  /** All promises and reviews, first to last. */
  clocks: PublicClock[];
  related: RelatedMessage[];
}

const mostRelated = 3;

/** What stands beside a message, as columns of it as m; dated by `datedBeside`. */
export const besideColumns = sql`
  coalesce((select json_agg(json_build_object('what', c.what, 'promise', c.promise, 'startsAt', c.starts_at, 'dueAt', c.due_at,
      'stoppedAt', c.stopped_at, 'pausedAt', c.paused_at, 'idleMs', c.idle_ms) order by c.starts_at, c.id)
    from clocks c where c.message_id = m.id and (c.promise or c.what = 'review')), '[]') as clocks,
  coalesce((select json_agg(json_build_object('code', x.code, 'title', x.title, 'place', coalesce(r.name, p.name), 'unit', coalesce(x.answer_unit, ''))
      order by f.published_at desc, f.id desc)
    from (select n.id, n.published_at from topics t cross join lateral (
        select n.id, n.published_at from messages n where n.topic_id = t.id and n.standing = 'answered' and n.publication = 'public' and n.id <> m.id
        order by n.published_at desc, n.id desc limit ${sql.lit(mostRelated)}) n
      where t.id = m.topic_id or t.parent_id = m.topic_id
      order by n.published_at desc, n.id desc limit ${sql.lit(mostRelated)}) f
    join messages x on x.id = f.id join posts p on p.id = x.post_id left join regions r on r.code = x.region_code
    where m.publication = 'public'), '[]') as related`;

/** The same of one message. Whoever asks has seen that the reader may see its page. */
export async function besideMessage(db: Db, code: string): Promise<BesideMessage> {
  const { rows } =
    await sql<BesideMessage>`select ${besideColumns} from messages m where m.code = ${code}`.execute(db);
  return datedBeside(rows[0] ?? { clocks: [], related: [] });
}

/** JSON knows no times: they are made again. */
export function datedBeside({ clocks, related }: BesideMessage): BesideMessage {
  const dated = clocks.map((clock) => ({
    ...clock,
    startsAt: new Date(clock.startsAt),
    dueAt: new Date(clock.dueAt),
    stoppedAt: clock.stoppedAt && new Date(clock.stoppedAt),
    pausedAt: clock.pausedAt && new Date(clock.pausedAt),
  }));
  return { clocks: dated, related };
}
