import { gapsAtNight, type Span } from '../../domain/roster.ts';
import { afterQuietHours } from '../../domain/telling.ts';
import { log } from '../log.ts';
import { plannedShifts, recordGaps, type RosterGap } from '../store/roster-gaps.ts';

/** A queue without a watch for so long has no roster, and no gap in it. */
const rosterMs = 7 * 86_400_000;

/** Looks for nights, tonight and tomorrow, that a roster leaves unwatched, and tells those who keep it: once for each gap, and never at night. */
export async function watchRosters(now: Date): Promise<number> {
  if (afterQuietHours(now) > now) return 0;
  const around = { from: new Date(now.getTime() - rosterMs), to: new Date(now.getTime() + rosterMs) };
  const shifts = await plannedShifts(around, now);
  const queues = Map.groupBy(shifts, ({ officeId, queue }) => `${officeId} ${queue}`);
  const gaps = [...queues.values()].flatMap((own) => {
    const { officeId, queue } = own[0] as (typeof own)[number];
    return gapsAtNight(own, now).map(({ from, to }): RosterGap => ({
      officeId,
      queue,
      from,
      to: isFollowed(own, to) ? to : null,
    }));
  });
  const told = await recordGaps(gaps, now);
  if (told > 0) log().info({ told }, 'nights without a watch were told');
  return told;
}

function isFollowed(shifts: readonly Span[], end: Date): boolean {
  return shifts.some(({ from }) => from.getTime() === end.getTime());
}
