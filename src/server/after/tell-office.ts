import { z } from 'zod';
import { hearersOf, type StaffHappening, staffHappenings, staffSmsAt } from '../../domain/telling-staff.ts';
import { log } from '../log.ts';
import { staffListeners } from '../store/staff-listeners.ts';
import { giveStaffNotice } from '../store/staff-notices.ts';

/** Which office is told what, on which message; the cause is the happening's own name. */
export const tellOfficePayload = z.object({
  office: z.number().int(),
  message: z.number().int().nullable(),
  what: z.enum(staffHappenings as [StaffHappening, ...StaffHappening[]]),
  cause: z.string().min(1),
  urgent: z.boolean(),
  /** Which bulletin, where one came in. */
  bulletin: z.number().int().nullish(),
  /** Which gap in a roster. */
  gap: z.number().int().nullish(),
});

/** Tells an office: a notice at the desk of whoever is on duty there, and a text message when it cannot wait. */
export async function tellOffice(payload: z.infer<typeof tellOfficePayload>, now: Date): Promise<void> {
  const { office, message, what, cause, urgent } = payload;
  const listeners = await staffListeners({ officeId: office, messageId: message, what }, now);
  const hearers = hearersOf({ what, urgent }, listeners);
  if (hearers.length === 0) {
    // A house without an operator: the queue of the office still shows the message.
    log().error({ office, message, what }, 'nobody is there to be told');
    return;
  }
  const smsAt = staffSmsAt(urgent, now);
  const about = {
    hearers,
    messageId: message,
    bulletinId: payload.bulletin ?? null,
    gapId: payload.gap ?? null,
  };
  const given = await giveStaffNotice({ ...about, what, cause, urgent, at: now, smsAt });
  if (urgent && given.told > 0 && given.rung === 0)
    log().error({ office, message, what }, 'an urgent notice rings nobody: no phone is known');
}
