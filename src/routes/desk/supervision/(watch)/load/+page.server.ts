import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { loads } from '#server/views/desk/supervision/load.ts';
import { admit } from '../../../admit.ts';
import { watchPlace } from '../../watch-place.ts';
import type { PageServerLoad } from './$types.ts';

/** Who has how much. */
export const load: PageServerLoad = async (event) => {
  event.depends('desk:wall');
  const staff = admit(event);
  const at = now();
  return { loads: await loads(board(), staff, watchPlace(event.url).office, at), at };
};
