import { reviewOrders, reviewTabs, type ReviewAsk } from '#server/views/desk/review-desk.ts';

/** How many rows of the queue stand on one page. */
export const queueRows = 50;

/** The place in the queue that an address names; what it does not know becomes the beginning. */
export function placeOf({ searchParams }: URL): ReviewAsk {
  const [tab, order, offset] = ['tab', 'order', 'offset'].map((name) => searchParams.get(name));
  return {
    tab: reviewTabs.find((each) => each === tab) ?? 'all',
    order: reviewOrders.find((each) => each === order) ?? 'due',
    offset: /^\d{1,6}$/.test(offset ?? '') ? Number(offset) : 0,
    limit: queueRows,
  };
}

const deeds = ['public', 'private', 'rejected', 'handed-on'] as const;

/** What was just done and has taken effect: a verdict on words, or a returned message handed on. */
export type Done = (typeof deeds)[number];

/** What was just done, as the address of the next page says. */
export function doneIn({ searchParams }: URL): Done | null {
  return deeds.find((each) => each === searchParams.get('done')) ?? null;
}
