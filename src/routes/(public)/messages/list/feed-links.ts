import { type FeedFormat, feedFormats } from '#ui/feeds/feed.ts';
import type { Words } from '#ui/words/words.ts';
import type { Chosen } from './read-filter.ts';

/** The way to a list as a feed of one format. */
export interface FeedLink {
  href: string;
  type: string;
  name: string;
}

const names: Record<FeedFormat, string> = { atom: 'Atom', rss: 'RSS', json: 'JSON Feed' };

/** What there is a feed of. */
export type FedRoom = 'messages' | 'guidance' | 'adopted';

/** A list of messages as it is narrowed, in each format that feeds have. */
export function feedLinks(chosen: Narrowed, w: Pick<Words, 'lang'>): FeedLink[] {
  return feedLinksOf('messages', feedQuery(chosen), w);
}

/** A list narrowed by these words of an address, in each format that feeds have. */
export function feedLinksOf(
  room: FedRoom,
  narrowed: URLSearchParams,
  { lang }: Pick<Words, 'lang'>,
): FeedLink[] {
  return (Object.keys(feedFormats) as FeedFormat[]).map((format) => ({
    href: feedAddress(room, narrowed, { format, lang }),
    type: feedFormats[format].split(';', 1)[0] ?? '',
    name: names[format],
  }));
}

/** The address of a feed, which names its language: feed readers carry no cookies. */
export function feedAddress(
  room: FedRoom,
  narrowed: URLSearchParams,
  { format, lang }: Pick<Words, 'lang'> & { format: FeedFormat },
): string {
  const words = new URLSearchParams(narrowed);
  if (lang === 'en') words.set('lang', 'en');
  return `/feeds/${room}.${format}${words.size > 0 ? `?${words}` : ''}`;
}

/** What narrows a list. */
type Narrowed = Pick<Chosen, 'filter' | 'search' | 'days'>;

/** What narrows a list as the words of an address, always in the same order. */
export function feedQuery({ filter, search, days }: Narrowed): URLSearchParams {
  const { leader, office, region, topic, kind, status, pictures, adopted, behind } = filter;
  const all = Object.entries({
    ...{ leader, office, region, topic, kind, status, q: search?.q, exact: search?.exact ? 1 : undefined },
    ...{ from: days.from || undefined, to: days.to || undefined },
    ...{ pictures: pictures && 1, adopted: adopted && 1 },
    ...{ counted: behind?.counted, source: behind?.source },
  });
  return new URLSearchParams(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
