import { isRefusal } from '#domain/refusal.ts';

/** A page of a list as its view gives it. */
interface Found<T> {
  items: T[];
  next: string | null;
  total: number;
}

/** The page that the address asks for; where its place is not valid, the first one. */
export async function pageOrFirst<T>(
  url: URL,
  read: (after: string | undefined) => Promise<Found<T>>,
): Promise<Found<T> & { wrongPage: boolean }> {
  try {
    return { ...(await read(url.searchParams.get('after') ?? undefined)), wrongPage: false };
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'wrong-cursor') throw error;
    return { ...(await read(undefined)), wrongPage: true };
  }
}

/** The addresses of the pages before and after, with the filters that were chosen. */
export function waysOn(url: URL, { next, wrongPage }: { next: string | null; wrongPage: boolean }) {
  const query = new URLSearchParams(url.searchParams);
  query.delete('after');
  const bare = query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
  if (next) query.set('after', next);
  return {
    path: url.pathname,
    older: next ? `${url.pathname}?${query}` : undefined,
    newer: url.searchParams.has('after') && !wrongPage ? bare : undefined,
  };
}
