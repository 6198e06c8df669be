import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { words } from '#ui/words/words.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { figuresOf } from '../figures.ts';
import { placeNumbers, tilesOf } from '../place-numbers.ts';
import { country } from '../statistics/behind-links.ts';

/** The country and its provinces in numbers. */
export const load: PageServerLoad = async ({ locals }) => {
  locals.kept = { shows: ['board'] };
  const [numbers, provinces] = await Promise.all([readNumbers(board(), ['all']), placeNumbers(null)]);
  const figures = figuresOf(numbers.get('all'), { w: words(locals.lang), now: now(), of: country });
  return unsent({ figures, provinces, tiles: tilesOf(provinces) });
};
