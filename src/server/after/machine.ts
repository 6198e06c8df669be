import type { Actor } from '../../domain/actor.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { log } from '../log.ts';

/** In whose name the worker takes steps. */
export const machine: Actor = { kind: 'machine', name: 'worker' };

/** Takes a step late: when the message has moved on meanwhile, the refusal is noted and that is that. */
export async function unlessMovedOn(
  what: { task: string; message: number },
  step: () => Promise<unknown>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log().info({ ...what, refusal: error.code, detail: error.detail }, 'moved on');
  }
}
