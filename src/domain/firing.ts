import { speaksAt } from './clocks.ts';

/** A running clock as the firing sees it. */
export interface RunningClock {
  what: string;
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** The last stage that it reached: 0 none, 1 half, 2 four fifths, 3 late. */
  stage: number;
}

/** What a clock does to its message when it runs out. */
export const effects = ['urge', 'lapse', 'close', 'open-dossier', 'dossier-late'] as const;
export type ClockEffect = (typeof effects)[number];

/** What becomes of a clock at one moment. */
export interface Firing {
  /** Stages reached since the last time, in order; several when nobody was there to listen. */
  stages: readonly number[];
  /** When it speaks next; null: never again. */
  nextAt: Date | null;
  /** Only the latest stage speaks, and only being late does something. */
  effect: ClockEffect | null;
}

const late = 3;

/** How far a clock has come by now. Warnings change nothing: colour and order on the desk come from the due time itself. */
export function firingOf(clock: RunningClock, now: Date): Firing {
  const times = speaksAt(clock.startsAt, clock.dueAt);
  const reached = times.filter((at) => at <= now).length;
  const stages = [1, 2, late].filter((stage) => stage > clock.stage && stage <= reached);
  return {
    stages,
    nextAt: times[Math.max(reached, clock.stage)] ?? null,
    effect: stages.includes(late) ? effectOf(clock) : null,
  };
}

// The review clock has the desk's queue, which is sorted by it; urging is for the promise to the citizen.
function effectOf({ what, promise }: RunningClock): ClockEffect | null {
  if (what === 'mend') return 'lapse';
  if (what === 'close') return 'close';
  if (what === 'lateness') return 'open-dossier';
  if (what === 'dossier') return 'dossier-late';
  return promise ? 'urge' : null;
}
