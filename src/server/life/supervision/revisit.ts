import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { withMessage } from '../../store/lock-message.ts';
import { lastDrafter } from '../../store/replies.ts';
import type { Tx } from '../../store/tx.ts';
import { type Taken, takeLocked } from '../take.ts';
import { deskAfter, tellOffice } from '../tell-office.ts';

/** What the call brought. */
export const visitOutcomes = ['settled', 'not-settled', 'not-said', 'not-reached'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

const tries = 3;

/** The office asks the citizen whether the matter is truly settled (回访); never by whoever drafted the reply. */
export async function revisit(
  code: string,
  visit: { outcome: VisitOutcome; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = tidy(visit.words);
  const fault = faultOf('words', words, 500, { lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'visit-done', actor);
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    await refuseDrafter(tx, locked.matter.id, staffId);
    const step = stepFor(visit.outcome, locked.matter);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: (l, change) => ({
        set: {
          visit_tries: l.matter.visitTries + 1,
          visited: visit.outcome !== 'not-reached' || l.row.visited,
          ...(reopens(step) && { reopened: l.matter.reopened + 1 }),
        },
        rows: [
          (bind) =>
            `insert into visits (message_id, staff_id, outcome, at) values (${[l.matter.id, staffId, visit.outcome, now].map(bind).join(', ')})`,
        ],
        words: words ? [{ what: 'visit', content: { text: words } }] : [],
        jobs: reopens(step) ? [tellOffice(l, deskAfter(change, l), 'reopened', now)] : [],
        facts: { outcome: visit.outcome },
      }),
    });
  });
}

function stepFor(outcome: VisitOutcome, matter: Matter): StepName {
  if (outcome === 'settled') return 'visit-settled';
  if (outcome === 'not-said') return 'visit-done';
  if (outcome === 'not-reached') return matter.visitTries + 1 >= tries ? 'visit-done' : 'visit-in-vain';
  if (matter.reopened > 2) throw new Refusal('too-often-reopened');
  return matter.reopened < 2 ? 'visit-not-settled' : 'visit-sent-up';
}

function reopens(step: StepName): boolean {
  return step === 'visit-not-settled' || step === 'visit-sent-up';
}

async function refuseDrafter(tx: Tx, messageId: number, staffId: number | null): Promise<void> {
  if ((await lastDrafter(tx, messageId)) === staffId)
    throw new Refusal('not-allowed', { detail: 'the drafter of the reply calls' });
}
