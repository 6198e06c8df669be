import { sql } from 'kysely';
import { beginningsOf, narrowed, type Wanted } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import type { MessageFilter } from '../message-filter.ts';
import { marksOf, topicsIn } from './marks-of.ts';
import { moreThanCounted } from './more-than-counted.ts';
import { pairShares } from './pair-shares.ts';
import { mostOrdered, type SearchPlace } from './search-cursor.ts';

/** Nobody counts further. */
export const mostCounted = 10_000;
/** One character alone is looked for among the newest texts of the board; if these do not fill what can be shown, in all of them by the pairs that it begins. */
const newest = 20_000;

/** What was found. */
export interface Found {
  /** The newest first. */
  ids: number[];
  total: number;
  /** What was published later is not in the pages that follow. */
  until: Date | null;
  /** Not the whole board was looked at. */
  partial: boolean;
}

/** What is to be found, and up to which moment; all of the search but its order. */
export interface Finding {
  filter: MessageFilter;
  wanted: Wanted;
  until: SearchPlace['until'] | undefined;
}

/** The newest public texts that say what is wanted, and how many there are. */
export async function findTexts(db: Db, { filter, wanted, until }: Finding): Promise<Found> {
  const marks = marksOf(filter, filter.topic === undefined ? [] : await topicsIn(db, filter.topic));
  const { query: pairs, checks } = narrowed(wanted.groups, await pairShares(db));
  const paired = [pairs, ...marks].filter(Boolean).join(' & ');
  const narrow = {
    checks,
    without: wanted.without,
    from: filter.from ?? null,
    to: earlier(filter.to, until),
  };
  const among = paired === '' ? await lookAmongNewest(db, { ...narrow, filter }) : null;
  if (among && (!among.partial || among.total > mostOrdered)) return among;
  const query = among ? beginningsOf(wanted.groups) : paired;
  // Which of the open ones wait and which are in progress, and who answers for them now, only the messages know.
  const byMessage =
    filter.status === 'waiting' || filter.status === 'in-progress' || filter.office !== undefined;
  const standing = filter.status === 'answered' ? 'answered' : filter.status === undefined ? null : 'open';
  const most = byMessage ? mostCounted + 1 : mostOrdered + 1;
  const asked = [query, checks, wanted.without, standing, filter.from, filter.to];
  const manyAs = byMessage ? null : JSON.stringify(asked);
  const { ids, total: inIndex } = await askIndex(db, { query, narrow, standing, most, manyAs });
  const kept = byMessage ? await standingSo(db, ids, filter) : ids;
  const total = byMessage ? kept.length : inIndex;
  return { ids: kept.slice(0, mostOrdered), total, until: await publishedAt(db, kept[0]), partial: false };
}

interface Asking {
  query: string;
  narrow: Pick<Looking, 'checks' | 'without' | 'from' | 'to'>;
  standing: string | null;
  /** So many of the newest are wanted. */
  most: number;
  /** Under what this search is remembered where it finds more than is counted. */
  manyAs: string | null;
}

async function askIndex(
  db: Db,
  { query, narrow, standing, most, manyAs }: Asking,
): Promise<{ ids: number[]; total: number }> {
  const isMany = manyAs !== null && moreThanCounted.get(db, manyAs) === true;
  const { rows } = await sql<{ ids: number[] | string[]; total: number }>`
    select ids, total from find_texts(${query}::tsquery, ${narrow.checks}::text[], ${narrow.without}::text[], ${standing}::text,
      ${narrow.from}::timestamptz, ${narrow.to}::timestamptz, ${most}, ${isMany ? 0 : mostCounted + 1}) ${plannedAnew}`.execute(
    db,
  );
  const ids = (rows[0]?.ids ?? []).map(Number);
  const total = rows[0]?.total ?? 0;
  if (manyAs !== null && total > mostCounted) moreThanCounted.put(db, manyAs, true);
  // Where not as many are there as are wanted, all were looked at.
  return { ids, total: isMany && ids.length === most ? mostCounted + 1 : total };
}

async function standingSo(
  db: Db,
  ids: readonly number[],
  { status, office }: MessageFilter,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from unnest(${ids}::bigint[]) with ordinality as f (id, n) join messages m on m.id = f.id
    where (${status ?? null}::text is null or m.standing = ${status ?? null}) and (${office ?? null}::bigint is null or m.answerable_id = ${office ?? null})
      and m.publication = 'public' order by f.n`.execute(db);
  return rows.map(({ id }) => id);
}

interface Looking {
  checks: readonly string[];
  without: readonly string[];
  from: Date | null;
  to: Date | null;
  filter: MessageFilter;
}

async function lookAmongNewest(db: Db, { checks, without, from, to, filter }: Looking): Promise<Found> {
  const standing = filter.status === undefined ? sql`true` : sql`m.standing = ${filter.status}`;
  const office = filter.office === undefined ? sql`true` : sql`m.answerable_id = ${filter.office}`;
  const [{ rows }, { rows: more }] = await Promise.all([
    sql<{ id: number; at: Date }>`
      select t.message_id as id, t.published_at as at
      from (select * from public_texts where published_at >= coalesce(${from}::timestamptz, '-infinity') and published_at < coalesce(${to}::timestamptz, 'infinity')
        order by published_at desc, message_id desc limit ${newest}) t join messages m on m.id = t.message_id
      where t.folded ~ all (${checks}::text[]) and t.folded !~ all (${without}::text[]) and ${standing} and ${office} and m.publication = 'public'
      order by t.published_at desc, t.message_id desc limit ${mostOrdered + 1}`.execute(db),
    sql`select from public_texts offset ${newest} limit 1`.execute(db),
  ]);
  const ids = rows.map(({ id }) => id);
  const partial = more.length > 0 || ids.length > mostOrdered;
  return { ids: ids.slice(0, mostOrdered), total: ids.length, until: rows[0]?.at ?? null, partial };
}

async function publishedAt(db: Db, id: number | undefined): Promise<Date | null> {
  if (id === undefined) return null;
  const { rows } = await sql<{ at: Date }>`select published_at as at from messages where id = ${id}`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}

function earlier(to: Date | undefined, until: Date | undefined): Date | null {
  // Up to and with the moment of the newest shown: the database keeps finer times than travel in an address.
  const end = until === undefined ? undefined : new Date(until.getTime() + 1);
  if (to === undefined || end === undefined) return to ?? end ?? null;
  return to < end ? to : end;
}
