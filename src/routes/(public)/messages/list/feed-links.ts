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

/** A list as it is narrowed, in each format that feeds have. */
export function feedLinks(chosen: Narrowed, { lang }: Pick<Words, 'lang'>): FeedLink[] {
  const words = feedQuery(chosen);
  if (lang === 'en') words.set('lang', 'en');
  const query = words.size > 0 ? `?${words}` : '';
  return (Object.keys(feedFormats) as FeedFormat[]).map((format) => ({
    href: `/feeds/messages.${format}${query}`,
    type: feedFormats[format].split(';', 1)[0] ?? '',
    name: names[format],
  }));
}

/** What narrows a list. */
type Narrowed = Pick<Chosen, 'filter' | 'search' | 'days'>;

/** What narrows a list as the words of an address, always in the same order. */
export function feedQuery({ filter, search, days }: Narrowed): URLSearchParams {
  const { leader, office, region, topic, kind, status, pictures, adopted } = filter;
  const all = Object.entries({
    ...{ leader, office, region, topic, kind, status, q: search?.q, exact: search?.exact ? 1 : undefined },
    ...{ from: days.from || undefined, to: days.to || undefined },
    ...{ pictures: pictures && 1, adopted: adopted && 1 },
  });
  return new URLSearchParams(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
