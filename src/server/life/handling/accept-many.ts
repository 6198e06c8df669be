import type { Actor } from '../../../domain/actor.ts';
import { atOnce, type OneOfMany } from '../at-once.ts';
import { accept } from './accept.ts';

/** The office takes several messages on; each result stands for itself. */
export async function acceptMany(codes: readonly string[], actor: Actor, now: Date): Promise<OneOfMany[]> {
  return atOnce(codes, (code) => accept(code, actor, now));
}
