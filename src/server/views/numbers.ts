import { type Measure, measures } from '../../domain/measures.ts';
import type { Db } from '../store/db.ts';
import { numberRows, totalRows } from '../store/rollups.ts';

/** How many messages count in each measure. */
export type Counts = Record<Measure, number>;

/** The numbers of one scope, over all time and by month. */
export interface Numbers {
  total: Counts;
  /** Oldest first; `month` is its first day, as in 2026-11-01. Months in which nothing counts are left out. */
  months: { month: string; counts: Counts }[];
}

/**
 * The numbers of some scopes ('all', 'province:510000', 'city:510100', 'region:510104', 'post:7', 'topic:12', 'office:3', 'kind:help'),
 * exact at this moment. Every scope asked for is in the answer. 'private' counts in 'all' only.
 */
export async function readNumbers(db: Db, scopes: readonly string[]): Promise<Map<string, Numbers>> {
  const numbers = new Map(
    scopes.map((scope): [string, Numbers] => [scope, { total: noCounts(), months: [] }]),
  );
  const months = new Map<string, Counts>();
  for (const { scope, month, measure, n } of await numberRows(db, scopes, measures)) {
    const of = numbers.get(scope);
    if (!of || !isMeasure(measure)) continue;
    of.total[measure] += n;
    const key = `${scope} ${month}`;
    let counts = months.get(key);
    if (!counts) {
      counts = noCounts();
      months.set(key, counts);
      of.months.push({ month, counts });
    }
    counts[measure] += n;
  }
  for (const of of numbers.values()) of.months = toldMonths(of.months);
  return numbers;
}

/** The same numbers over all time alone, for tables of places and the tabs of lists. */
export async function readTotals(db: Db, scopes: readonly string[]): Promise<Map<string, Counts>> {
  const totals = new Map(scopes.map((scope): [string, Counts] => [scope, noCounts()]));
  for (const { scope, measure, n } of await totalRows(db, scopes, measures)) {
    const of = totals.get(scope);
    if (of && isMeasure(measure)) of[measure] += n;
  }
  return totals;
}

/** The months in which something counts, oldest first. */
export function toldMonths<Month extends { month: string; counts: Counts }>(
  months: readonly Month[],
): Month[] {
  return months
    .filter(({ counts }) => Object.values(counts).some((n) => n !== 0))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

function noCounts(): Counts {
  return Object.fromEntries(measures.map((measure) => [measure, 0])) as Counts;
}

function isMeasure(text: string): text is Measure {
  return (measures as readonly string[]).includes(text);
}
