import type { FedMark } from '#server/views/feed-marked.ts';
import type { FedMessage } from '#server/views/feed-messages.ts';
import type { Feed, FeedEntry } from '#ui/feeds/feed.ts';
import { topicName } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';

/** What a feed is made from. */
interface Given {
  list: Pick<Feed, 'title' | 'about' | 'self' | 'page'>;
  messages: readonly (FedMessage & Partial<FedMark>)[];
  w: Words;
  /** When something last left the list, as far as that is known; null: never. */
  departed: Date | null;
  origin: string;
}

// An empty list on which nothing ever happened.
const never = new Date(0);

/** A list of messages as a feed, in the words of one language. */
export function feedOf({ list, messages, w, departed, origin }: Given): Feed {
  const entries = messages.map((message) => entryOf(message, origin, w));
  const times = [departed ?? never, ...entries.map(({ updated }) => updated)];
  return {
    ...list,
    lang: w.lang === 'zh' ? 'zh-CN' : 'en',
    by: w.shell.product,
    icon: `${origin}/favicon.svg`,
    updated: new Date(Math.max(...times.map((time) => time.getTime()))),
    entries,
  };
}

function entryOf(message: Given['messages'][number], origin: string, w: Words): FeedEntry {
  const { code, title, body, author, leader, region, kind, topic, answer, markedAt, changedAt } = message;
  const answered = answer ? [`${w.passing.answerBy(answer.unit)}\n${answer.text}`] : [];
  return {
    id: `${origin}/messages/${code}`,
    title,
    text: [...measureOf(message, w), body, w.passing.writtenTo(leader), ...answered].join('\n\n'),
    author,
    tags: [w.message.kind[kind], topicName(topic, w.lang), ...(region ? [region] : [])],
    published: markedAt ?? message.publishedAt,
    updated: markedAt && markedAt > changedAt ? markedAt : changedAt,
  };
}

function measureOf({ measure }: Partial<FedMark>, { marks: w }: Words): string[] {
  if (!measure) return [];
  const { measure: name, on, link } = measure;
  const lines = [
    `${w.measure}: ${name}`,
    `${w.measureOn}: ${on}`,
    ...(link ? [`${w.measureLink}: ${link}`] : []),
  ];
  return [lines.join('\n')];
}
