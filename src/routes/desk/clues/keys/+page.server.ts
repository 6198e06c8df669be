import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { keyRoom } from '#server/views/desk/clues/key-room.ts';
import { admit } from '../../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** The keys of the group as one examiner holds them, wrapped; everything that is done with them is done in the browser. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  return { ...(await keyRoom(board(), staff, at)), at, myId: staff.staffId };
};
