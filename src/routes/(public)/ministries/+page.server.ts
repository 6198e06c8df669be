import { board } from '#server/views/board.ts';
import { leadersOfMinistries } from '#server/views/leaders.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

/** The ministries that take suggestions. */
export const load: PageServerLoad = async ({ locals }) => {
  locals.kept = { shows: ['board'] };
  return unsent({ ministries: await leadersOfMinistries(board()) });
};
