import { faultTitle, isRefusal } from '#domain/refusal.ts';
import type { Lang } from '#ui/words/words.ts';

/** What a form's page shows when its step was refused: what is wrong beside which field, or the refusal itself. */
export interface FormFaults {
  errors: { field: string; text: string }[];
  /** The sentence where no field is at fault. */
  refusal: string | null;
}

/** Turns a refusal into what the form's page shows; whatever is none, and whatever hides the page, is thrown on. */
export function formFaults(error: unknown, lang: Lang): { status: number; faults: FormFaults } {
  if (!isRefusal(error) || error.code === 'not-found') throw error;
  const errors = error.faults.map((fault) => ({ field: fault.field, text: faultTitle(fault, lang) }));
  return { status: error.status, faults: { errors, refusal: errors.length > 0 ? null : error.title(lang) } };
}

/** One field of a form as text; empty where it is missing or a file. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
}
