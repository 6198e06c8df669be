import type { RunningClock } from './firing.ts';
import type { StaffHappening } from './telling-staff.ts';

const usual: Record<number, StaffHappening> = { 1: 'warned-half', 2: 'warned-four-fifths', 3: 'late' };

/**
 * Of what the office is told when a clock reaches a stage: 1 half, 2 four fifths, 3 late; null: of nothing. The author's
 * own clock to mend and the quiet one that closes are nobody's work; the review desk's queue is sorted by its clock.
 */
export function warningOf(
  { what, promise }: Pick<RunningClock, 'what' | 'promise'>,
  stage: number,
): StaffHappening | null {
  switch (what) {
    case 'mend':
    case 'close':
    // Of a dossier and of the way up the office is told by the step itself.
    case 'lateness':
    case 'dossier':
    case 'extension':
      return null;
    case 'review':
      return stage === 3 ? 'late' : null;
    case 'visit':
      return stage === 1 ? 'visit-due' : null;
    default:
      // A promise that is late is urged, and the urge tells.
      return stage === 3 && promise ? null : (usual[stage] ?? null);
  }
}
