import { z } from 'zod';
import { reportUpward as takeStep } from '../life/supervision/report-upward.ts';
import { codesOfBulletin } from '../store/bulletin-messages.ts';
import { app } from '../store/db.ts';
import { log } from '../log.ts';
import { unlessMovedOn } from './machine.ts';
import type { FindStaff } from './take-effect.ts';

/** Which special report went out, and who sent it. */
export const reportUpwardPayload = z.object({ bulletin: z.number().int(), staff: z.number().int() });

/** Raises the attention of every message of a special report, by the rights that its sender has now. */
export async function reportUpward(
  { bulletin, staff }: z.infer<typeof reportUpwardPayload>,
  findStaff: FindStaff,
  now: Date,
): Promise<void> {
  const sender = await findStaff(staff, now);
  if (!sender) {
    log().warn({ bulletin, staff }, 'the sender of a special report has left: its messages are not marked');
    return;
  }
  for (const code of await codesOfBulletin(app(), bulletin))
    await unlessMovedOn({ task: 'report-upward', message: bulletin }, () =>
      takeStep({ code, bulletinId: bulletin }, sender, now),
    );
}
