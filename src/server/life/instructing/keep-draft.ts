import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { keepInstructionDraft } from '../../store/instruction-drafts.ts';
import { withMessage } from '../../store/lock-message.ts';
import { mostWords } from './instruct.ts';
import { staffOf } from './told.ts';

/** An instruction that is not given yet. */
export interface InstructionDraft {
  to: readonly string[];
  words: string;
  reportOn: string;
}

/** Keeps an instruction that is being written; it belongs to the post, so whoever holds it next goes on with it. */
export async function keepDraft(
  code: string,
  draft: InstructionDraft,
  actor: Actor,
  now: Date,
): Promise<void> {
  const words = tidy(draft.words);
  const fault = faultOf('words', words, mostWords, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  await withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'instruct', actor);
    const kept = { to: draft.to.slice(0, 8), words, reportOn: draft.reportOn.slice(0, 10) };
    await keepInstructionDraft(tx, locked, kept, { staffId: staffOf(actor).id, at: now });
  });
}
