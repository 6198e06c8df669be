import type { RequestHandler } from '@sveltejs/kit';
import type { MarkKind } from '#domain/marks.ts';
import { board } from '#server/views/board.ts';
import { feedMarked } from '#server/views/feed-marked.ts';
import { readMarks } from '../guidance/read-marks.ts';
import { feedAddress } from '../messages/list/feed-links.ts';
import { narrowedBy } from '../messages/list/list-title.ts';
import { wordsOf } from '../words-of-address.ts';
import { answerFeed, formatOf } from './answer-feed.ts';
import { feedOf } from './feed-of.ts';

/** The list of guidance or of adopted suggestions that the address asks for, as a feed; the latest mark first. */
export function markFeed(what: MarkKind): RequestHandler {
  return async ({ params, url, request }) => {
    const format = formatOf(params['format']);
    if (!format) return new Response(null, { status: 404 });
    const { origin } = url;
    const w = wordsOf(url);
    const chosen = await readMarks(url.searchParams, { withWords: what === 'guidance' });
    const { region, topic } = chosen.filter;
    const messages = await feedMarked(board(), what, { region, topic, q: chosen.search?.q });
    const query = new URLSearchParams(chosen.query);
    const list = {
      title: w.shell.titleOf([w.marks[what], ...narrowedBy(chosen, w)].join(' · ')),
      about: w.marks[`${what}Lead`],
      self: origin + feedAddress(what, query, { format, lang: w.lang }),
      page: `${origin}/${what}${query.size > 0 ? `?${query}` : ''}`,
    };
    const feed = feedOf({ list, messages, w, departed: null, origin });
    // Marks end, and messages reopen: when something last left this list is not known.
    return answerFeed(request, { feed, format, changedAt: null });
  };
}
