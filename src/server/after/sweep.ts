import { dayOf } from '../../domain/calendar.ts';
import { log } from '../log.ts';
import { closeAccounts } from '../life/account/close-accounts.ts';
import { takePhoneChanges } from '../life/account/take-phone-changes.ts';
import { timetableParts } from './retention/keep-timetable.ts';
import { goOnErasing } from './retention/retain.ts';
import { spellingOf } from '../life/directory/generation/spelling-of.ts';
import { spellHolders } from '../store/directory/spell-holders.ts';
import { followSuccession } from './follow-succession.ts';
import { dropPastDues } from '../store/rollups.ts';
import { sweepDeliveries, sweepGivenUpJobs, sweepReviewLocks } from '../store/sweeps.ts';

const day = 86_400_000;

/** Clears away what has had its time: what goes by the timetable of the retention schedule, review locks, pictures, deliveries without an outcome, jobs given up a month ago, accounts whose owner closed them. */
export async function sweep(sweepPictures: (now: Date) => Promise<number>, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  const parts: Record<string, () => Promise<number>> = {
    ...timetableParts(now),
    erasures: () => goOnErasing(now),
    reviewLocks: () => sweepReviewLocks(now),
    deliveries: () => sweepDeliveries(before(2), now),
    jobs: () => sweepGivenUpJobs(before(30)),
    phoneChanges: () => takePhoneChanges(now),
    closedAccounts: () => closeAccounts(now),
    pictures: () => sweepPictures(now),
    pastDues: () => dropPastDues(dayOf(now), 50_000),
    // A change of the directory leaves a job for this; what came in while it ran is found here.
    succession: () => followSuccession(now),
    // Names that were there before names were spelled.
    spellings: () => spellHolders(spellingOf, 1000),
  };
  const faults: unknown[] = [];
  const swept: Record<string, number> = {};
  for (const [name, part] of Object.entries(parts)) {
    const n = await part().catch((error: unknown) => void faults.push(error));
    if (n) swept[name] = n;
  }
  if (Object.keys(swept).length > 0) log().info(swept, 'swept');
  // One part that fails holds back no other.
  if (faults.length > 0) throw faults[0];
}
