import type { Words } from '#ui/words/words.ts';
import type { Chosen } from './read-filter.ts';

/** The orders in which a list, or what a search found, can be had: each as a link, the one it is in marked. */
export function sortLinks(
  { search, bySupporters, query }: Pick<Chosen, 'search' | 'bySupporters' | 'query'>,
  { finding: w }: Pick<Words, 'finding'>,
  to: (query: Record<string, string>) => string,
): { href: string; text: string; current: boolean }[] {
  const { sort: _, ...rest } = query;
  const current = search?.sort ?? (bySupporters ? 'supporters' : 'time');
  const usual = search ? 'relevance' : 'time';
  const orders = search ? (['relevance', 'time', 'supporters'] as const) : (['time', 'supporters'] as const);
  const names = { relevance: w.byRelevance, time: w.byTime, supporters: w.bySupporters };
  return orders.map((sort) => ({
    href: to(sort === usual ? rest : { ...rest, sort }),
    text: names[sort],
    current: sort === current,
  }));
}
