import type { CalendarDays } from './calendar.ts';
import { dueFollowing, speaksAt } from './clocks.ts';

/** A running clock as the firing sees it. */
export interface RunningClock {
  what: string;
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** The last stage that it reached: 0 none, 1 half, 2 four fifths, 3 late. */
  stage: number;
  /** For how long it stood still so far: warnings count the time that was used. */
  idleMs: number;
  /** It stands still until then; null: it runs. */
  resumesAt: Date | null;
}

/** What a clock does to its message when it runs out, or when it resumes. */
export const effects = [
  'urge',
  'lapse',
  'close',
  'open-dossier',
  'dossier-late',
  'resume-due',
  'pass-extension-up',
  'urge-instruction',
  'fall-back',
] as const;
export type ClockEffect = (typeof effects)[number];

/** What becomes of a clock at one moment. */
export interface Firing {
  /** Stages reached since the last time, in order; several when nobody was there to listen. */
  stages: readonly number[];
  /** When it speaks next; null: never again. */
  nextAt: Date | null;
  /** Only the latest stage speaks, and only being late (or resuming) does something. */
  effect: ClockEffect | null;
}

const late = 3;

/** How far a clock has come by now. Warnings change nothing: colour and order on the desk come from the due time itself. */
export function firingOf(clock: RunningClock, now: Date): Firing {
  if (clock.resumesAt) {
    const over = clock.resumesAt <= now;
    return { stages: [], nextAt: over ? null : clock.resumesAt, effect: over ? 'resume-due' : null };
  }
  const times = timesOf(clock);
  const reached = times.filter((at) => at <= now).length;
  const stages = [1, 2, late].filter((stage) => stage > clock.stage && stage <= reached);
  return {
    stages,
    nextAt: times[Math.max(reached, clock.stage)] ?? null,
    effect: stages.includes(late) ? effectOf(clock) : null,
  };
}

/** Where a clock begins that goes on with another due time: warnings whose time has passed are not given again. */
export function goesOnAt(
  clock: Pick<RunningClock, 'startsAt' | 'dueAt' | 'idleMs'>,
  now: Date,
): { stage: number; nextAt: Date } {
  const times = timesOf(clock);
  const stage = Math.min(times.filter((at) => at <= now).length, late - 1);
  return { stage, nextAt: times[stage] ?? clock.dueAt };
}

/** When a message that is late is named in a circular: five working days after the dossier, which is due on the next one. */
export function namedAfter(dueAt: Date, calendar: CalendarDays): Date {
  return dueFollowing(dueAt, { workingDays: 1 + 5 }, calendar).at;
}

function timesOf({ startsAt, dueAt, idleMs }: Pick<RunningClock, 'startsAt' | 'dueAt' | 'idleMs'>) {
  return speaksAt(new Date(startsAt.getTime() + idleMs), dueAt);
}

// The review clock has the desk's queue, which is sorted by it; urging is for the promise to the citizen.
function effectOf({ what, promise }: RunningClock): ClockEffect | null {
  if (what === 'mend') return 'lapse';
  if (what === 'close') return 'close';
  if (what === 'lateness') return 'open-dossier';
  if (what === 'dossier') return 'dossier-late';
  if (what === 'extension') return 'pass-extension-up';
  if (what === 'instruction') return 'urge-instruction';
  if (what === 'rule') return 'fall-back';
  return promise ? 'urge' : null;
}
