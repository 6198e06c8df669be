import { stepCounts as countsOfProcess } from '../store/step-counts.ts';

/** How often each step was taken in this process, or refused with which code: by `step outcome`. */
export function stepCounts(): ReadonlyMap<string, number> {
  return countsOfProcess();
}
