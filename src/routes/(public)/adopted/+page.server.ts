import { listAdopted } from '#server/views/adopted.ts';
import { board } from '#server/views/board.ts';
import { pageOrFirst, waysOn } from '../guidance/ways-on.ts';
import { readFilter } from '../messages/list/read-filter.ts';
import type { PageServerLoad } from './$types.ts';

const pageSize = 20;

/** Suggestions that became measures, by place and topic. */
export const load: PageServerLoad = async ({ url, locals }) => {
  locals.kept = { shows: ['board'] };
  const chosen = await readFilter(url.searchParams);
  const { region, topic } = chosen.filter;
  const found = await pageOrFirst(url, (after) =>
    listAdopted(board(), { region, topic }, { after, limit: pageSize }),
  );
  return { chosen, ...found, ...waysOn(url, found) };
};
