import type { Words } from '../words/words.ts';

/** What a clock says now, as the server counted it. */
export interface ReadClock {
  used: number;
  state: 'running' | 'risk' | 'late' | 'paused';
  unit: 'workdays' | 'hours' | 'minutes' | 'days';
  count: number;
  late: boolean;
  pausedUntil?: Date | null;
}

/** The clock of a row in a queue: bar, shape and few words. */
export function rowClock(
  clock: ReadClock,
  w: Words,
): { used: number; state: ReadClock['state']; text: string } {
  const { used, state, unit, count, late } = clock;
  if (state === 'paused') return { used, state, text: w.waiting.publicPaused };
  const today = !late && count === 0 && (unit === 'workdays' || unit === 'days');
  const span = w.desk.shortSpan[unit](count);
  return {
    used,
    state,
    text: today ? w.spans.leftToday : late ? w.desk.overShort(span) : w.desk.leftShort(span),
  };
}
