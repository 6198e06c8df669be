import type { FieldFault } from '../../../domain/refusal.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';

const most = 500;

/** Words of supervision as they are kept: tidied, at most 500 characters. */
export function wordsOf(given: string, { required = true, field = 'words' } = {}): string {
  const words = tidy(given);
  const fault: FieldFault | undefined = faultOf(field, words, most, { required, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return words;
}
