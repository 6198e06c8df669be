import { z } from 'zod';
import { isDangerToLife } from '../../domain/screening/danger.ts';
import { raiseUrgency } from '../life/intake/raise-urgency.ts';
import { codeOf } from '../store/code-of.ts';
import { originalOf } from '../store/original.ts';
import { machine, unlessMovedOn } from './machine.ts';

/** Which message. */
export const screenPayload = z.object({ message: z.number().int() });

/** Reads a message by machine and raises its urgency when it speaks of danger to life. */
export async function screen({ message }: z.infer<typeof screenPayload>, now: Date): Promise<void> {
  const code = await codeOf(message);
  if (code === undefined) return;
  const { title, body } = await originalOf('machine', message);
  if (!isDangerToLife(`${title}\n${body}`)) return;
  await unlessMovedOn({ task: 'screen', message }, () => raiseUrgency(code, 'emergency', machine, now));
}
