import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import type { ListPlace } from '#server/views/both-ways.ts';
import type { MarkPage } from '#server/views/mark-pages.ts';
import { clockTime, fullDay } from '#ui/dates.ts';
import type { Lang } from '#ui/words/words.ts';
import { feedLinksOf, type FedRoom } from '../messages/list/feed-links.ts';

const pageSize = 20;

/** A list of what bears a mark: what it is narrowed by, in which language it is read, and how its pages are read. */
interface MarkListOf<T> {
  room: Exclude<FedRoom, 'messages'>;
  query: Record<string, string>;
  lang: Lang;
  read(place: ListPlace): Promise<MarkPage<T>>;
}

/** The page that the address asks for with the ways from it; where its place is not valid, the first one. */
export async function turnPages<T>(url: URL, { room, query, lang, read }: MarkListOf<T>) {
  const [after, before] = ['after', 'before'].map((name) => url.searchParams.get(name) ?? undefined);
  const { next, previous, wrongPage, ...page } = await pageOrFirst(read, { after, before });
  const to = (place: Record<string, string> = {}) => {
    const words = new URLSearchParams({ ...query, ...place });
    return words.size > 0 ? `${url.pathname}?${words}` : url.pathname;
  };
  // Less than a page is left towards the newest: that is the first page, with what has arrived.
  if (before && !wrongPage && !previous && page.items.length < pageSize) redirect(303, to());
  const isFirst = wrongPage || (!after && !before);
  const here = isFirst ? to() : to(after ? { after } : { before: before ?? '' });
  const at = now();
  return {
    ...page,
    wrongPage,
    path: url.pathname,
    filtered: Object.keys(query).length > 0,
    older: next ? to({ after: next }) : undefined,
    newer: previous ? to({ before: previous }) : undefined,
    first: previous ? to() : undefined,
    /** The list as it is narrowed, and this page of it. */
    address: url.origin + to(),
    here: url.origin + here,
    isFirst,
    feeds: feedLinksOf(room, new URLSearchParams(query), { lang }),
    printed: `${fullDay(at, lang)} ${clockTime(at)}`,
  };
}

async function pageOrFirst<T>(
  read: MarkListOf<T>['read'],
  place: Omit<ListPlace, 'limit'>,
): Promise<MarkPage<T> & { wrongPage: boolean }> {
  try {
    return { ...(await read({ ...place, limit: pageSize })), wrongPage: false };
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'wrong-cursor') throw error;
    return { ...(await read({ limit: pageSize })), wrongPage: true };
  }
}
