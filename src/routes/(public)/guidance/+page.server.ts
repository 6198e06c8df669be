import { board } from '#server/views/board.ts';
import { listGuidance } from '#server/views/guidance.ts';
import { readFilter } from '../messages/list/read-filter.ts';
import type { PageServerLoad } from './$types.ts';
import { pageOrFirst, waysOn } from './ways-on.ts';

const pageSize = 20;

/** Answers that guide others, by place, topic and words. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const chosen = await readFilter(url.searchParams);
  const { region, topic } = chosen.filter;
  const q = chosen.search?.q;
  if (q === undefined) locals.kept = { shows: ['board'] };
  const found = await pageOrFirst(url, (after) =>
    listGuidance(board(), { region, topic, q }, { after, limit: pageSize }),
  );
  return { chosen, ...found, ...waysOn(url, found) };
};
