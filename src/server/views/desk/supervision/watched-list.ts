import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { officeAbove, urgeEveryMs } from '../../../../domain/supervising.ts';
import type { Db } from '../../../store/db.ts';
import { loadMessages, type MessageFacts } from '../../message-facts.ts';
import { titlesFor } from '../titles.ts';
import {
  type Mark,
  openBelow,
  placeKey,
  type WatchFilter,
  type WatchPost,
  watchPost,
} from './watch-scope.ts';

/** What a list of the wall is cut down to. */
export interface WatchedAsk {
  office?: number | undefined;
  filter: WatchFilter;
  mark?: Mark | undefined;
  /** A place by the key of its row on the wall. */
  place?: string | undefined;
  /** The unit that has to act. */
  unit?: number | undefined;
  limit: number;
  offset: number;
}

/** A message below, as the wall lists it. */
export interface Watched extends MessageFacts {
  title: string;
  mark: Mark;
  startsAt: Date | null;
  urges: number;
  urgedAt: Date | null;
  /** Of the open dossier. */
  dossier: number | null;
  /** This person's office may urge about it now. */
  mayUrge: boolean;
}

/** The messages behind a figure of the wall, the earliest due first. */
export async function watchedList(
  db: Db,
  actor: Actor,
  ask: WatchedAsk,
  now: Date,
): Promise<{ items: Watched[]; total: number; place: string | null; unit: string | null }> {
  const post = await watchPost(db, actor, ask.office);
  const { rows } = await sql<Found>`with ${openBelow(post, ask.filter, now)}, page as (
      select w.id, w.mark, w.due_at, count(*) over ()::integer as total
      from open w join offices o on o.id = w.answerable_id left join regions r on r.code = o.region_code
      where ${chosen(post, ask)} order by w.due_at, w.id limit ${ask.limit} offset ${ask.offset})
    select w.id, w.mark, w.total, c.starts_at as "startsAt", u.n as urges, u.at as "urgedAt", d.number as dossier
    from page w left join clocks c on c.message_id = w.id and c.promise and c.stopped_at is null
    left join dossiers d on d.message_id = w.id and d.closed_at is null
    cross join lateral (select count(*)::integer as n, max(u.at) as at from urges u where u.message_id = w.id) u
    order by w.due_at, w.id`.execute(db);
  return {
    items: await withFacts(db, actor, rows, now),
    total: rows[0]?.total ?? 0,
    place: await nameOf(db, 'regions', ask.place),
    unit: await nameOf(db, 'offices', ask.unit),
  };
}

interface Found {
  id: number;
  mark: Mark;
  startsAt: Date | null;
  urges: number;
  urgedAt: Date | null;
  dossier: number | null;
  total: number;
}

function chosen(post: WatchPost, { mark, place, unit }: WatchedAsk): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      ...(mark ? [sql`w.mark = ${mark}`] : []),
      ...(place ? [sql`${placeKey(post)} = ${place}`] : []),
      ...(unit ? [sql`coalesce(w.holder_id, w.answerable_id) = ${unit}`] : []),
    ],
    sql` and `,
  );
}

async function withFacts(db: Db, actor: Actor, rows: Found[], now: Date): Promise<Watched[]> {
  const messages = await loadMessages(db, sql`m.id = any (${rows.map((r) => r.id)})`, sql``);
  const titles = await titlesFor(actor, messages);
  return rows.flatMap(({ id, total: _total, ...row }) => {
    const message = messages.find((m) => m.id === id);
    if (!message) return [];
    const seat = officeAbove(actor, message.matter.aboveIds);
    const lately = row.urgedAt !== null && now.getTime() - row.urgedAt.getTime() < urgeEveryMs;
    const mayUrge = seat !== undefined && !lately;
    return [{ ...message.facts, title: titles.get(id) ?? '', ...row, mayUrge }];
  });
}

async function nameOf(db: Db, table: 'regions' | 'offices', key: string | number | undefined) {
  if (key === undefined) return null;
  const column = table === 'regions' ? sql`code` : sql`id`;
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(table)} where ${column} = ${key}`.execute(db);
  return rows[0]?.name ?? null;
}
