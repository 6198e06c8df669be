import { Refusal } from '../../../domain/refusal.ts';

/** A place in what a search found: so many after the newest that was there when it began. */
export interface SearchPlace {
  until: Date;
  skip: number;
}

/** The place as it travels in addresses and answers; opaque to those who carry it. */
function writeSearchCursor({ until, skip }: SearchPlace): string {
  return Buffer.from(`${until.getTime()}+${skip}`).toString('base64url');
}

/** Reads a place back; refuses one that this house did not write. */
export function readSearchCursor(text: string): SearchPlace {
  const [, until, skip] = /^(\d{1,15})\+(\d{1,4})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (until === undefined || skip === undefined) throw new Refusal('wrong-cursor');
  return { until: new Date(Number(until)), skip: Number(skip) };
}

/** Nobody counts further; of what stands by its time, pages can be turned as far. */
export const mostCounted = 10_000;

/** As many are put in order at most; further one cannot turn their pages. */
export const mostOrdered = 2000;

/** A page of what was put in order, and how far pages can be turned. */
interface Turning {
  limit: number;
  isMore: boolean;
  reach: number;
}

/** The ways on and back from a page of what is put in order; null where there is none. */
export function turnsFrom(
  { until, skip }: { until: Date | null; skip: number },
  { limit, isMore, reach }: Turning,
): { next: string | null; previous: string | null } {
  const at = (n: number): string | null => until && writeSearchCursor({ until, skip: n });
  return {
    next: isMore && skip + limit < reach ? at(skip + limit) : null,
    previous: skip > 0 ? at(Math.max(0, skip - limit)) : null,
  };
}
