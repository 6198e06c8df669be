import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

/** Words alone: nothing that moves on the board changes this page. */
export const load: PageServerLoad = ({ locals }) => {
  locals.kept = { shows: [] };
  return unsent({});
};
