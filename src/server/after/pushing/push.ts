import { z } from 'zod';
import { log } from '../../log.ts';
import { PushFault, type PushSender } from '../../outside/push/push-sender.ts';
import { noteAttempt } from '../../store/notices.ts';
import { type PushDelivery, pushDelivery } from '../../store/pushing/deliveries.ts';
import { devicesOf, dropDevice, type PushDevice, pushLeft } from '../../store/pushing/devices.ts';
import { senderKey } from '../../store/pushing/sender-key.ts';
import type { Try } from '../queue/task.ts';

/** Which delivery, and how much it may wake the device. */
export const pushPayload = z.object({
  delivery: z.number().int(),
  urgency: z.enum(['low', 'normal', 'high']),
});

/**
 * Sends a notice to one device and records how that went; a fault that may pass is tried again. Where the worker dies between the two
 * it is sent once more: on the device, as at the push service, it takes the place of the first.
 */
export async function push(
  payload: z.infer<typeof pushPayload>,
  by: { sender: PushSender | null; attempt: Try },
  now: Date,
): Promise<void> {
  const delivery = await pushDelivery(payload.delivery);
  if (!delivery) return;
  // Whoever read meanwhile what came in need not hear of it.
  if (delivery.read) return fail(delivery, 'read-already', now);
  if (!by.sender) return fail(delivery, 'push-is-off', now);
  const [device] = await devicesOf('machine:push', delivery.citizenId, delivery.deviceId);
  if (!device) return fail(delivery, 'no-device', now);
  const key = senderKey(device.senderKey);
  if (!key) return fail(delivery, 'no-key', now);
  try {
    await by.sender.send({
      ...{ to: device.subscription, by: key, urgency: payload.urgency },
      words: wordsFor(device),
    });
  } catch (error) {
    if (!(error instanceof PushFault)) throw error;
    if (error.kind === 'gone') await dropDevice(delivery.citizenId, device.id);
    if (error.kind !== 'passing' || by.attempt.last) return fail(delivery, error.code, now);
    await noteAttempt(delivery.id, { state: 'waiting', error: error.code }, now);
    throw error;
  }
  await pushLeft(delivery.citizenId, device, now);
  await noteAttempt(delivery.id, { state: 'sent', error: null }, now);
}

/** What a device is told: that there is something, and in which language to say so. A locked screen is read by others. */
function wordsFor({ lang }: PushDevice): string {
  return JSON.stringify({ lang });
}

async function fail({ id }: PushDelivery, error: string, now: Date): Promise<void> {
  await noteAttempt(id, { state: 'failed', error }, now);
  if (error !== 'read-already') log().info({ delivery: id, error }, 'push not delivered');
}
