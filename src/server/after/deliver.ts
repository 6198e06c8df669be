import { z } from 'zod';
import { isHappening } from '../../domain/telling.ts';
import { log } from '../log.ts';
import { SmsFault, type SmsSender } from '../outside/sms/sms-sender.ts';
import { type Delivery, deliveryById, noteAttempt } from '../store/notices.ts';
import { phoneThatCounts } from './phone-that-counts.ts';
import { phoneOfStaff } from '../store/people.ts';
import type { Try } from './queue/task.ts';
import { smsWords } from './sms-words.ts';
import { staffSmsWords } from './staff-sms-words.ts';

/** Which delivery, and the due time that its words name. */
export const deliverPayload = z.object({ delivery: z.number().int(), due: z.iso.datetime().nullish() });

/** Sends a notice as a text message and records how that went; a fault that may pass is tried again. */
export async function deliver(
  payload: z.infer<typeof deliverPayload>,
  by: { sms: SmsSender; attempt: Try },
  now: Date,
): Promise<void> {
  const delivery = await deliveryById(payload.delivery);
  if (!delivery || delivery.state !== 'waiting') return;
  const words = wordsOf(delivery, payload.due ? new Date(payload.due) : null);
  if (isOvertaken(delivery)) return noteAttempt(delivery.id, { state: 'failed', error: 'read-already' }, now);
  const phone = await phoneFor(delivery, now);
  if (words === undefined || phone === undefined)
    return fail(delivery, words === undefined ? 'no-words' : 'no-phone', now);
  try {
    // The reference makes a try whose answer was lost the same message at the gateway.
    await by.sms.send(phone, words, `notice-${delivery.id}`);
  } catch (error) {
    if (!(error instanceof SmsFault)) throw error;
    if (error.permanent || by.attempt.last) return fail(delivery, error.code, now);
    await noteAttempt(delivery.id, { state: 'waiting', error: error.code }, now);
    throw error;
  }
  await noteAttempt(delivery.id, { state: 'sent', error: null }, now);
}

// Whoever read in the night what came in need not hear of it in the morning.
function isOvertaken({ staffId, urgent, unread }: Delivery): boolean {
  return staffId !== null && !urgent && unread === 0;
}

async function phoneFor({ citizenId, staffId }: Delivery, now: Date): Promise<string | undefined> {
  if (staffId !== null) return phoneOfStaff('machine:deliver', staffId);
  return citizenId === null ? undefined : phoneThatCounts('machine:deliver', citizenId, now);
}

function wordsOf(delivery: Delivery, dueAt: Date | null): string | undefined {
  const { what, code } = delivery;
  if (delivery.staffId !== null) return staffSmsWords(delivery);
  return code !== null && isHappening(what) ? smsWords(what, { code, dueAt }) : undefined;
}

async function fail(delivery: Delivery, error: string, now: Date): Promise<void> {
  await noteAttempt(delivery.id, { state: 'failed', error }, now);
  log().warn({ delivery: delivery.id, error }, 'sms not delivered');
}
