/** The address of an act on this page that keeps the place in the queue: ?/accept&tab=late. */
export function actAddress(url: { searchParams: Iterable<[string, string]> }, act: string): string {
  const kept = [...url.searchParams].filter(([name]) => ['tab', 'order', 'offset', 'q'].includes(name));
  const rest = new URLSearchParams(kept).toString();
  return `?/${act}${rest && `&${rest}`}`;
}
