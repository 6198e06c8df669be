import type { Feed, FeedEntry } from './feed.ts';
import { element, paragraphs } from './xml.ts';

/** A feed as RSS 2.0; what that has no word for is said in those of Atom and Dublin Core. */
export function rss(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', feed.title),
    element('link', feed.page),
    element('description', feed.about),
    element('language', feed.lang.toLowerCase()),
    element('lastBuildDate', feed.updated.toUTCString()),
    element('atom:link', '', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
    ...feed.entries.map(item),
    '</channel>',
    '</rss>\n',
  ].join('\n');
}

function item({ id, title, text, author, tags, published }: FeedEntry): string {
  return [
    '<item>',
    element('title', title),
    element('link', id),
    element('guid', id, { isPermaLink: 'true' }),
    element('pubDate', published.toUTCString()),
    element('dc:creator', author),
    ...tags.map((tag) => element('category', tag)),
    element('description', paragraphs(text)),
    '</item>',
  ].join('\n');
}
