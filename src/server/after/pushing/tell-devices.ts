import { z } from 'zod';
import { pushingOf } from '../../../domain/pushing.ts';
import { leavePushes, noticeToPush } from '../../store/pushing/deliveries.ts';

/** Of which notice. */
export const tellDevicesPayload = z.object({ notice: z.number().int() });

/** Leaves a push for each device of the citizen whom a notice tells something, for when it may disturb. */
export async function tellDevices(
  { notice: id }: z.infer<typeof tellDevicesPayload>,
  now: Date,
): Promise<void> {
  const notice = await noticeToPush(id);
  if (!notice) return;
  await leavePushes(id, { citizenId: notice.citizenId, ...pushingOf(notice, now) });
}
