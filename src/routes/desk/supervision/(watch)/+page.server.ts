import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { topics } from '#server/views/topics.ts';
import { wall } from '#server/views/desk/supervision/wall.ts';
import { admit } from '../../admit.ts';
import { watchPlace } from '../watch-place.ts';
import type { PageServerLoad } from './$types.ts';

/** The wall of the office from which this person watches. */
export const load: PageServerLoad = async (event) => {
  event.depends('desk:wall');
  const staff = admit(event);
  const at = now();
  const place = watchPlace(event.url);
  const [seen, all] = await Promise.all([wall(board(), staff, place, at), topics(board())]);
  return { wall: seen, place, topics: all.map(({ id, name, nameEn }) => ({ id, name, nameEn })), at };
};
