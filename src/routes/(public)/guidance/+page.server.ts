import { board } from '#server/views/board.ts';
import { listGuidance } from '#server/views/guidance.ts';
import type { PageServerLoad } from './$types.ts';
import { readMarks } from './read-marks.ts';
import { turnPages } from './ways-on.ts';

/** Answers that guide others, by place, topic and words. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const chosen = await readMarks(url.searchParams, { withWords: true });
  const { region, topic } = chosen.filter;
  const q = chosen.search?.q;
  if (q === undefined) locals.kept = { shows: ['board'] };
  const list = await turnPages(url, {
    ...{ room: 'guidance', query: chosen.query, lang: locals.lang },
    read: (place) => listGuidance(board(), { region, topic, q }, place),
  });
  return { chosen, ...list };
};
