import { faultTitle, isRefusal } from '#domain/refusal.ts';

/** What a form's page shows of a refusal: the sentence, and what is wrong beside which field. */
export interface Refused {
  refusal: { code: string; title: string };
  errors: { field: string; text: string }[];
}

/** Turns a refusal into what the form's page shows; throws on what is none. */
export function refused(error: unknown, lang: 'zh' | 'en'): { status: number; shown: Refused } {
  if (!isRefusal(error)) throw error;
  const errors = error.faults.map((fault) => ({ field: fault.field, text: faultTitle(fault, lang) }));
  return { status: error.status, shown: { refusal: { code: error.code, title: error.title(lang) }, errors } };
}
