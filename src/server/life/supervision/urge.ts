import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { officeAbove, urgeEveryMs } from '../../../domain/supervising.ts';
import type { StaffHappening } from '../../../domain/telling-staff.ts';
import type { Job } from '../../store/jobs.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { lastUrgeBy, urgeRow } from '../../store/urges.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { wordsOf } from './words-of.ts';

/** A supervisor reminds whoever has to act (催办), with words or without; the same office once an hour at most. */
export async function urge(code: string, given: string, actor: Actor, now: Date): Promise<Taken> {
  const words = wordsOf(given, { required: false });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'urge', actor);
    const officeId = officeAbove(actor, locked.matter.aboveIds);
    if (officeId === undefined || actor.kind !== 'staff') throw new Refusal('not-allowed');
    const last = await lastUrgeBy(tx, locked.matter.id, officeId);
    if (last && now.getTime() - last.getTime() < urgeEveryMs) throw new Refusal('urged-just-now');
    const { staffId } = actor;
    return takeLocked(tx, locked, {
      step: 'urge',
      actor,
      now,
      effects: (l) => ({
        ...urging(l, { officeId, staffId }, now),
        words: words ? [{ what: 'urge', ref: l.spareId, content: { text: words } }] : [],
      }),
    });
  });
}

/** What an urging leaves behind, by hand or by the clock. */
export function urging(
  locked: Locked,
  by: { officeId: number | null; staffId: number | null },
  now: Date,
): Required<Pick<Effects, 'rows' | 'jobs' | 'facts'>> {
  return {
    rows: [urgeRow({ id: locked.spareId, messageId: locked.matter.id, ...by, at: now })],
    jobs: tellUnits(locked, 'urged', now),
    facts: { urge: locked.spareId, ...(by.officeId !== null && { by: by.officeId }) },
  };
}

/** Tells those who have to act: the office that answers, and the unit that holds the message where that is another. */
export function tellUnits(locked: Locked, what: StaffHappening, now: Date): Job[] {
  const { answerableId, holderId } = locked.matter;
  const offices = new Set([answerableId, holderId].filter((id) => id !== null));
  return [...offices].map((office) => tellOffice(locked, office, what, now));
}
