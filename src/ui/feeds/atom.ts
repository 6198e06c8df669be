import { type Feed, type FeedEntry, writtenIn } from './feed.ts';
import { element, paragraphs } from './xml.ts';

/** A feed as Atom 1.0 (RFC 4287). */
export function atom(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lang}">`,
    element('id', feed.page),
    element('title', feed.title),
    element('subtitle', feed.about),
    element('updated', feed.updated.toISOString()),
    element('link', '', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    element('link', '', { rel: 'alternate', type: 'text/html', href: feed.page }),
    element('icon', feed.icon),
    `<author>${element('name', feed.by)}</author>`,
    ...feed.entries.map(entry),
    '</feed>\n',
  ].join('\n');
}

function entry({ id, title, text, author, tags, published, updated }: FeedEntry): string {
  return [
    `<entry xml:lang="${writtenIn}">`,
    element('id', id),
    element('title', title),
    element('published', published.toISOString()),
    element('updated', updated.toISOString()),
    element('link', '', { rel: 'alternate', type: 'text/html', href: id }),
    `<author>${element('name', author)}</author>`,
    ...tags.map((term) => element('category', '', { term })),
    element('content', paragraphs(text), { type: 'html' }),
    '</entry>',
  ].join('\n');
}
