import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { relationsToInstruction } from '../../../domain/instructing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { addresseesOf, openBelow } from '../../store/addressees.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked, whoWasFirst } from '../take.ts';
import { staffOf, tellOffice } from './told.ts';

/** The leader takes an instruction back with words; what deputies passed on of it ends with it. */
export async function takeInstructionBack(
  code: string,
  back: { id: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const text = tidy(back.words);
  const fault = faultOf('words', text, 500, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const [first] = await addresseesOf(tx, matter.id, back.id);
    const also = first && relationsToInstruction(actor, first);
    refuseStranger(matter, 'take-instruction-back', actor, { also });
    if (!first) throw new Refusal('not-found');
    const open = await openBelow(tx, matter.id, back.id);
    if (open.length === 0) throw await whoWasFirst(tx, matter.id, actor);
    return takeLocked(tx, locked, {
      step: 'take-instruction-back',
      actor,
      now,
      also,
      effects: () => ({
        rows: [
          (bind) =>
            `update clocks set stopped_at = ${bind(now)}, next_at = null where id = any (${bind(open.map((o) => o.clockId))}::bigint[]) and stopped_at is null`,
          (bind) =>
            `update addressees set state = 'taken-back', ended_at = ${bind(now)}, ended_by = ${bind(staffOf(actor).id)} where id = any (${bind(open.map((o) => o.id))}::bigint[])`,
        ],
        words: [{ what: 'back', ref: back.id, content: { text, by: staffOf(actor).name } }],
        jobs: open.map((o) =>
          tellOffice(
            matter,
            { office: o.ownerId, what: 'instruction-done', cause: `instruction:${o.id}:taken-back` },
            now,
          ),
        ),
        facts: { instruction: back.id, addressees: open.map((o) => o.id) },
      }),
    });
  });
}
