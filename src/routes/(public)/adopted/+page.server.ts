import { listAdopted } from '#server/views/adopted.ts';
import { board } from '#server/views/board.ts';
import { readMarks } from '../guidance/read-marks.ts';
import { turnPages } from '../guidance/ways-on.ts';
import type { PageServerLoad } from './$types.ts';

/** Suggestions that became measures, by place and topic. */
export const load: PageServerLoad = async ({ url, locals }) => {
  locals.kept = { shows: ['board'] };
  const chosen = await readMarks(url.searchParams, { withWords: false });
  const { region, topic } = chosen.filter;
  const list = await turnPages(url, {
    ...{ room: 'adopted', query: chosen.query, lang: locals.lang },
    read: (place) => listAdopted(board(), { region, topic }, place),
  });
  return { chosen, ...list };
};
