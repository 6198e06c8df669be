import { remainingText } from '../spans.ts';
import type { Words } from '../words/words.ts';

/** What a clock says now, as the server counted it. */
export interface ReadClock {
  used: number;
  state: 'running' | 'risk' | 'late';
  unit: 'workdays' | 'hours' | 'minutes' | 'days';
  count: number;
  late: boolean;
}

/** The clock of a row in a queue: bar, shape and words. */
export function rowClock(clock: ReadClock, w: Words): { used: number; state: ReadClock['state']; text: string } {
  return { used: clock.used, state: clock.state, text: remainingText(clock, w) };
}
