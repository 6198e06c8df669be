/** A list as feed readers take it. */
export interface Feed {
  title: string;
  /** What it holds, in a sentence. */
  about: string;
  /** The language of title and labels, as in zh-CN. */
  lang: string;
  /** Absolute: the feed itself, and the page that shows the same list. */
  self: string;
  page: string;
  /** Whose it is. */
  by: string;
  icon: string;
  /** When anything in it last changed. */
  updated: Date;
  entries: readonly FeedEntry[];
}

/** One message in a feed. Its text is Chinese, as it was written. */
export interface FeedEntry {
  /** Its permanent address, by which readers know it again. */
  id: string;
  title: string;
  /** Plain text, paragraphs parted by line breaks. */
  text: string;
  author: string;
  /** Topic, kind, place. */
  tags: readonly string[];
  published: Date;
  updated: Date;
}

/** The language in which people write here. */
export const writtenIn = 'zh-CN';

/** The formats of a feed and what each calls itself. */
export const feedFormats = {
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const;

export type FeedFormat = keyof typeof feedFormats;
