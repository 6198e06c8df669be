import type { RequestHandler } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { feedMessages, lastDeparture } from '#server/views/feed-messages.ts';
import { atom } from '#ui/feeds/atom.ts';
import { type Feed, type FeedFormat, feedFormats } from '#ui/feeds/feed.ts';
import { jsonFeed } from '#ui/feeds/json-feed.ts';
import { rss } from '#ui/feeds/rss.ts';
import { words } from '#ui/words/words.ts';
import { answerText } from '../answer-text.ts';
import { readFilter } from '../../messages/list/read-filter.ts';
import { feedOf } from '../feed-of.ts';

const writers: Record<FeedFormat, (feed: Feed) => string> = { atom, rss, json: jsonFeed };

/** The list of public messages that the address asks for, as a feed. */
export const GET: RequestHandler = async ({ params, url, request }) => {
  const format = (Object.keys(writers) as FeedFormat[]).find((each) => each === params['format']);
  if (!format) return new Response(null, { status: 404 });
  const w = words(url.searchParams.get('lang') === 'en' ? 'en' : 'zh');
  const chosen = await readFilter(url.searchParams);
  const [messages, departed] = await Promise.all([
    feedMessages(board(), chosen.filter, chosen.search),
    lastDeparture(board()),
  ]);
  const feed = feedOf({ messages, chosen, w, departed, origin: url.origin, format });
  const body = writers[format](feed);
  return answerText(request, { type: feedFormats[format], body, changedAt: feed.updated, now: now() });
};
