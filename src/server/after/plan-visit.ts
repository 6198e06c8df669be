import { z } from 'zod';
import { planVisit as takeStep } from '../life/supervision/plan-visit.ts';
import { codeOf } from '../store/code-of.ts';
import { machine, unlessMovedOn } from './machine.ts';

/** Which message was answered or rated. */
export const planVisitPayload = z.object({ message: z.number().int() });

/** Looks whether the author is still to be called. */
export async function planVisit({ message }: z.infer<typeof planVisitPayload>, now: Date): Promise<void> {
  const code = await codeOf(message);
  if (code === undefined) return;
  await unlessMovedOn({ task: 'plan-visit', message }, () => takeStep(code, machine, now));
}
