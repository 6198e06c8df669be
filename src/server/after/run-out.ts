import { z } from 'zod';
import { effects } from '../../domain/firing.ts';
import { runOut as takeStep } from '../life/supervision/run-out.ts';
import { codeOf } from '../store/code-of.ts';
import { machine, unlessMovedOn } from './machine.ts';

/** Which clock of which message ran out, and what that does. */
export const runOutPayload = z.object({
  clock: z.number().int(),
  message: z.number().int(),
  effect: z.enum(effects),
});

/** Does what a clock that ran out does to its message, in the name of the machine. */
export async function runOut(
  { clock, message, effect }: z.infer<typeof runOutPayload>,
  now: Date,
): Promise<void> {
  const code = await codeOf(message);
  if (code === undefined) return;
  await unlessMovedOn({ task: 'run-out', message }, () =>
    takeStep({ code, clockId: clock, effect }, machine, now),
  );
}
