import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { addresseeByClock } from '../../store/addressees.ts';
import { clockStillDue } from '../../store/clock-running.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from './told.ts';

/** A report, or its acceptance, is late: whoever owes it is told, and so is the leader's office. Once for each clock. */
export async function urgeInstruction(
  of: { code: string; clockId: number },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  return withMessage(of.code, async (tx, locked) => {
    const { matter } = locked;
    const due = await clockStillDue(tx, { clockId: of.clockId, messageId: matter.id }, ['urge-instruction']);
    const row = due ? await addresseeByClock(tx, matter.id, of.clockId) : undefined;
    if (!row) throw new Refusal('wrong-state', { detail: `clock ${of.clockId} was stopped or has done it` });
    const owes = row.state === 'reported' ? row.fromOfficeId : row.ownerId;
    const told = [...new Set([owes, row.fromOfficeId])];
    return takeLocked(tx, locked, {
      step: 'urge-instruction',
      actor,
      now,
      effects: () => ({
        jobs: told.map((office) =>
          tellOffice(
            matter,
            { office, what: 'instruction-late', cause: `instruction-late:${of.clockId}:${office}` },
            now,
          ),
        ),
        facts: { clock: of.clockId, instruction: row.instructionId, addressee: row.id },
      }),
    });
  });
}
