import { takeAll, turn, type Fields, type Turn } from '#ui/desk/review/redaction.ts';
import { textOf } from '../text-of.ts';
import type { ReviewValues } from './answer.ts';

/** The values after the turn that a button of the list of places asked for, without scripts. */
export function turned(original: Fields, values: ReviewValues, form: FormData): ReviewValues {
  const [act, ...rest] = textOf(form, 'turn').split('|');
  const key = rest.join('|');
  if (act === 'all') return { ...values, ...takeAll(original, values) };
  const known: Turn | undefined = (['take', 'leave', 'undo'] as const).find((each) => each === act);
  return known ? { ...values, ...turn(original, values, { turn: known, key }) } : values;
}
