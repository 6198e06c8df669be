import { board } from '#server/views/board.ts';
import { reviewDesk } from '#server/views/desk/review-desk.ts';
import { nextFree, pathOf, placeQuery } from '#ui/desk/review/queue-address.ts';
import type { Staff } from '../admit.ts';
import { placeOf } from './place.ts';

/** Where a reviewer goes on after this one: the next that nobody works on, or the queue. Asked before the verdict, while this one still has its place. */
export async function nextAddress(
  of: { url: URL; path: string; flash?: Record<string, string> },
  staff: Staff,
  now: Date,
): Promise<string> {
  const place = placeOf(of.url);
  const { items } = await reviewDesk(board(), staff, place, now);
  const next = nextFree(items, of.path, staff.name);
  return (next ? pathOf(next) : '/desk/review') + placeQuery(place, of.flash);
}
