import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board, shortReads } from '#server/views/board.ts';
import { workingCalendar } from '#server/views/calendar.ts';
import { firstTurn } from '#server/views/kept-page.ts';
import { listInFull } from '#server/views/list-messages.ts';
import { isLed } from '#server/views/message-filter.ts';
import type { ListedInFull } from '#server/views/list-messages.ts';
import { mostSupported } from '#server/views/most-supported.ts';
import { piecesFound } from '#server/views/searching/pieces-found.ts';
import { searchMessages } from '#server/views/searching/search-messages.ts';
import { namedSo } from '#server/views/searching/suggest.ts';
import { clockTime, fullDay } from '#ui/dates.ts';
import { countText } from '#ui/numbers.ts';
import { words, type Lang, type Words } from '#ui/words/words.ts';
import { type FeedLink, feedLinks } from './feed-links.ts';
import { type RowData, rowOf } from './list-rows.ts';
import { type Found, type FoundWords, foundWords } from './found-words.ts';
import { type Limited, type ListLimits, limitsOf } from './list-limits.ts';
import { type NamedLink, namedLinks } from './named-links.ts';
import { type Chosen, type Fixed, readFilter } from './read-filter.ts';
import { sortLinks } from './sort-links.ts';
import { statusName } from './status-name.ts';
import { ratingsBehind, type TabCounts, tabCounts } from './tab-counts.ts';

/** A page of a list of messages, with its tabs, filters and ways on. */
export interface ListData extends ListLimits {
  /** False on the page of one leader. */
  choosesLeader: boolean;
  /** The leaders that may be meant by what was typed, as links. */
  who: { href: string; text: string }[];
  /** Where the filters go: the page itself. */
  path: string;
  chosen: Chosen;
  rows: RowData[];
  tabs: { href: string; text: string; count?: string; current: boolean }[];
  older?: string;
  newer?: string;
  /** The first page; left out on itself. */
  first?: string;
  /** The absolute address of the list as it is narrowed, wherever one stands in it. */
  address: string;
  feeds: FeedLink[];
  /** The moment that stands on paper. */
  printed: string;
  /** The asked place in the list was not valid; the first page is shown. */
  wrongPage: boolean;
  /** What a search found; null without words. */
  found: (FoundWords & { named: NamedLink[] }) | null;
  /** Something beside the tab is filtered. */
  filtered: boolean;
  /** The orders in which the list can be had. */
  sorts: { href: string; text: string; current: boolean }[];
  /** Something beside the tab and the words is. */
  narrowed: boolean;
  /** The address without any filter. */
  bare: string;
  /** On a list of rated messages: how many ratings they have, as far as that is known. */
  ratings: number | null;
  /** Asked for in free words, which hardly anybody else types just so: such a page is not kept. */
  isTyped: boolean;
  /** When the first clock of a row runs out. */
  turnsAt: Date | undefined;
}

const pageSize = 20;

