import { clueStages } from '#domain/clues/clue.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clueList } from '#server/views/desk/clues/clue-list.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

const rows = 30;

/** The clues by their due time: where they stand, never what they say. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const stage = clueStages.find((each) => each === searchParams.get('stage')) ?? null;
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const at = now();
  return {
    ...(await clueList(board(), staff, { stage, limit: rows, offset }, at)),
    stage,
    offset,
    limit: rows,
    at,
  };
};
