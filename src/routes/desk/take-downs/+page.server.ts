import { redirect } from '@sveltejs/kit';
import { holds } from '#domain/actor.ts';
import { readPublicCode } from '#domain/public-code.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { openTakeDowns } from '#server/views/desk/take-downs.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** What waits for a second reviewer, and the way to a message by its number. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const open = await openTakeDowns(board(), staff);
  const typed = event.url.searchParams.get('q')?.trim() ?? '';
  const code = typed && readPublicCode(typed);
  if (code) redirect(303, `/desk/take-downs/${code}`);
  return { open, at: now(), typed, handsOver: holds(staff, 'operator') };
};
