import type { FedMessage } from '#server/views/feed-messages.ts';
import type { Feed, FeedEntry, FeedFormat } from '#ui/feeds/feed.ts';
import { topicName } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';
import { feedLinks, feedQuery } from '../messages/list/feed-links.ts';
import { listTitle } from '../messages/list/list-title.ts';
import { pageOf } from '../messages/list/page-of.ts';
import type { Chosen } from '../messages/list/read-filter.ts';

/** What a feed is made from. */
interface Given {
  messages: readonly FedMessage[];
  chosen: Chosen;
  w: Words;
  /** When a message last left the public's view; null: never. */
  departed: Date | null;
  origin: string;
  format: FeedFormat;
}

// An empty list on which nothing ever happened.
const never = new Date(0);

/** A list of messages as a feed, in the words of one language. */
export function feedOf({ messages, chosen, w, departed, origin, format }: Given): Feed {
  const link = feedLinks(chosen, w).find((each) => each.href.startsWith(`/feeds/messages.${format}`));
  const times = [departed ?? never, ...messages.map((message) => message.changedAt)];
  return {
    title: w.shell.titleOf(listTitle(chosen, w)),
    about: w.places.listLead,
    lang: w.lang === 'zh' ? 'zh-CN' : 'en',
    self: origin + (link?.href ?? ''),
    page: origin + pageOf(feedQuery(chosen)),
    by: w.shell.product,
    icon: `${origin}/favicon.svg`,
    updated: new Date(Math.max(...times.map((time) => time.getTime()))),
    entries: messages.map((message) => entryOf(message, origin, w)),
  };
}

function entryOf(message: FedMessage, origin: string, w: Words): FeedEntry {
  const { code, title, body, author, leader, region, kind, topic, answer } = message;
  const answered = answer ? [`${w.passing.answerBy(answer.unit)}\n${answer.text}`] : [];
  return {
    id: `${origin}/messages/${code}`,
    title,
    text: [body, w.passing.writtenTo(leader), ...answered].join('\n\n'),
    author,
    tags: [w.message.kind[kind], topicName(topic, w.lang), ...(region ? [region] : [])],
    published: message.publishedAt,
    updated: message.changedAt,
  };
}
