import { type Wanted, wantedOf } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { cutWords } from '../../store/segment.ts';
import { type ListedInFull, listTheseInFull } from '../list-messages.ts';
import type { MessageFilter } from '../message-filter.ts';
import { findTexts, type Found } from './find-texts.ts';
import { bySupporters, byRelevance } from './in-order.ts';
import { mostCounted, mostOrdered, readSearchCursor, turnsFrom } from './search-cursor.ts';

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
  /** Not all was looked through, only the newest so many. */
  looked: number | null;
  /** This is as far as pages can be turned, and more were found. */
  goesOn: boolean;
  wanted: Wanted;
}

type Order = (db: Db, found: Found, wanted: Wanted) => Promise<readonly number[]>;
const inOrder: Readonly<Record<SearchSort, Order>> = {
  relevance: byRelevance,
  time: (_db, { ids }) => Promise.resolve(ids),
  supporters: bySupporters,
};

/** Public messages that say what is wanted, in the public text, a moment after it changed. */
export async function searchMessages(
  db: Db,
  search: Search,
  page: { after?: string | undefined; limit: number },
): Promise<SearchPage> {
  const wanted = wantedOf(search.q, cutWords, { exact: search.exact ?? false });
  const place = page.after === undefined ? undefined : readSearchCursor(page.after);
  if (wanted.groups.length === 0) return { ...nothing, wanted };
  const isOrdered = search.sort !== 'time';
  const reach = isOrdered ? mostOrdered : mostCounted;
  const skip = Math.min(place?.skip ?? 0, reach);
  const most = isOrdered ? mostOrdered + 1 : skip + page.limit + 1;
  const found = await findTexts(db, {
    ...{ filter: search.filter, wanted, until: place?.until, most, counts: true },
  });
  const ids = await inOrder[search.sort](db, { ...found, ids: found.ids.slice(0, reach) }, wanted);
  const isMore = found.ids.length > skip + page.limit;
  const turn = { limit: page.limit, isMore, reach };
  return {
    items: await listTheseInFull(db, ids.slice(skip, skip + page.limit)),
    ...turnsFrom({ until: place?.until ?? found.until, skip }, turn),
    total: Math.min(found.total, mostCounted),
    more: found.total > mostCounted || (found.looked !== null && found.total > 0),
    among: isOrdered && found.total > mostOrdered ? mostOrdered : null,
    looked: found.looked,
    goesOn: isMore && skip + page.limit >= reach,
    wanted,
  };
}

const nothing = {
  ...{ items: [], next: null, previous: null },
  ...{ total: 0, more: false, among: null, looked: null, goesOn: false },
};

/** The newest messages that say what is wanted. */
export async function newestFound(db: Db, search: Search, most: number): Promise<number[]> {
  const wanted = wantedOf(search.q, cutWords, { exact: search.exact ?? false });
  if (wanted.groups.length === 0) return [];
  const finding = { filter: search.filter, wanted, until: undefined, most, counts: false };
  return (await findTexts(db, finding)).ids;
}
