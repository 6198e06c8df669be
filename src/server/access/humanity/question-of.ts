import type { Question } from '../../../domain/humanity/ask.ts';
import { makeQuestion } from '../../../domain/humanity/question.ts';
import { secretHash } from '../../store/envelope.ts';

/** The question of a proof, which follows from its id under a key: whoever reads the page learns the question and no answer. */
export function questionOf(id: string, lang: 'zh' | 'en'): Question {
  let drawn = 0;
  const draw = (below: number): number => {
    drawn += 1;
    return secretHash('proof-question', `${id}\n${drawn}`).readUInt32LE() % below;
  };
  return makeQuestion(draw, lang);
}
