import type { Row } from '../row.ts';
import { openStand } from '../stand.ts';
import { measureAccepting, verifyAfterLoad } from './accepting.ts';
import { fillBoard } from './fill-board.ts';
import { measurePages } from './pages.ts';
import { measurePlans } from './plans.ts';
import { measureStart } from './start.ts';

/** The main job: accepting messages, reading pages, memory, plans and the first start. */
export async function measure(found: (row: Row) => void): Promise<void> {
  await measureStart(found);
  const stand = await openStand({ worker: false });
  try {
    await measureAccepting(stand, found);
    await verifyAfterLoad(stand, found);
    await fillBoard(stand.urls.owner, {
      messages: 100_000,
      waitingAmong: 3000,
      handledAmong: 12_000,
      counted: true,
    });
    await measurePages(stand, found);
    await measurePlans(stand, found);
  } finally {
    await stand.close();
  }
}
