import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { dayOf, startOf } from '../../../../domain/calendar.ts';
import type { Db } from '../../../store/db.ts';
import { isBelow, openBelow, placeKey, type WatchFilter, type WatchPost, watchPosts } from './watch-scope.ts';
import { Refusal } from '../../../../domain/refusal.ts';

/** How many messages carry each mark, and the due time of the one that is late longest. */
export interface Tally {
  late: number;
  today: number;
  risk: number;
  /** All that are open, with or without a mark. */
  open: number;
  oldest: Date | null;
}

/** The wall of one office: all below it, by place and by the unit that has to act. */
export interface Wall {
  post: { id: number; name: string; level: number };
  /** Others from which this person may watch. */
  posts: { id: number; name: string }[];
  sum: Tally & { dossiers: number; answeredToday: number };
  places: (Tally & { key: string; name: string | null })[];
  /** The units with most late, the longest late first; `more` were left out. */
  units: (Tally & { id: number; name: string; attention: string })[];
  more: number;
}

const mostUnits = 12;

/** What is late, due today and at risk below this person's office, one count a message; the sums are those of the rows. */
export async function wall(
  db: Db,
  actor: Actor,
  ask: { office?: number | undefined; filter: WatchFilter },
  now: Date,
): Promise<Wall> {
  const posts = await watchPosts(db, actor);
  const post = ask.office === undefined ? posts[0] : posts.find(({ id }) => id === ask.office);
  if (!post) throw new Refusal('not-allowed');
  const { places, units, dossiers, answered, named } = await counted(db, post, ask.filter, now);
  return {
    post: { id: post.id, name: post.name, level: post.level },
    posts: posts.map(({ id, name }) => ({ id, name })),
    sum: { ...summed(places), dossiers, answeredToday: answered },
    places: places.map(withDate).sort(byWeight),
    units: units.map(withDate),
    more: Math.max(0, named - units.length),
  };
}

type Counted<T> = Omit<T, 'oldest'> & { oldest: string | null };
interface Row {
  places: Counted<Wall['places'][number]>[];
  units: Counted<Wall['units'][number]>[];
  named: number;
  dossiers: number;
  answered: number;
}

const tally = sql`count(*) filter (where w.mark = 'late')::integer as late, count(*) filter (where w.mark = 'today')::integer as today,
  count(*) filter (where w.mark = 'risk')::integer as risk, count(*)::integer as open, min(w.due_at) filter (where w.mark = 'late') as oldest`;

async function counted(db: Db, post: WatchPost, filter: WatchFilter, now: Date): Promise<Row> {
  const { rows } = await sql<Row>`with ${openBelow(post, filter, now)}, places as (
      select k.key, max(p.name) as name, sum(late)::integer as late, sum(today)::integer as today, sum(risk)::integer as risk, sum(open)::integer as open, min(oldest) as oldest
      from (select w.answerable_id, ${tally} from open w group by 1) w join offices o on o.id = w.answerable_id left join regions r on r.code = o.region_code
      cross join lateral (select ${placeKey(post)} as key) k left join regions p on p.code = k.key group by 1
    ), units as (
      select coalesce(w.holder_id, w.answerable_id) as id, ${tally} from open w group by 1 having count(*) filter (where w.mark = 'late') > 0
    )
    select coalesce((select json_agg(p) from places p), '[]') as places, (select count(*)::integer from units) as named,
      coalesce((select json_agg(u) from (select u.*, o.name, (select case when bool_or(m.attention = 'reported-upward') then 'reported-upward'
          when bool_or(m.attention = 'supervised') then 'supervised' else 'urged' end
          from open w join messages m on m.id = w.id where w.mark = 'late' and coalesce(w.holder_id, w.answerable_id) = u.id) as attention
        from (select * from units order by late desc, oldest limit ${mostUnits}) u join offices o on o.id = u.id order by u.late desc, u.oldest) u), '[]') as units,
      (select count(*)::integer from open w join dossiers d on d.message_id = w.id and d.closed_at is null) as dossiers,
      (select count(*)::integer from messages m where m.answered_at >= ${startOf(dayOf(now))} and ${isBelow(post)}) as answered`.execute(
    db,
  );
  return rows[0] as Row;
}

function withDate<T extends { oldest: string | null }>(row: T): Omit<T, 'oldest'> & { oldest: Date | null } {
  return { ...row, oldest: row.oldest === null ? null : new Date(row.oldest) };
}

function byWeight(a: Tally, b: Tally): number {
  return b.late - a.late || b.today - a.today || b.risk - a.risk || b.open - a.open;
}

function summed(rows: readonly Counted<Wall['places'][number]>[]): Tally {
  const add = (of: 'late' | 'today' | 'risk' | 'open') => rows.reduce((n, row) => n + row[of], 0);
  const oldest = rows.flatMap((row) => (row.oldest ? [new Date(row.oldest).getTime()] : []));
  return {
    late: add('late'),
    today: add('today'),
    risk: add('risk'),
    open: add('open'),
    oldest: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
  };
}
