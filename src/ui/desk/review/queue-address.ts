/** Which cut of the review queue, in which order, from which row on. */
export interface QueuePlace {
  tab: string;
  order: string;
  offset: number;
}

/** What tells one queued thing from another. */
export interface QueuedThing {
  what: 'message' | 'returned' | 'follow-up' | 'rating';
  id: number | null;
  code: string;
}

/** The question part of an address that keeps the place in the queue; empty for the queue as it begins. */
export function placeQuery({ tab, order, offset }: QueuePlace, more: Record<string, string> = {}): string {
  const kept = new URLSearchParams();
  if (tab !== 'all') kept.set('tab', tab);
  if (order !== 'due') kept.set('order', order);
  if (offset > 0) kept.set('offset', String(offset));
  for (const [name, value] of Object.entries(more)) kept.set(name, value);
  const query = kept.toString();
  return query && `?${query}`;
}

/** The path of one queued thing. */
export function pathOf({ what, id, code }: QueuedThing): string {
  return what === 'message' || what === 'returned'
    ? `/desk/review/${code}`
    : `/desk/review/${code}/${what}/${id}`;
}

/** The next thing in the queue that nobody else works on, from the current one on and around; undefined when there is none. */
export function nextFree<T extends QueuedThing & { lockedBy: string | null }>(
  items: readonly T[],
  currentPath: string,
  me: string,
): T | undefined {
  const at = items.findIndex((item) => pathOf(item) === currentPath);
  const around = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return around.find((item) => item.lockedBy === null || item.lockedBy === me);
}
