import { chengduDriver } from './chengdu-driver.ts';
import { dutyRosters } from './duty-rosters.ts';
import { feedMillBuyer } from './feed-mill-buyer.ts';
import { lockedWorker } from './locked-worker.ts';
import { petitionOfficeStory } from './petition-office.ts';
import { returnedStudent } from './returned-student.ts';
import type { Story } from './story.ts';

/** The stories in the order in which they are told. */
export const allStories: readonly Story[] = [
  chengduDriver,
  feedMillBuyer,
  returnedStudent,
  lockedWorker,
  petitionOfficeStory,
  dutyRosters,
];
