import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** The review desk with no case open. */
export const load: PageServerLoad = (event) => {
  admit(event);
  const done = event.url.searchParams.get('done');
  return { done: done === 'public' || done === 'private' || done === 'rejected' ? done : null };
};
