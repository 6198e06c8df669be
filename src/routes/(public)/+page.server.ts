import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { newestAnswered } from '#server/views/home.ts';
import { listMessages } from '#server/views/list-messages.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { words } from '#ui/words/words.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { figuresOf } from './figures.ts';
import { placeNumbers, tilesOf } from './place-numbers.ts';
import { country } from './statistics/behind-links.ts';

const answeredShown = 4;
const newestShown = 5;

/** The front page: the vow, the numbers of this moment, the newest answers and messages, the provinces. */
export const load: PageServerLoad = async ({ locals, url }) => {
  locals.kept = { shows: ['board'] };
  const db = board();
  const [numbers, answered, newest, provinces] = await Promise.all([
    readNumbers(db, ['all']),
    newestAnswered(db, answeredShown),
    listMessages(db, {}, { limit: newestShown }),
    placeNumbers(null),
  ]);
  const figures = figuresOf(numbers.get('all'), {
    ...{ w: words(locals.lang), now: now(), of: country },
  });
  return unsent({
    figures,
    answered,
    newest: newest.items,
    provinces,
    tiles: tilesOf(provinces),
    signedOut: url.searchParams.has('signed-out'),
  });
};
