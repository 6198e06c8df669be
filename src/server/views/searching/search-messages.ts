import { sql } from 'kysely';
import { beginningsOf, narrowed, type Wanted, wantedOf } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import { cutWords } from '../../store/segment.ts';
import { type ListedInFull, listTheseInFull } from '../list-messages.ts';
import type { MessageFilter } from '../message-filter.ts';
import { frequentPairs } from './frequent-pairs.ts';
import { bySupporters, byRelevance } from './in-order.ts';
import { marksOf, topicsIn } from './marks-of.ts';
import { mostOrdered, readSearchCursor, type SearchPlace, turnsFrom } from './search-cursor.ts';

/** In which order a search shows what it found. */
export const searchSorts = ['relevance', 'time', 'supporters'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** What is searched for. */
export interface Search {
  q: string;
  filter: MessageFilter;
  sort: SearchSort;
  /** Only what was typed, nothing in other words. */
  exact?: boolean;
}

/** A page of what a search found. */
export interface SearchPage {
  items: ListedInFull[];
  next: string | null;
  previous: string | null;
  /** How many were found; with `more` at least so many. */
  total: number;
  more: boolean;
  /** By relevance or supporters only the newest of many are put in order: that many. */
  among: number | null;
  wanted: Wanted;
}

type Order = (db: Db, newestFirst: readonly number[], wanted: Wanted) => Promise<readonly number[]>;
const inOrder: Readonly<Record<SearchSort, Order>> = {
  relevance: byRelevance,
  time: (_db, newestFirst) => Promise.resolve(newestFirst),
  supporters: bySupporters,
};

/** Nobody counts further. */
const mostCounted = 10_000;
/** One character alone is looked for among the newest texts of the board; if these do not fill what can be shown, in all of them by the pairs that it begins. */
const newest = 20_000;

/** Public messages that say what is wanted, in the public text, a moment after it changed. */
export async function searchMessages(
  db: Db,
  search: Search,
  page: { after?: string | undefined; limit: number },
): Promise<SearchPage> {
  const wanted = wantedOf(search.q, cutWords, { exact: search.exact ?? false });
  const place = page.after === undefined ? undefined : readSearchCursor(page.after);
  const nothing = { items: [], next: null, previous: null, total: 0, more: false, among: null, wanted };
  if (wanted.groups.length === 0) return nothing;
  const found = await findTexts(db, { search, wanted, until: place?.until });
  const ids = await inOrder[search.sort](db, found.ids, wanted);
  const skip = Math.min(place?.skip ?? 0, mostOrdered);
  const shown = ids.slice(skip, skip + page.limit);
  const until = place?.until ?? found.until;
  return {
    items: await listTheseInFull(db, shown),
    ...turnsFrom({ until, skip }, { limit: page.limit, isMore: ids.length > skip + page.limit }),
    total: Math.min(found.total, found.partial ? mostOrdered : mostCounted),
    more: found.total > mostCounted || (found.partial && found.total > 0),
    among: search.sort !== 'time' && found.total > mostOrdered ? mostOrdered : null,
    wanted,
  };
}

/** The newest messages that say what is wanted. */
export async function newestFound(db: Db, search: Search, most: number): Promise<number[]> {
  const wanted = wantedOf(search.q, cutWords, { exact: search.exact ?? false });
  if (wanted.groups.length === 0) return [];
  return (await findTexts(db, { search, wanted, until: undefined })).ids.slice(0, most);
}

interface Found {
  /** The newest first. */
  ids: number[];
  total: number;
  /** What was published later is not in the pages that follow. */
  until: Date | null;
  /** Not the whole board was looked at. */
  partial: boolean;
}

interface Finding {
  search: Search;
  wanted: Wanted;
  until: SearchPlace['until'] | undefined;
}

async function findTexts(db: Db, { search, wanted, until }: Finding): Promise<Found> {
  const { filter } = search;
  const marks = marksOf(filter, filter.topic === undefined ? [] : await topicsIn(db, filter.topic));
  const { query: pairs, checks } = narrowed(wanted.groups, await frequentPairs(db));
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
  const { rows } = await sql<{ ids: number[] | string[]; total: number }>`
    select ids, total from find_texts(${query}::tsquery, ${narrow.checks}::text[], ${narrow.without}::text[], ${standing}::text,
      ${narrow.from}::timestamptz, ${narrow.to}::timestamptz, ${most}, ${mostCounted + 1}) ${plannedAnew}`.execute(
    db,
  );
  const ids = (rows[0]?.ids ?? []).map(Number);
  const kept = byMessage ? await standingSo(db, ids, filter) : ids;
  const total = byMessage ? kept.length : (rows[0]?.total ?? 0);
  return { ids: kept.slice(0, mostOrdered), total, until: await publishedAt(db, kept[0]), partial: false };
}

async function standingSo(
  db: Db,
  ids: readonly number[],
  { status, office }: Search['filter'],
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
  filter: Search['filter'];
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
