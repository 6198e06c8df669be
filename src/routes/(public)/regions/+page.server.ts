import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { words } from '#ui/words/words.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { figuresOf } from '../figures.ts';
import { placeNumbers } from '../place-numbers.ts';

/** The country and its provinces in numbers. */
export const load: PageServerLoad = async ({ locals }) => {
  locals.kept = { shows: ['board'] };
  const [numbers, provinces] = await Promise.all([readNumbers(board(), ['all']), placeNumbers(null)]);
  return unsent({ figures: figuresOf(numbers.get('all'), words(locals.lang), now()), provinces });
};
