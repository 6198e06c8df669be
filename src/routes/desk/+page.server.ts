import { redirect } from '@sveltejs/kit';
import { roomsFor } from '#ui/desk/rooms.ts';
import { words } from '#ui/words/words.ts';
import type { PageServerLoad } from './$types.ts';
import { admit } from './admit.ts';

/** The desk's own address leads to the first room that one may enter. */
export const load: PageServerLoad = (event) => {
  const { duties } = admit(event);
  const [first] = roomsFor(
    duties.map((duty) => duty.role),
    words(event.locals.lang),
  );
  if (first) redirect(303, first.href);
};
