import { redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { officeQueue, type QueuedAtOffice } from '#server/views/desk/office-queue.ts';
import { queueRegions } from '#server/views/desk/queue-regions.ts';
import { savedFilters } from '#server/views/desk/saved-filters.ts';
import { knownTopics } from '#server/views/topics.ts';
import { officeQuery } from '#ui/desk/handling/office-address.ts';
import { admit, lostSession } from '../admit.ts';
import type { LayoutServerLoad } from './$types.ts';
import { officePlace, queueRows } from './place.ts';

// A unit works against its order; whoever answers, against the promise.
function clockOf(item: QueuedAtOffice, read: Awaited<ReturnType<typeof clockReader>>) {
  const { order, dueAt, startsAt, pausedUntil } = item;
  if (order) return read({ startsAt: order.startsAt, dueAt: order.dueAt });
  return dueAt && read({ startsAt, dueAt, what: item.next, pausedUntil });
}

/** What the office answers for, beside every case. */
export const load: LayoutServerLoad = async (event) => {
  event.depends('desk:queue');
  if (lostSession(event)) return { queue: null };
  const staff = admit(event);
  const at = now();
  const place = officePlace(event.url);
  const [{ items, counts }, read, filters, topics, regions] = await Promise.all([
    officeQueue(board(), staff, { ...place, limit: queueRows }, at),
    clockReader(at),
    savedFilters(board(), staff),
    knownTopics(board()),
    queueRegions(board(), staff),
  ]);
  // A page of the queue that was worked off.
  if (place.offset > 0 && items.length === 0)
    redirect(303, event.url.pathname + officeQuery({ ...place, offset: 0 }));
  const rows = items.map((item) => ({
    code: item.code,
    title: item.title,
    kind: item.kind,
    urgency: item.urgency,
    state: item.state,
    next: item.next,
    region: item.region?.name ?? null,
    leader: item.leader.name,
    draftWaits: item.draftWaits,
    inCharge: item.inCharge,
    supporters: item.supporters,
    order: item.order,
    clock: clockOf(item, read),
  }));
  // The path is named so that every step through the queue reads it anew.
  return {
    queue: { filters, topics, regions, rows, counts, place, limit: queueRows, at, path: event.url.pathname },
  };
};
