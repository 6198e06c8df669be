import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { isReasonCode } from '../../../domain/reason-codes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dueAfter, lengthOf } from '../../../domain/clocks.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { withMessage } from '../../store/lock-message.ts';
import { dropLock, refuseIfLocked } from '../../store/review-lock.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** Does not show a message, with a code and words that tell the author what to mend within 30 days. */
export async function reject(
  code: string,
  reason: { code: string; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkReason(reason);
  const mendUntil = dueAfter(now, lengthOf('mend'), await knownCalendar(now)).at;
  return withMessage(code, async (tx, locked) => {
    const { id } = locked.matter;
    refuseStranger(locked.matter, 'reject', actor);
    refuseIfLocked(locked, actor, now);
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    return takeLocked(tx, locked, {
      step: 'reject',
      actor,
      now,
      effects: () => ({
        stopReview: true,
        rows: [
          (bind) =>
            `insert into rejections (message_id, staff_id, code, at, mend_until_at) values (${[id, staffId, reason.code, now, mendUntil].map(bind).join(', ')})`,
          dropLock(id),
        ],
        words: [{ what: 'reason', content: { words } }],
        jobs: [tellAuthor(locked, 'rejected', now)],
        facts: { code: reason.code },
      }),
    });
  });
}

/** The words to the author, tidied; throws when code or words cannot stand. */
export function checkReason(reason: { code: string; words: string }): string {
  const words = tidy(reason.words);
  const fault = faultOf('words', words, 500, { required: true, lines: true });
  const faults = [
    ...(isReasonCode(reason.code) ? [] : [{ field: 'code', code: 'wrong-choice' as const }]),
    ...(fault ? [fault] : []),
  ];
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return words;
}
