import { z } from 'zod';
import type { Actor } from '../../domain/actor.ts';
import { reject } from '../life/intake/reject.ts';
import { review } from '../life/intake/review.ts';
import { log } from '../log.ts';
import { openVerdict } from '../store/verdicts-due.ts';
import { unlessMovedOn } from './machine.ts';

/** A claimed verdict: whose, on which message at which line of its history, sealed. */
export const takeEffectPayload = z.object({
  message: z.number().int(),
  seq: z.number().int(),
  staff: z.number().int(),
  sealed: z.string(),
});

/** Finds a member of staff with the duties of this minute. */
export type FindStaff = (staffId: number, now: Date) => Promise<Actor | undefined>;

/** Lets a held verdict take effect, by the rights that its reviewer has now. */
export async function takeEffect(
  payload: z.infer<typeof takeEffectPayload>,
  findStaff: FindStaff,
  now: Date,
): Promise<void> {
  const { message, seq, staff, sealed } = payload;
  const [opened, actor] = await Promise.all([
    openVerdict({ messageId: message, seq, sealed }),
    findStaff(staff, now),
  ]);
  // A job may run twice: a verdict on a mended text must not be the one on the old text.
  if (!opened || opened.overtaken || !actor) {
    log().warn(
      { message, staff, reason: !opened ? 'no-key' : opened.overtaken ? 'overtaken' : 'reviewer-left' },
      'verdict without effect',
    );
    return;
  }
  const { code, pending } = opened;
  await unlessMovedOn({ task: 'take-effect', message }, () =>
    pending.step === 'reject'
      ? reject(code, pending.reason, actor, now)
      : review(code, pending.verdict, actor, now),
  );
}
