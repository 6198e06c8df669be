import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { openEnding } from '../../../store/hand-down/endings.ts';
import { type Locked, withMessage } from '../../../store/lock-message.ts';
import { type Effects, type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, staffIdOf } from '../orders/own-order.ts';
import { tellAuthor } from '../../tell-author.ts';

/** Countersigns or refuses a proposed end; never whoever proposed it. */
export async function decideEnd(
  code: string,
  verdict: { end: boolean; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = verdict.end ? '' : checkWords(verdict.words);
  const step = verdict.end ? 'end' : 'refuse-end';
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, step, actor);
    const ending = await openEnding(tx, locked.matter.id);
    if (!ending) throw new Refusal('wrong-state', { detail: 'no end is proposed' });
    if (ending.proposedBy === staffIdOf(actor)) throw new Refusal('drafter-approves');
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: (l) => effectsOf(l, { ending, end: verdict.end, words, actor, now }),
    });
  });
}

function effectsOf(
  locked: Locked,
  by: { ending: { id: number; code: string }; end: boolean; words: string; actor: Actor; now: Date },
): Effects {
  const { matter } = locked;
  const { ending, end, words, now } = by;
  return {
    rows: [
      (bind) =>
        `update endings set state = ${bind(end ? 'ended' : 'refused')}, decided_by = ${bind(staffIdOf(by.actor))}, decided_at = ${bind(now)} where id = ${bind(ending.id)}`,
    ],
    words: words ? [{ what: 'reason', content: { words } }] : [],
    jobs: end
      ? [tellAuthor(locked, 'ended', now)]
      : [tellOffice(locked, matter.answerableId, 'sent-back', now)],
    facts: { code: ending.code },
  };
}
