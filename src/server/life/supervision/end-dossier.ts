import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type DossierResult, dossierResults, seatsOf } from '../../../domain/supervising.ts';
import { entryRow, type OpenDossier, stopClock } from '../../store/dossiers.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { tellUnits } from './urge.ts';
import { wordsOf } from './words-of.ts';
import { entryOf, theDossier } from './write-in-dossier.ts';

/** Closes a dossier (结案), with its result in words: only the office that owns it, and nobody who also sits at the supervised unit. */
export async function closeDossier(
  code: string,
  given: { result: DossierResult; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const { result } = given;
  if (!dossierResults.includes(result))
    throw new Refusal('invalid', { faults: [{ field: 'result', code: 'required' }] });
  const words = wordsOf(given.words);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'close-dossier', actor);
    const dossier = await theDossier(tx, locked);
    refuseOthers(dossier, actor);
    refuseOwnUnit(dossier, locked.matter, actor);
    const { officeId } = dossier;
    return takeLocked(tx, locked, {
      step: 'close-dossier',
      actor,
      now,
      effects: (l) => ({
        rows: [
          entryRow({ ...entryOf(l, dossier, { actor, officeId }, now), what: 'closed' }),
          stopClock(l.matter.id, 'dossier', now),
          (bind) =>
            `update dossiers set closed_at = ${bind(now)}, closed_by = ${bind(staffOf(actor))}, result = ${bind(result)} where id = ${bind(dossier.id)}`,
        ],
        words: [{ what: 'dossier', ref: l.spareId, content: { text: words } }],
        jobs: tellUnits(l, 'dossier-closed', now),
        facts: { dossier: dossier.id, result },
      }),
    });
  });
}

/** Hands a dossier to the office above its owner (上报), with the reason; the message counts as reported upward. */
export async function escalate(code: string, given: string, actor: Actor, now: Date): Promise<Taken> {
  const words = wordsOf(given);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'escalate', actor);
    const dossier = await theDossier(tx, locked);
    const { aboveIds } = locked.matter;
    // Where a ruling moved the message, its owner may stand above it no longer: then anyone above takes it up.
    if (aboveIds.includes(dossier.officeId)) refuseOthers(dossier, actor);
    const to = aboveIds[aboveIds.indexOf(dossier.officeId) + 1];
    if (to === undefined) throw new Refusal('nobody-above');
    return takeLocked(tx, locked, {
      step: 'escalate',
      actor,
      now,
      effects: (l) => ({
        rows: [
          entryRow({ ...entryOf(l, dossier, { actor, officeId: dossier.officeId }, now), what: 'escalated' }),
          (bind) => `update dossiers set office_id = ${bind(to)} where id = ${bind(dossier.id)}`,
          (bind) =>
            `update clocks set owner_id = ${bind(to)} where message_id = ${bind(l.matter.id)} and what = 'dossier' and stopped_at is null`,
        ],
        words: [{ what: 'dossier', ref: l.spareId, content: { text: words } }],
        jobs: [tellOffice(l, to, 'dossier-handed-up', now), ...tellUnits(l, 'dossier', now)],
        facts: { dossier: dossier.id, from: dossier.officeId, to },
      }),
    });
  });
}

function refuseOthers(dossier: OpenDossier, actor: Actor): void {
  if (!seatsOf(actor).includes(dossier.officeId))
    throw new Refusal('not-the-owner', { with: { owner: dossier.office } });
}

function refuseOwnUnit(dossier: OpenDossier, { answerableId, holderId }: Matter, actor: Actor): void {
  const seats = seatsOf(actor);
  if ([dossier.unitId, answerableId, holderId].some((id) => id !== null && seats.includes(id)))
    throw new Refusal('own-unit');
}

function staffOf(actor: Actor): number | null {
  return actor.kind === 'staff' ? actor.staffId : null;
}
