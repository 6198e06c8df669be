import type { Actor } from '../../../domain/actor.ts';
import { decide, refuseStranger } from '../../../domain/decide.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { differs, publicText } from '../../../domain/redaction.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { encrypt, unwrap } from '../../store/envelope.ts';
import { keyOf, withMessage } from '../../store/lock-message.ts';
import { originalOf } from '../../store/original.ts';
import { refuseIfLocked } from '../../store/review-lock.ts';
import { dropVerdict, keepVerdict, type PendingVerdict } from '../../store/verdicts.ts';
import { readerOf } from './review.ts';
import { checkReason } from './reject.ts';

/** Holds a verdict back for 1–10 s, in which its reviewer may take it back; it survives a crash. */
export async function scheduleVerdict(
  code: string,
  pending: PendingVerdict,
  by: { actor: Actor; delaySeconds: number },
  now: Date,
): Promise<{ effectiveAt: Date }> {
  const { actor, delaySeconds } = by;
  if (!Number.isInteger(delaySeconds) || delaySeconds < 1 || delaySeconds > 10)
    throw new Refusal('invalid', { faults: [{ field: 'delaySeconds', code: 'wrong-choice' }] });
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, pending.step, actor);
    refuseIfLocked(locked, actor, now);
    decide(matter, pending.step, actor);
    // What would be refused in ten seconds is refused now.
    if (pending.step === 'reject') checkReason(pending.reason);
    else
      differs(
        await originalOf(readerOf(actor), matter.id),
        publicText(await originalOf(readerOf(actor), matter.id), pending.verdict.redacted ?? {}),
      );
    const wrapped = keyOf(locked);
    if (!wrapped) throw new Refusal('wrong-state');
    const effectiveAt = new Date(now.getTime() + delaySeconds * 1000);
    const sealed = encrypt(unwrap(wrapped), `${matter.id}:verdict`, Buffer.from(JSON.stringify(pending)));
    await keepVerdict(tx, {
      messageId: matter.id,
      step: pending.step,
      staffId: actor.staffId,
      sealed,
      effectiveAt,
    });
    return { effectiveAt };
  });
}

/** Takes a held verdict back before it takes effect. */
export async function cancelVerdict(code: string, actor: Actor): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('review', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const { staffId } = actor;
  await withMessage(code, async (tx, { matter }) => {
    refuseStranger(matter, 'publish', actor);
    if (!(await dropVerdict(tx, matter.id, staffId))) throw new Refusal('undo-too-late');
  });
}
