import { type Feed, writtenIn } from './feed.ts';

/** A feed as JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.about,
    home_page_url: feed.page,
    feed_url: feed.self,
    icon: feed.icon,
    language: feed.lang,
    authors: [{ name: feed.by }],
    items: feed.entries.map(({ id, title, text, author, tags, published, updated }) => ({
      id,
      url: id,
      title,
      content_text: text,
      date_published: published.toISOString(),
      date_modified: updated.toISOString(),
      authors: [{ name: author }],
      tags,
      language: writtenIn,
    })),
  });
}
