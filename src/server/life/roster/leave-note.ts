import type { Actor } from '../../../domain/actor.ts';
import { isDutyQueue } from '../../../domain/duty-queues.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { app } from '../../store/db.ts';
import { insertHandOverNote } from '../../store/hand-over-notes.ts';
import { watches } from '../../store/shifts.ts';
import { relationsAt, requireRelation } from './keep-roster.ts';

/** The most that a note may say; what is longer belongs on the message itself. */
export const longestNote = 300;
/** Whose watch just ended may still hand it over. */
const graceMs = 2 * 3_600_000;

/** The one on duty leaves word for whoever comes next (交接班). */
export async function leaveNote(
  given: { officeId: number; queue: string; text: string },
  actor: Actor,
  now: Date,
): Promise<{ noteId: number }> {
  const { officeId, queue } = given;
  const text = tidy(given.text);
  const fault = faultOf('text', text, longestNote, { required: true, lines: true });
  const faults: FieldFault[] = fault ? [fault] : [];
  if (!isDutyQueue(queue)) faults.push({ field: 'queue', code: 'wrong-choice' });
  if (faults.length > 0 || !isDutyQueue(queue)) throw new Refusal('invalid', { faults });
  const onDuty =
    actor.kind === 'staff' &&
    (await watches(
      app(),
      { staffId: actor.staffId, officeId, queue },
      { now, since: new Date(now.getTime() - graceMs) },
    ));
  const keeper = requireRelation('hand-over note', actor, relationsAt(actor, officeId, onDuty));
  return { noteId: await insertHandOverNote(app(), { officeId, queue, staffId: keeper.staffId, text }, now) };
}
