import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { type AddresseeState, relationsToInstruction } from '../../../domain/instructing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { type AddresseeRow, addresseeOf } from '../../store/addressees.ts';
import type { Bind, Part } from '../../store/compose.ts';
import { insertClock } from '../../store/step-parts.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Effects, type Taken, takeLocked, whoWasFirst } from '../take.ts';

/** A step with somebody addressed by an instruction: on which message, whose row, and from which of its states. */
export interface WithAddressee {
  step: StepName;
  code: string;
  id: number;
  from: readonly AddresseeState[];
}

/** Takes one step with one addressee's row under the lock of its message. */
export async function withAddressee(
  of: WithAddressee,
  by: { actor: Actor; now: Date },
  effects: (row: AddresseeRow, matter: { id: number; urgency: 'normal' | 'urgent' | 'emergency' }) => Effects,
): Promise<Taken> {
  return withMessage(of.code, async (tx, locked) => {
    const { matter } = locked;
    const row = await addresseeOf(tx, matter.id, of.id);
    const also = row && relationsToInstruction(by.actor, row);
    refuseStranger(matter, of.step, by.actor, { also });
    if (!row) throw new Refusal('not-found');
    if (!of.from.includes(row.state)) throw await whoWasFirst(tx, matter.id, by.actor);
    return takeLocked(tx, locked, {
      step: of.step,
      ...by,
      also,
      effects: () => {
        const made = effects(row, matter);
        return { ...made, facts: { instruction: row.instructionId, addressee: row.id, ...made.facts } };
      },
    });
  });
}

/** The running clock of an addressee stops. */
export function stopClock(row: AddresseeRow, now: Date): Part {
  return (bind: Bind) =>
    `update clocks set stopped_at = ${bind(now)}, next_at = null where id = ${bind(row.clockId)} and stopped_at is null returning id`;
}

/** Stops the addressee's clock and starts the next, whose row `moved` points to: as the first parts of the step's rows. */
export function nextClock(
  row: AddresseeRow,
  next: { messageId: number; ownerId: number; dueAt: Date },
  now: Date,
): [Part, Part] {
  const clock = { what: 'instruction', startsAt: now, dueAt: next.dueAt, ownerId: next.ownerId } as const;
  return [
    stopClock(row, now),
    (bind) => `${insertClock(bind, next.messageId, { ...clock, promise: false })} returning id`,
  ];
}
