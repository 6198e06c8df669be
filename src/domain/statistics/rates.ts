import { wilson } from '../wilson.ts';
import type { Measure } from '../measures.ts';
import type { OpenDue } from './open-dues.ts';

/** What is counted of one place, post or topic: its measures, and what is past its due time now. */
export interface Tally {
  counts: Readonly<Record<Measure, number>>;
  late: Readonly<Record<OpenDue, number>>;
}

/** The rates of the public numbers, in the order in which they are shown. */
export const rateNames = ['reply', 'on-time', 'response', 'solution', 'satisfaction'] as const;
export type RateName = (typeof rateNames)[number];

/** How many of how many. */
export interface Share {
  part: number;
  ground: number;
}

/** One rate as its part and its ground. What is due is what was done, in time or late, and what is open past its time. */
export function shareOf(name: RateName, { counts, late }: Tally): Share {
  switch (name) {
    case 'reply':
      return { part: counts.replied, ground: counts.public };
    case 'on-time':
      return { part: counts['on-time'], ground: counts.promised + late.unmet };
    case 'response':
      return { part: counts['heard-in-time'], ground: counts.heard + late.unheard };
    case 'solution':
      return { part: counts.settled, ground: counts.asked };
    case 'satisfaction':
      return { part: counts.satisfied, ground: counts.rated };
  }
}

/** A place in a ranking needs this many behind it. */
export const rankedFrom = 30;

/** Rows in the order of the lower bound of their share (Wilson, 95 %), those with enough behind it; equal bounds share a place. */
export function rankedBy<Row>(
  rows: readonly Row[],
  share: (row: Row) => Share | null,
): { row: Row; place: number; share: Share; low: number; high: number }[] {
  const bounded = rows.flatMap((row) => {
    const of = share(row);
    return of && of.ground >= rankedFrom ? [{ row, share: of, ...wilson(of.part, of.ground) }] : [];
  });
  const sorted = bounded.sort((a, b) => b.low - a.low);
  let place = 0;
  return sorted.map((each, i) => {
    if (i === 0 || sorted[i - 1]?.low !== each.low) place = i + 1;
    return { ...each, place };
  });
}
