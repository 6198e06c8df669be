/** The question part of an address that keeps the place in the office's queue. */
export function officeQuery(
  { tab, offset }: { tab: string; offset: number },
  more: Record<string, string> = {},
): string {
  const kept = new URLSearchParams();
  if (tab !== 'all') kept.set('tab', tab);
  if (offset > 0) kept.set('offset', String(offset));
  for (const [name, value] of Object.entries(more)) kept.set(name, value);
  const query = kept.toString();
  return query && `?${query}`;
}
