import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';
import { doneIn } from './place.ts';

/** The review desk with no case open. */
export const load: PageServerLoad = (event) => {
  admit(event);
  return { done: doneIn(event.url) };
};
