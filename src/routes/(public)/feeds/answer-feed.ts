import { now } from '#server/clock.ts';
import { atom } from '#ui/feeds/atom.ts';
import { type Feed, type FeedFormat, feedFormats } from '#ui/feeds/feed.ts';
import { jsonFeed } from '#ui/feeds/json-feed.ts';
import { rss } from '#ui/feeds/rss.ts';
import { answerText } from './answer-text.ts';

const writers: Record<FeedFormat, (feed: Feed) => string> = { atom, rss, json: jsonFeed };

/** The format that an address names; undefined: there is no such. */
export function formatOf(name: string | undefined): FeedFormat | undefined {
  return (Object.keys(writers) as FeedFormat[]).find((each) => each === name);
}

/** Answers with a feed in its format. */
export function answerFeed(
  request: Request,
  { feed, format, changedAt }: { feed: Feed; format: FeedFormat; changedAt: Date | null },
): Response {
  return answerText(request, {
    type: feedFormats[format],
    body: writers[format](feed),
    changedAt,
    now: now(),
  });
}
