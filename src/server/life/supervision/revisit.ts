import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { mostTries, type UnsettledCode, unsettledCodes } from '../../../domain/visiting.ts';
import { withMessage } from '../../store/lock-message.ts';
import { lastDrafter } from '../../store/replies.ts';
import { callerOf } from '../../store/visits.ts';
import type { Tx } from '../../store/tx.ts';
import { type Taken, takeLocked } from '../take.ts';
import { deskAfter, tellOffice } from '../tell-office.ts';

/** What the call brought. */
export const visitOutcomes = ['settled', 'not-settled', 'not-said', 'not-reached'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** One call as it went; why it is not settled comes as a code and in words. */
export interface Visit {
  outcome: VisitOutcome;
  words: string;
  code?: string | undefined;
}

/** The office asks the citizen whether the matter is truly settled (回访); never by whoever drafted the reply. */
export async function revisit(code: string, visit: Visit, actor: Actor, now: Date): Promise<Taken> {
  const { words, reason } = checkVisit(visit);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'visit-done', actor);
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    await refuseDrafter(tx, locked.matter.id, staffId);
    const caller = await callerOf(tx, locked.matter.id, now);
    if (caller && caller.id !== staffId) throw new Refusal('call-by-other', { with: { who: caller.name } });
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
            `insert into visits (message_id, staff_id, outcome, code, round, at) values (${[l.matter.id, staffId, visit.outcome, reason, l.answers, now].map(bind).join(', ')})`,
          (bind) => `delete from calls where message_id = ${bind(l.matter.id)}`,
        ],
        words: words ? [{ what: 'visit', content: { text: words } }] : [],
        jobs: reopens(step) ? [tellOffice(l, deskAfter(change, l), 'reopened', now)] : [],
        facts: { outcome: visit.outcome, ...(reason && { reason }) },
      }),
    });
  });
}

function checkVisit(visit: Visit): { words: string; reason: UnsettledCode | null } {
  const words = tidy(visit.words);
  const unsettled = visit.outcome === 'not-settled';
  const reason = unsettled ? (unsettledCodes.find((code) => code === visit.code) ?? null) : null;
  const faults = [
    unsettled && reason === null
      ? ({ field: 'code', code: visit.code ? 'wrong-choice' : 'required' } as const)
      : undefined,
    faultOf('words', words, 500, { required: unsettled, lines: true }),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { words, reason };
}

function stepFor(outcome: VisitOutcome, matter: Matter): StepName {
  if (outcome === 'settled') return 'visit-settled';
  if (outcome === 'not-said') return 'visit-done';
  if (outcome === 'not-reached') return matter.visitTries + 1 >= mostTries ? 'visit-done' : 'visit-in-vain';
  // The office above has reviewed it already: what the citizen says is kept, and that is the end.
  if (matter.reopened > 2) return 'visit-noted';
  return matter.reopened < 2 ? 'visit-not-settled' : 'visit-sent-up';
}

function reopens(step: StepName): boolean {
  return step === 'visit-not-settled' || step === 'visit-sent-up';
}

async function refuseDrafter(tx: Tx, messageId: number, staffId: number | null): Promise<void> {
  if ((await lastDrafter(tx, messageId)) === staffId)
    throw new Refusal('not-allowed', { detail: 'the drafter of the reply calls' });
}
