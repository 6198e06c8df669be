import type { Row } from '../row.ts';
import { openStand } from '../stand.ts';
import { fillHandling } from './fill-handling.ts';
import { measureFiring } from './firing.ts';
import { measureQueues } from './queues.ts';
import { measureSteps } from './steps.ts';

/** Handling: the desks’ queues, clocks that fall due, and steps, on a board of a million messages. */
export async function measure(found: (row: Row) => void): Promise<void> {
  const stand = await openStand({ worker: false });
  try {
    await fillHandling(stand.urls.owner, found);
    await measureQueues(stand, found);
    await measureFiring(stand, found);
    await measureSteps(stand, found);
  } finally {
    await stand.close();
  }
}
