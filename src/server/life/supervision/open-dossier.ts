import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dossierDue, officeAbove } from '../../../domain/supervising.ts';
import { openDossierOf, openingRows } from '../../store/dossiers.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import type { Tx } from '../../store/tx.ts';
import { rulesFor } from '../clocks/ruled.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellUnits } from './urge.ts';
import { wordsOf } from './words-of.ts';

/** A demand in words, and until when it is to be met; the usual five working days where no day is named. */
export interface Demand {
  demand: string;
  dueOn?: string | undefined;
}

/** A supervisor opens a dossier (立案督办) on a message of an office below; it belongs to the supervisor's office until that closes it. */
export async function openDossier(
  code: string,
  given: Demand,
  actor: Actor,
  now: Date,
): Promise<Taken & { dossierId: number }> {
  const demand = wordsOf(given.demand, { field: 'demand' });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'open-dossier', actor);
    const officeId = officeAbove(actor, locked.matter.aboveIds);
    if (officeId === undefined || actor.kind !== 'staff') throw new Refusal('not-allowed');
    await refuseSecond(tx, locked);
    const dueAt = dossierDue(given.dueOn, now, await rulesFor(locked, now));
    const { staffId } = actor;
    const taken = await takeLocked(tx, locked, {
      step: 'open-dossier',
      actor,
      now,
      effects: (l) => ({
        ...opening(l, { officeId, openedBy: staffId, dueAt }, now),
        words: [{ what: 'dossier', ref: l.spareId, content: { text: demand } }],
      }),
    });
    return { ...taken, dossierId: locked.spareId };
  });
}

/** One dossier at a time. */
export async function refuseSecond(tx: Tx, { matter }: Locked): Promise<void> {
  if (await openDossierOf(tx, matter.id)) throw new Refusal('dossier-open');
}

/** What the opening of a dossier leaves behind, by hand or by the clock. */
export function opening(
  locked: Locked,
  d: { officeId: number; openedBy: number | null; dueAt: Date },
  now: Date,
): Required<Pick<Effects, 'rows' | 'jobs' | 'facts'>> {
  const { matter, spareId } = locked;
  return {
    rows: openingRows({ id: spareId, messageId: matter.id, unitId: matter.answerableId, at: now, ...d }),
    jobs: tellUnits(locked, 'dossier', now),
    facts: { dossier: spareId, by: d.officeId },
  };
}
