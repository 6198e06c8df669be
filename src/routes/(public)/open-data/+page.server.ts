import { board } from '#server/views/board.ts';
import { openFiles } from '#server/views/open-data.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

/** The files of the public data, month by month, with what their fields are and under which licence they come. */
export const load: PageServerLoad = async ({ url, locals }) => {
  locals.kept = { shows: ['board'] };
  return unsent({ made: await openFiles(board()), address: `${url.origin}/open-data` });
};
