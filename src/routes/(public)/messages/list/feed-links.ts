import type { MessageFilter } from '#server/views/message-filter.ts';
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
export function feedLinks({ filter }: Pick<Chosen, 'filter'>, { lang }: Pick<Words, 'lang'>): FeedLink[] {
  const words = feedQuery(filter);
  if (lang === 'en') words.set('lang', 'en');
  const query = words.size > 0 ? `?${words}` : '';
  return (Object.keys(feedFormats) as FeedFormat[]).map((format) => ({
    href: `/feeds/messages.${format}${query}`,
    type: feedFormats[format].split(';', 1)[0] ?? '',
    name: names[format],
  }));
}

/** A filter as the words of an address, always in the same order. */
export function feedQuery(filter: MessageFilter): URLSearchParams {
  const { leader, office, region, topic, kind, status, q } = filter;
  const all = Object.entries({ leader, office, region, topic, kind, status, q });
  return new URLSearchParams(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
