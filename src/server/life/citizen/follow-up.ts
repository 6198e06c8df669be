import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { type FollowUpType, followUpTypes, limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import { refuseBanned } from '../banning/refuse-banned.ts';
import { readerOf } from '../intake/review.ts';
import { resumedPromise } from '../clocks/resume.ts';
import { type Taken, takeLocked, unchanged } from '../take.ts';
import { deskAfter, tellOffice } from '../tell-office.ts';
import { mostQuestions, reopeningStep } from './reopening.ts';
import { tellAuthor } from '../tell-author.ts';

const sameMinutes = 10;

/** The citizen writes again on the same message and says which it is; the office sees it at once, the public after review. */
export async function followUp(
  code: string,
  given: { type: string; text: string },
  actor: Actor,
  now: Date,
): Promise<Taken & { followUpId: number }> {
  const { type, text } = checkFollowUp(given);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'follow-up', actor);
    const again = await sameAgain(actor, locked, { type, text }, now);
    if (again !== undefined) return { ...unchanged(locked), followUpId: again };
    const id = locked.spareId;
    const step = stepFor(type, locked.matter, now);
    // What an office asked for belongs to what was sent before a ban.
    if (step !== 'supply') await refuseBanned(tx, actor, text, now);
    const promise = step === 'supply' ? await resumedPromise(tx, locked, now) : undefined;
    const taken = await takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: (l, change) => ({
        ...(promise && { promise, pauseEnds: 'citizen' as const }),
        set: counts(step, l.matter),
        rows: [
          (bind) =>
            `insert into follow_ups (id, message_id, type, state, at) values (${[id, l.matter.id, type, 'awaiting-review', now].map(bind).join(', ')})`,
        ],
        words: [{ what: 'follow-up', ref: id, content: { text, type } }],
        jobs: [
          tellAuthor(l, isReopening(step) ? 'reopened' : 'followed-up', now),
          tellOffice(l, deskAfter(change, l), isReopening(step) ? 'reopened' : 'follow-up', now),
        ],
        facts: { followUp: id, type },
      }),
    });
    return { ...taken, followUpId: id };
  });
}

// A double click: the same words of the same kind within minutes are one follow-up.
async function sameAgain(
  actor: Actor,
  { matter }: Locked,
  given: { type: FollowUpType; text: string },
  now: Date,
): Promise<number | undefined> {
  const words = await readWords(readerOf(actor), [matter.id], ['follow-up']);
  const last = words.at(-1);
  const soon = last && now.getTime() - last.at.getTime() < sameMinutes * 60_000;
  return soon &&
    last.ref !== null &&
    last.content['text'] === given.text &&
    last.content['type'] === given.type
    ? last.ref
    : undefined;
}

function checkFollowUp(given: { type: string; text: string }): { type: FollowUpType; text: string } {
  const text = tidy(given.text);
  const fault = faultOf('text', text, limits.followUp, { required: true, lines: true });
  const known = (followUpTypes as readonly string[]).includes(given.type);
  const faults = [
    ...(known ? [] : [{ field: 'type', code: 'wrong-choice' as const }]),
    ...(fault ? [fault] : []),
  ];
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { type: given.type as FollowUpType, text };
}

function stepFor(type: FollowUpType, matter: Matter, now: Date): StepName {
  const over = matter.handling === 'answered' || (matter.handling === 'closed' && matter.answeredAt !== null);
  if (type === 'not-settled') return over ? reopeningStep(matter, now) : refuseEarly();
  if (matter.pausedUntil !== null && type !== 'thanks') return 'supply';
  if (type === 'question' && over && matter.questions < mostQuestions) return 'ask-again';
  return 'follow-up';
}

function refuseEarly(): never {
  throw new Refusal('not-asked-yet');
}

function isReopening(step: StepName): boolean {
  return step !== 'follow-up' && step !== 'supply';
}

function counts(step: StepName, matter: Matter): Record<string, number> {
  if (step === 'ask-again') return { questions: matter.questions + 1 };
  return isReopening(step) ? { reopened: matter.reopened + 1 } : {};
}
