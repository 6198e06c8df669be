import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';

/** A filled board that is being measured. */
export interface Board {
  stand: Stand;
  messages: number;
  /** How many messages there are, for a reader: 100 k, 1 M. */
  size: string;
  found(row: Row): void;
}

/** Tells one measured time that may not be longer than so many ms. */
export function foundTime(
  board: Board,
  { name, ms, most, note }: { name: string; ms: number; most: number; note: string },
): void {
  board.found({
    name: `${board.size}: ${name}`,
    ...{ value: ms, unit: 'ms', limit: null, ratio: null, target: most, better: 'lower', note },
  });
}

/** How long each of some runs took, in ms, one after the other. */
export async function timesOf(runs: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[] = [];
  for (const run of runs) {
    const begun = performance.now();
    await run();
    times.push(performance.now() - begun);
  }
  return times;
}

/** The time within which this share of the runs ended; of other figures, the one below which this share lies. */
export function within(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle and the slowest of some times, for a note. */
export const spread = (times: readonly number[]): string =>
  `${times.length} runs, median ${within(times, 0.5).toFixed(1)}, slowest ${within(times, 1).toFixed(1)} ms`;