/** Loads the list that an address asks for. */
export async function loadList(url: URL, lang: Lang, fixed: Fixed = {}): Promise<ListData> {
  const at = now();
  const w = words(lang);
  const chosen = await readFilter(url.searchParams, fixed);
  const place = placeIn(url.searchParams);
  const atStart = place.after === undefined && place.before === undefined;
  const [page, counts, calendar, named, ratings] = await Promise.all([
    pageOf(chosen, place),
    tabCounts({ ...chosen, filter: { ...chosen.filter, status: undefined } }),
    workingCalendar(at),
    chosen.search && atStart ? namedSo(board(), chosen.search.q) : null,
    ratingsBehind(chosen),
  ]);
  // Less than a page is left towards the newest: that is the first page, with what has arrived.
  const first = address(url.pathname, chosen.query);
  const isShort = page.items.length < pageSize && url.searchParams.has('before') && !page.previous;
  if (isShort && !page.wrong) redirect(303, first);
  const telling = { w, now: at, calendar, withLeader: fixed.leader === undefined };
  const to = (query: Record<string, string>) => address(url.pathname, query);
  const { status: _, sort: __, ...beside } = chosen.query;
  return {
    path: url.pathname,
    chosen,
    choosesLeader: fixed.leader === undefined,
    who: (chosen.who?.may ?? []).map(({ id, name, holder }) => ({
      href: to({ ...chosen.query, leader: String(id) }),
      text: holder ? `${name} ${holder}` : name,
    })),
    rows: page.items.map((item) => rowOf(item, { ...telling, words: page.found?.words ?? [] })),
    tabs: tabsOf(chosen, { w, counts, to }),
    older: page.next ? to({ ...chosen.query, after: page.next }) : undefined,
    // What was put in order has places of one kind, whichever way one goes.
    newer: page.previous
      ? to({ ...chosen.query, [chosen.search || chosen.bySupporters ? 'after' : 'before']: page.previous })
      : undefined,
    first: page.previous ? first : undefined,
    address: url.origin + first,
    feeds: feedLinks(chosen, w),
    ...limitsOf(page, { chosen, w, to }),
    printed: `${fullDay(at, lang)} ${clockTime(at)}`,
    found: page.found && {
      ...foundWords(page.found, { chosen, w, to }),
      named: named ? namedLinks(named, w) : [],
    },
    sorts: sortLinks(chosen, w, to),
    wrongPage: page.wrong,
    filtered: Object.keys(beside).length > 0,
    narrowed: Object.keys(beside).some((name) => name !== 'q' && name !== 'exact'),
    bare: url.pathname,
    ratings,
    isTyped: chosen.search !== null || chosen.who !== null,
    turnsAt: firstTurn(
      page.items.map((item) => item.dueAt),
      at,
    ),
  };
}

interface Page extends Limited {
  items: ListedInFull[];
  next: string | null;
  previous: string | null;
  found: Found | null;
}

/** Where in the list somebody asks to be; nowhere: at its start. */
interface PlaceIn {
  after?: string | undefined;
  before?: string | undefined;
}

function placeIn(asked: URLSearchParams): PlaceIn {
  return { after: asked.get('after') ?? undefined, before: asked.get('before') ?? undefined };
}

async function pageOf(chosen: Chosen, place: PlaceIn): Promise<Page & { wrong: boolean }> {
  try {
    return { ...(await readPage(chosen, place)), wrong: false };
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'wrong-cursor') throw error;
    return { ...(await readPage(chosen, {})), wrong: true };
  }
}

async function readPage({ search, filter, bySupporters }: Chosen, { after, before }: PlaceIn): Promise<Page> {
  const limit = pageSize;
  if (search) {
    const { wanted, ...page } = await searchMessages(board(), { ...search, filter }, { after, limit });
    const pieces = page.total === 0 ? await piecesFound(board(), { q: search.q, filter }) : [];
    return { ...page, found: { ...page, wanted, words: wanted.groups.flat(), pieces } };
  }
  const whole = { among: null, looked: null, goesOn: false, found: null };
  if (bySupporters) return { ...whole, ...(await mostSupported(board(), filter, { after, limit })) };
  const db = isLed(filter) ? shortReads() : board();
  return { ...whole, ...(await listInFull(db, filter, { after, before, limit })) };
}

interface Tabs {
  w: Words;
  counts: TabCounts | null;
  to(query: Record<string, string>): string;
}

function tabsOf({ query }: Chosen, { w, counts, to }: Tabs): ListData['tabs'] {
  const { status, ...beside } = query;
  const tab = (name: keyof TabCounts, text: string) => ({
    href: to(name === 'all' ? beside : { ...beside, status: name }),
    text,
    count: counts ? countText(counts[name]) : undefined,
    current: (status ?? 'all') === name,
  });
  // Where none is known to have ended without an answer, nobody needs to look for one.
  const hasEnded = counts === null || counts.ended > 0 || status === 'ended';
  const all = (['waiting', 'in-progress', 'answered', 'ended'] as const).map((each) =>
    tab(each, statusName(each, w)),
  );
  return [tab('all', w.lists.all), ...(hasEnded ? all : all.slice(0, -1))];
}

function address(path: string, query: Record<string, string>): string {
  const words = new URLSearchParams(query).toString();
  return words === '' ? path : `${path}?${words}`;
}
