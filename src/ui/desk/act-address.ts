import { cutNames } from './handling/office-address.ts';

const keeping: readonly string[] = ['tab', 'order', 'offset', ...cutNames];

/** The address of an act on this page that keeps the place in the queue: ?/accept&tab=late. */
export function actAddress(url: { searchParams: Iterable<[string, string]> }, act: string): string {
  const kept = [...url.searchParams].filter(([name]) => keeping.includes(name));
  const rest = new URLSearchParams(kept).toString();
  return `?/${act}${rest && `&${rest}`}`;
}
