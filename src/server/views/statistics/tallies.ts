import { measures, type Measure } from '../../../domain/measures.ts';
import { type AnswerTimes, daysOfBucket } from '../../../domain/statistics/answer-days.ts';
import { monthsBetween } from '../../../domain/statistics/months-between.ts';
import type { OpenDue } from '../../../domain/statistics/open-dues.ts';
import type { Tally } from '../../../domain/statistics/rates.ts';
import type { Db } from '../../store/db.ts';
import { lateRows } from '../../store/late-numbers.ts';
import { numberRows, totalRows } from '../../store/rollups.ts';
import { toldMonths } from '../numbers.ts';

/** Everything counted of one thing, over all time. */
export interface TallyOverall extends Tally {
  times: AnswerTimes;
}
/** What is told of one month; `month` is its first day. */
export interface TallyOfMonth {
  month: string;
  counts: Record<Measure, number>;
}

/** One thing that is counted: a place, a post, or a topic with its sub-topics. */
export interface Counted {
  key: string;
  scopes: readonly string[];
}

/** The numbers of several things over all time, exact at this moment; each in the order asked for. */
export async function readTallies(db: Db, things: readonly Counted[], now: Date): Promise<TallyOverall[]> {
  const scopes = things.flatMap((thing) => thing.scopes);
  const [totals, late] = await Promise.all([totalRows(db, scopes), lateRows(db, scopes, now)]);
  const thingsOf = new Map<string, Mutable[]>();
  const tallies = things.map((thing) => {
    const tally: Mutable = { counts: noCounts(), late: { owed: 0, unmet: 0, unheard: 0 }, times: new Map() };
    for (const scope of thing.scopes) thingsOf.set(scope, [...(thingsOf.get(scope) ?? []), tally]);
    return tally;
  });
  for (const { scope, measure, n } of totals)
    for (const tally of thingsOf.get(scope) ?? []) add(tally, measure, n);
  for (const { scope, measure, n } of late)
    for (const tally of thingsOf.get(scope) ?? []) tally.late[measure] += n;
  return tallies;
}

/** What is told month by month. */
const monthly: readonly Measure[] = ['public', 'replied', 'private'];

/** Some numbers of one thing month by month, oldest first: every month from the first in which it has any to the last. */
export async function readMonths(db: Db, scopes: readonly string[]): Promise<TallyOfMonth[]> {
  const months = new Map<string, TallyOfMonth>();
  for (const { month, measure, n } of await numberRows(db, scopes, monthly)) {
    const of = months.get(month) ?? { month, counts: noCounts() };
    months.set(month, of);
    of.counts[measure as Measure] += n;
  }
  const told = toldMonths([...months.values()]);
  const byMonth = new Map(told.map((each) => [each.month, each]));
  return monthsBetween(told[0]?.month, told.at(-1)?.month).map(
    (month) => byMonth.get(month) ?? { month, counts: noCounts() },
  );
}

interface Mutable {
  counts: Record<Measure, number>;
  late: Record<OpenDue, number>;
  times: Map<number, number>;
}

function add(to: Pick<Mutable, 'counts' | 'times'>, measure: string, n: number): void {
  const days = daysOfBucket(measure);
  if (days !== undefined) to.times.set(days, (to.times.get(days) ?? 0) + n);
  else if ((measures as readonly string[]).includes(measure)) to.counts[measure as Measure] += n;
}

function noCounts(): Record<Measure, number> {
  return Object.fromEntries(measures.map((measure) => [measure, 0])) as Record<Measure, number>;
}
