import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { relationsToInstruction } from '../../../domain/instructing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { findPersonalData } from '../../../domain/screening/find-personal-data.ts';
import { isPersonalNumber } from '../../../domain/screening/personal-datum.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { addresseesOf } from '../../store/addressees.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { mostWords } from './instruct.ts';

/** The leader makes the words of an instruction public, as given here: the trace then says them. Never with anybody's personal data. */
export async function publishInstruction(
  code: string,
  given: { id: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const text = tidy(given.words);
  const fault = faultOf('words', text, mostWords, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  if (findPersonalData(text).some(isPersonalNumber))
    throw new Refusal('invalid', { faults: [{ field: 'words', code: 'personal-in-public' }] });
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const [first] = await addresseesOf(tx, matter.id, given.id);
    const also = first && relationsToInstruction(actor, first);
    refuseStranger(matter, 'publish-instruction', actor, { also });
    if (!first) throw new Refusal('not-found');
    return takeLocked(tx, locked, {
      step: 'publish-instruction',
      actor,
      now,
      also,
      effects: () => ({
        rows: [
          (bind) =>
            `update instructions set public_words = ${bind(text)}, made_public_at = ${bind(now)} where id = ${bind(given.id)}`,
        ],
        facts: { instruction: given.id },
      }),
    });
  });
}
