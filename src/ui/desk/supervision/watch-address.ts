/** The parts of an address of supervision that stay while one moves about. */
export interface WatchQuery {
  office?: number | undefined;
  filter: { topic?: number | undefined; kind?: string | undefined; urgency?: string | undefined };
  mark?: string | undefined;
  place?: string | undefined;
  unit?: number | undefined;
}

/** An address of supervision with its question part: /desk/supervision/messages?mark=late. */
export function watchAddress(
  path: '' | '/messages' | '/dossiers',
  { office, filter, mark, place, unit }: WatchQuery,
  more: Record<string, string | number | undefined> = {},
): string {
  const query = new URLSearchParams();
  const all = { office, ...filter, mark, place, unit, ...more };
  for (const [name, value] of Object.entries(all))
    if (value !== undefined && value !== '' && value !== 0) query.set(name, String(value));
  const text = query.toString();
  return `/desk/supervision${path}${text && `?${text}`}`;
}
