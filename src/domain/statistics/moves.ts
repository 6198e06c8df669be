import { dayOf } from '../calendar.ts';
import { measuresOf } from '../measures.ts';
import { dueDay, duesOf, type Owing } from './open-dues.ts';

/** One number that moves: `on` is the due day of what is open, null for the month of the message. */
export interface Move {
  measure: string;
  on: string | null;
  n: number;
}

/** Where a message counts: at which office, in which month. */
export interface CountedAt extends Owing {
  officeId: number;
  publishedAt: Date | null;
  transferredAt: Date | null;
}

/** What moves at one office in one month; `month` is its first day. */
export interface MovesAt {
  officeId: number;
  month: string;
  moves: Move[];
}

/** How the numbers move when a message changes: at its office, or away from one and to another. */
export function movesBetween(before: CountedAt, after: CountedAt, now: Date): MovesAt[] {
  const away = { ...placeOf(before, now), moves: countsOf(before).map((move) => ({ ...move, n: -move.n })) };
  const here = { ...placeOf(after, now), moves: countsOf(after) };
  const same = away.officeId === here.officeId && away.month === here.month;
  const rows = same ? [{ ...here, moves: added([...away.moves, ...here.moves]) }] : [away, here];
  return rows.filter(({ moves }) => moves.length > 0);
}

/** Everything in which a message counts now. */
export function countsOf(m: Owing): Move[] {
  return added([
    ...measuresOf(m).map((measure) => ({ measure, on: null, n: 1 })),
    ...duesOf(m).map(({ measure, at }) => ({ measure, on: dueDay(at), n: 1 })),
  ]);
}

/** The first day of the month in which a message counts: that of its verdict. */
export function monthOf(at: Date): string {
  return `${dayOf(at).slice(0, 7)}-01`;
}

function placeOf({ officeId, publishedAt, transferredAt }: CountedAt, now: Date) {
  return { officeId, month: monthOf(publishedAt ?? transferredAt ?? now) };
}

function added(moves: readonly Move[]): Move[] {
  const sums = new Map<string, Move>();
  for (const { measure, on, n } of moves) {
    const key = `${measure} ${on}`;
    sums.set(key, { measure, on, n: (sums.get(key)?.n ?? 0) + n });
  }
  return [...sums.values()].filter(({ n }) => n !== 0);
}
