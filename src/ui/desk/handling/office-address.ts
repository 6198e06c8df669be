/** What the queue of an office may be cut down to, as it stands in an address. */
export interface QueueCut {
  kind?: string | undefined;
  topic?: number | undefined;
  urgency?: string | undefined;
  region?: string | undefined;
  due?: string | undefined;
  watched?: boolean | undefined;
  mine?: boolean | undefined;
  text?: string | undefined;
}

/** The names under which an address holds a cut. */
export const cutNames = ['kind', 'topic', 'urgency', 'region', 'due', 'watched', 'mine', 'q'] as const;

/** The question part of an address that keeps the place in the office's queue. */
export function officeQuery(
  { tab, offset, filter = {} }: { tab: string; offset: number; filter?: QueueCut },
  more: Record<string, string> = {},
): string {
  const kept = new URLSearchParams();
  if (tab !== 'all') kept.set('tab', tab);
  for (const [name, value] of Object.entries(cutQuery(filter))) kept.set(name, value);
  if (offset > 0) kept.set('offset', String(offset));
  for (const [name, value] of Object.entries(more)) kept.set(name, value);
  const query = kept.toString();
  return query && `?${query}`;
}

/** A cut as the parts of an address. */
export function cutQuery({ text, ...cut }: QueueCut): Record<string, string> {
  const all = Object.entries({ ...cut, q: text });
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined || value === false ? [] : [[name, String(value)]])),
  );
}
