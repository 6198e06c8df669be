import type { Actor } from '../../../domain/actor.ts';
import { actingOffice } from '../../../domain/branch.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { sightOf } from '../../../domain/visibility.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';

/** Writes an internal note on a message: read by those of one's branch who may read the original, and by nobody outside. */
export async function writeNote(
  code: string,
  given: { words: string },
  actor: Actor,
  now: Date,
): Promise<Taken & { noteId: number }> {
  const words = tidy(given.words);
  const fault = faultOf('words', words, limits.note, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'write-note', actor);
    const { officeId, staffId } = writerOf(locked, actor);
    const id = locked.spareId;
    const taken = await takeLocked(tx, locked, {
      step: 'write-note',
      actor,
      now,
      effects: ({ matter }) => ({
        rows: [
          (bind) =>
            `insert into notes (id, message_id, office_id, staff_id, at) values (${[id, matter.id, officeId, staffId, now].map(bind).join(', ')})`,
        ],
        words: [{ what: 'note', ref: id, content: { words } }],
        facts: { note: id },
      }),
    });
    return { ...taken, noteId: id };
  });
}

// Whoever may no longer read the original, a reviewer after the verdict, writes no more on it.
function writerOf({ matter, row }: Locked, actor: Actor): { officeId: number; staffId: number } {
  const officeId = actingOffice(actor, matter, { postOfficeId: row.office_id, deskId: row.desk_id });
  if (actor.kind !== 'staff' || officeId === undefined || !sightOf(actor, matter).original)
    throw new Refusal('not-allowed');
  return { officeId, staffId: actor.staffId };
}
