import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { listBans } from '#server/views/desk/bans.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** Bans that wait for a second or third reviewer, and those that stand. */
export const load: PageServerLoad = async (event) => {
  const at = now();
  return { bans: await listBans(board(), admit(event), at), at };
};
