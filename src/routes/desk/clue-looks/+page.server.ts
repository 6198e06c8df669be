import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clueLooks } from '#server/views/desk/clues/access-log.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

const rows = 50;

/** Who looked at which clue and when, for the auditor; nothing of what they say. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const asked = event.url.searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  return { ...(await clueLooks(board(), staff, { limit: rows, offset })), offset, limit: rows, at: now() };
};
