import type { RequestHandler } from '@sveltejs/kit';
import { board } from '#server/views/board.ts';
import { feedMessages, lastDeparture } from '#server/views/feed-messages.ts';
import { feedAddress, feedQuery } from '../../messages/list/feed-links.ts';
import { listTitle } from '../../messages/list/list-title.ts';
import { pageOf } from '../../messages/list/page-of.ts';
import { type Chosen, readFilter } from '../../messages/list/read-filter.ts';
import { wordsOf } from '../../words-of-address.ts';
import { answerFeed, formatOf } from '../answer-feed.ts';
import { feedOf } from '../feed-of.ts';

/** The list of public messages that the address asks for, as a feed. */
export const GET: RequestHandler = async ({ params, url, request }) => {
  const format = formatOf(params['format']);
  if (!format) return new Response(null, { status: 404 });
  const { origin } = url;
  const w = wordsOf(url);
  const chosen = await readFilter(url.searchParams);
  const [messages, departed] = await Promise.all([
    feedMessages(board(), chosen.filter, chosen.search),
    lastDeparture(board()),
  ]);
  const query = feedQuery(chosen);
  const list = {
    title: w.shell.titleOf(listTitle(chosen, w)),
    about: w.places.listLead,
    self: origin + feedAddress('messages', query, { format, lang: w.lang }),
    page: origin + pageOf(query),
  };
  const feed = feedOf({ list, messages, w, departed, origin });
  return answerFeed(request, { feed, format, changedAt: onlyGrows(chosen) ? feed.updated : null });
};

// What is narrowed by how a message stands leaves the list though it stays public: when that last happened is not known.
function onlyGrows({ filter }: Chosen): boolean {
  const { status, office, adopted, behind } = filter;
  return [status, office, adopted, behind].every((each) => each === undefined);
}
