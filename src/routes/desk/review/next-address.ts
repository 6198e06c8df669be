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
  const free = async (offset: number) => {
    const { items } = await reviewDesk(board(), staff, { ...place, offset }, now);
    return nextFree(items, of.path, staff.name);
  };
  const here = await free(place.offset);
  if (here || place.offset === 0) return (here ? pathOf(here) : '/desk/review') + placeQuery(place, of.flash);
  // This page of the queue is done: on with its beginning.
  const first = await free(0);
  return (first ? pathOf(first) : '/desk/review') + placeQuery({ ...place, offset: 0 }, of.flash);
}
