import { type FieldFault, faultTitle } from '../../domain/refusal.ts';
import type { Words } from '../words/words.ts';

/** One thing to mend, said beside its field. */
export interface StageError {
  field: string;
  text: string;
}

/** Faults as sentences for the writer: what is wrong and what to do. */
export function errorsOf(faults: readonly FieldFault[], w: Words): StageError[] {
  return faults.map((fault) => ({ field: fault.field, text: sentence(fault, w) }));
}

/** The same for the list at the top, where each has to name its field. */
export function summaryOf(errors: readonly StageError[], w: Words): StageError[] {
  const named = (field: string, text: string) =>
    w.write.labels[field] ? `${w.write.labels[field]}：${text}` : text;
  return errors.map(({ field, text }) => ({ field, text: named(field, text) }));
}

function sentence(fault: FieldFault, w: Words): string {
  if (fault.code === 'required' && w.write.missing[fault.field]) return w.write.missing[fault.field] ?? '';
  const kind = fault.with?.['kind'];
  const named = kind === undefined ? undefined : w.message.kind[kind as keyof typeof w.message.kind];
  return faultTitle(named ? { ...fault, with: { ...fault.with, kind: named } } : fault, w.lang);
}
