import { Refusal } from '../../domain/refusal.ts';

/** A page of a short list that comes whole; `next` names the last item of the page. */
export function sliceAfter<T extends { id: number }>(
  all: readonly T[],
  after: string | undefined,
  limit: number,
): { items: T[]; next: string | null } {
  const from = after === undefined ? 0 : placeAfter(all, after);
  const items = all.slice(from, from + limit);
  const last = items.at(-1);
  const isMore = from + limit < all.length;
  return { items, next: isMore && last ? Buffer.from(String(last.id)).toString('base64url') : null };
}

function placeAfter(all: readonly { id: number }[], cursor: string): number {
  const id = Buffer.from(cursor, 'base64url').toString();
  const at = all.findIndex((each) => String(each.id) === id);
  if (at < 0) throw new Refusal('wrong-cursor');
  return at + 1;
}
