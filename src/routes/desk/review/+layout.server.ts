import { redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { pendingVerdicts } from '#server/views/desk/pending-verdicts.ts';
import { reviewDesk } from '#server/views/desk/review-desk.ts';
import { placeQuery } from '#ui/desk/review/queue-address.ts';
import { admit, lostSession } from '../admit.ts';
import type { LayoutServerLoad } from './$types.ts';
import { placeOf } from './place.ts';

/** The review queue beside every case, and the verdicts that can still be taken back. */
export const load: LayoutServerLoad = async (event) => {
  event.depends('desk:queue');
  if (lostSession(event)) return { queue: null };
  const staff = admit(event);
  const at = now();
  const place = placeOf(event.url);
  const [desk, pending, read] = await Promise.all([
    reviewDesk(board(), staff, place, at),
    pendingVerdicts(board(), staff, at),
    clockReader(at),
  ]);
  // A page of the queue that was worked off.
  if (place.offset > 0 && desk.items.length === 0)
    redirect(303, event.url.pathname + placeQuery({ ...place, offset: 0 }));
  const items = desk.items.map((item) => ({
    ...item,
    clock: item.dueAt ? read({ startsAt: item.at, dueAt: item.dueAt }) : null,
  }));
  // The path is named so that every step through the queue reads it anew.
  return { queue: { items, counts: desk.counts, place, pending, at, path: event.url.pathname } };
};
