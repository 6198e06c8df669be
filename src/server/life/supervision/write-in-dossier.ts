import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dossierDue, officeAbove, seatsOf } from '../../../domain/supervising.ts';
import { entryRow, newDueRows, type OpenDossier, openDossierOf } from '../../store/dossiers.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import type { Tx } from '../../store/tx.ts';
import { rulesFor } from '../clocks/ruled.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { tellUnits } from './urge.ts';
import { wordsOf } from './words-of.ts';

/** A unit that works on the message tells its supervisor how it goes. */
export async function reportInDossier(code: string, given: string, actor: Actor, now: Date): Promise<Taken> {
  const words = wordsOf(given);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'report-dossier', actor);
    const dossier = await theDossier(tx, locked);
    const { answerableId, holderId } = locked.matter;
    const seats = seatsOf(actor);
    const officeId = [holderId, answerableId].find((id) => id !== null && seats.includes(id)) ?? answerableId;
    return takeLocked(tx, locked, {
      step: 'report-dossier',
      actor,
      now,
      effects: (l) => ({
        rows: [entryRow({ ...entryOf(l, dossier, { actor, officeId }, now), what: 'progress' })],
        words: [{ what: 'dossier', ref: l.spareId, content: { text: words } }],
        jobs: [tellOffice(l, dossier.officeId, 'dossier-report', now)],
        facts: { dossier: dossier.id },
      }),
    });
  });
}

/** The supervisor answers in the dossier, and may set a new due day. */
export async function replyInDossier(
  code: string,
  given: { words: string; dueOn?: string | undefined },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = wordsOf(given.words);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'reply-dossier', actor);
    const dossier = await theDossier(tx, locked);
    const officeId = officeAbove(actor, locked.matter.aboveIds) ?? dossier.officeId;
    const dueAt = given.dueOn ? dossierDue(given.dueOn, now, await rulesFor(locked, now)) : null;
    if (dueAt && officeId !== dossier.officeId)
      throw new Refusal('not-the-owner', { with: { owner: dossier.office } });
    return takeLocked(tx, locked, {
      step: 'reply-dossier',
      actor,
      now,
      effects: (l) => ({
        rows: [
          ...(dueAt ? newDueRows(dossier, { messageId: l.matter.id, startsAt: now, dueAt }) : []),
          entryRow({ ...entryOf(l, dossier, { actor, officeId }, now), what: 'reply' }),
        ],
        words: [{ what: 'dossier', ref: l.spareId, content: { text: words } }],
        jobs: tellUnits(l, 'dossier', now),
        facts: { dossier: dossier.id, ...(dueAt && { dossierDue: dueAt.toISOString() }) },
      }),
    });
  });
}

/** The open dossier of a locked message; refused where there is none. */
export async function theDossier(tx: Tx, { matter }: Locked): Promise<OpenDossier> {
  const dossier = await openDossierOf(tx, matter.id);
  if (!dossier) throw new Refusal('no-dossier');
  return dossier;
}

/** What every entry of a dossier carries. */
export function entryOf(
  { spareId }: Locked,
  dossier: OpenDossier,
  by: { actor: Actor; officeId: number },
  now: Date,
) {
  const staffId = by.actor.kind === 'staff' ? by.actor.staffId : null;
  return { id: spareId, dossierId: dossier.id, staffId, officeId: by.officeId, at: now };
}
