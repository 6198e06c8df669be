import { log } from '../log.ts';
import { currentConfig } from '../current-config.ts';
import { shedSenderAddresses } from '../store/sender-addresses.ts';
import { followSuccession } from './follow-succession.ts';
import {
  sweepDeliveries,
  sweepDrafts,
  sweepEntryTries,
  sweepGivenUpJobs,
  sweepReviewLocks,
} from '../store/sweeps.ts';

const day = 86_400_000;

/** Clears away what has had its time: drafts, review locks, pictures, deliveries without an outcome, jobs given up a month ago. */
export async function sweep(sweepPictures: (now: Date) => Promise<number>, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  const parts: Record<string, () => Promise<number>> = {
    drafts: () => sweepDrafts(now),
    entryTries: () => sweepEntryTries(before(1)),
    reviewLocks: () => sweepReviewLocks(now),
    deliveries: () => sweepDeliveries(before(2), now),
    jobs: () => sweepGivenUpJobs(before(30)),
    senderAddresses: () => shedSenderAddresses(currentConfig().addressDays, now),
    pictures: () => sweepPictures(now),
    // A change of the directory leaves a job for this; what came in while it ran is found here.
    succession: () => followSuccession(now),
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
