import { answersIn, percentileDays } from '../../../domain/statistics/answer-days.ts';
import { daySteps } from '../../../domain/statistics/day-steps.ts';
import { shownCounts, shownShare, shownShares } from '../../../domain/statistics/hidden-cells.ts';
import { type RateName, rateNames, type Share, shareOf } from '../../../domain/statistics/rates.ts';
import { isHidden } from '../../../domain/circular/unit-figures.ts';
import type { Db } from '../../store/db.ts';
import { type Named, partsOf } from './parts-of.ts';
import type { Subject, SubjectKind } from './subject.ts';
import { type Counted, readMonths, readTallies, type TallyOfMonth, type TallyOverall } from './tallies.ts';

/** The figures of one row; null: hidden, because fewer than five stand behind it or would be told by it. */
export interface Figures {
  published: number | null;
  replied: number | null;
  /** Open and past its promise now. */
  late: number | null;
  rates: Record<RateName, Share | null>;
  /** Working days within which half, and nine tenths, of the first answers came; 31 means 31–60, 61 more. */
  median: number | null;
  ninetieth: number | null;
  /** How many first answers stand behind the days. */
  timed: number | null;
}

/** One row of a table of things. */
export interface ReportRow extends Figures {
  id: string;
  name: string;
  nameEn: string;
}

/** One table: its things as parts of the whole. */
export interface ReportTable {
  of: SubjectKind;
  rows: ReportRow[];
}

/** One month, by its first day. */
export interface ReportMonth {
  month: string;
  published: number | null;
  replied: number | null;
  reply: Share | null;
  /** Kept private: the country alone has this number. */
  private?: number | null;
}

/** What the statistics of one thing say. */
export interface Report {
  subject: Subject;
  whole: Figures & { received: number | null; adopted: number | null; private: number | null };
  /** First answers by working days; hidden ones left out. */
  days: { within: number; share: Share | null }[];
  /** Every month from the first with anything to the last, oldest first. */
  months: ReportMonth[];
  tables: ReportTable[];
}

/** The statistics of one thing, exact at this moment, with what may not be told taken out. */
export async function readReport(db: Db, subject: Subject, now: Date): Promise<Report> {
  const groups = await partsOf(db, subject);
  const things: Counted[] = [
    { key: '', scopes: subject.scopes },
    ...groups.flatMap(({ things: all }) => all),
  ];
  const [months, [whole, ...rest]] = await Promise.all([
    readMonths(db, subject.scopes),
    readTallies(db, things, now),
  ]);
  if (!whole) throw new Error('Nothing was counted.');
  let from = 0;
  const tables = groups.map(({ of, things: all }) => {
    const tallies = rest.slice(from, (from += all.length));
    const rows = rowsOf(all, tallies);
    // Many offices of a place never answer for a message themselves.
    return { of, rows: of === 'offices' ? rows.filter(({ published }) => published !== 0) : rows };
  });
  return {
    subject,
    whole: { ...figuresOf(whole), ...beside(whole) },
    days: daysOf(whole),
    months: monthsOf(months, subject),
    tables,
  };
}

/** The rows of a table: every column is hidden against its own sum. */
function rowsOf(things: readonly Named[], tallies: readonly TallyOverall[]): ReportRow[] {
  const count = (of: (t: TallyOverall) => number) => shownCounts(tallies.map(of));
  const [published, replied, late, timed] = [
    count((t) => t.counts.public),
    count((t) => t.counts.replied),
    count((t) => t.late.owed),
    count((t) => answersIn(t.times)),
  ];
  const rates = Object.fromEntries(
    rateNames.map((name) => [name, shownShares(tallies.map((t) => shareOf(name, t)))]),
  );
  return things.map(({ key, name, nameEn }, i) => ({
    ...{ id: key, name, nameEn },
    ...{ published: published[i] ?? null, replied: replied[i] ?? null, late: late[i] ?? null },
    rates: Object.fromEntries(rateNames.map((rate) => [rate, rates[rate]?.[i] ?? null])) as Figures['rates'],
    ...timesOf(tallies[i]?.times, timed[i] ?? null),
  }));
}

function figuresOf(tally: TallyOverall): Figures {
  return {
    ...{ published: alone(tally.counts.public), replied: alone(tally.counts.replied) },
    late: alone(tally.late.owed),
    rates: Object.fromEntries(
      rateNames.map((name) => [name, shownShare(shareOf(name, tally))]),
    ) as Figures['rates'],
    ...timesOf(tally.times, alone(answersIn(tally.times))),
  };
}

function beside({ counts }: TallyOverall) {
  return {
    received: alone(counts.received),
    adopted: alone(counts.adopted),
    private: alone(counts.private),
  };
}

function timesOf(times: TallyOverall['times'] | undefined, timed: number | null) {
  const some = times !== undefined && timed !== null && timed > 0;
  return {
    median: some ? percentileDays(times, 0.5) : null,
    ninetieth: some ? percentileDays(times, 0.9) : null,
    timed,
  };
}

// Cumulated steps differ by single answers: a step is shown only where what it adds may be told.
function daysOf({ times }: TallyOverall): Report['days'] {
  const all = answersIn(times);
  const within = daySteps.map((days) =>
    [...times].reduce((n, [took, some]) => (took <= days ? n + some : n), 0),
  );
  const added = shownCounts([...within.map((n, i) => n - (within[i - 1] ?? 0)), all - (within.at(-1) ?? 0)]);
  return daySteps.map((days, i) => ({
    within: days,
    share:
      isHidden(all) || all === 0 || added[i] === null || added[i + 1] === null
        ? null
        : { part: within[i] ?? 0, ground: all },
  }));
}

function monthsOf(months: readonly TallyOfMonth[], { of }: Subject): ReportMonth[] {
  const late = { owed: 0, unmet: 0, unheard: 0 };
  const [published, replied, kept] = (['public', 'replied', 'private'] as const).map((measure) =>
    shownCounts(months.map(({ counts }) => counts[measure])),
  );
  const reply = shownShares(months.map(({ counts }) => shareOf('reply', { counts, late })));
  return months.map(({ month }, i) => ({
    ...{ month, published: published?.[i] ?? null, replied: replied?.[i] ?? null, reply: reply[i] ?? null },
    ...(of === 'all' && { private: kept?.[i] ?? null }),
  }));
}

function alone(n: number): number | null {
  return isHidden(n) ? null : n;
}
