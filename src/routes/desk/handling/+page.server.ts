import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** The office's desk with no case open. */
export const load: PageServerLoad = (event) => {
  admit(event);
};
