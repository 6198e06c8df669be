import { dayOf } from '#domain/calendar.ts';
import { fullDay } from '#ui/dates.ts';
import { countText } from '#ui/numbers.ts';
import type { Words } from '#ui/words/words.ts';
import type { Chosen } from './read-filter.ts';

/** A page of a list that does not go on for ever. */
export interface Limited {
  items: readonly { publishedAt: Date }[];
  /** Only the newest so many are put in order. */
  among: number | null;
  /** Only the newest so many were looked through. */
  looked: number | null;
  /** Pages can be turned no further, and there are more. */
  goesOn: boolean;
}

/** What a page says of how far its list goes. */
export interface ListLimits {
  notes: string[];
  /** The way on from where pages end. */
  goesOn: { text: string; href: string; action: string } | null;
}

interface Telling {
  chosen: Pick<Chosen, 'query' | 'search'>;
  w: Pick<Words, 'finding' | 'lang'>;
  to(query: Record<string, string>): string;
}

/** Puts in words how far a list goes. */
export function limitsOf({ items, among, looked, goesOn }: Limited, { chosen, w, to }: Telling): ListLimits {
  const notes = [
    ...(among === null ? [] : [w.finding.among(countText(among))]),
    ...(looked === null ? [] : [w.finding.looked(countText(looked))]),
  ];
  const last = items.at(-1);
  if (!goesOn || !last) return { notes, goesOn: null };
  const { sort, ...rest } = chosen.query;
  const way =
    sort === 'time'
      ? {
          href: to({ ...chosen.query, to: dayOf(last.publishedAt) }),
          action: w.finding.earlier(fullDay(last.publishedAt, w.lang)),
        }
      : { href: to(chosen.search ? { ...rest, sort: 'time' } : rest), action: w.finding.allByTime };
  return { notes, goesOn: { text: w.finding.pagesEnd, ...way } };
}
