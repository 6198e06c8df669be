import { dayOf } from '../../../../domain/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Region } from '../../../store/directory/find-regions.ts';

/** The region in force that a change is about; refuses an unknown one and one that has ended. */
export function inForce(regions: ReadonlyMap<string, Region>, code: string): Region {
  const region = regions.get(code);
  if (!region) throw new Refusal('not-found', { detail: `region ${code} is not in the directory` });
  if (region.valid_to !== null)
    throw new Refusal('wrong-state', { detail: `region ${code} ended on ${region.valid_to}` });
  return region;
}

/** Refuses a day that lies ahead or before the region began: a change is recorded once it is in force. */
export function refuseWrongDay(onDay: string, now: Date, regions: readonly Region[]): void {
  const early = regions.find((region) => onDay < region.valid_from);
  if (onDay <= dayOf(now) && !early) return;
  throw new Refusal('invalid', {
    faults: [{ field: 'onDay', code: 'wrong-choice' }],
    detail: early ? `${early.code} is in the directory from ${early.valid_from}` : `${onDay} lies ahead`,
  });
}
