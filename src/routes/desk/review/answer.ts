import type { Drafted } from '#ui/desk/review/redaction.ts';
import { textOf, textsOf } from '../text-of.ts';
import type { Refused } from '../refused.ts';

/** What a reviewer had on the desk when a form was sent. */
export interface ReviewValues extends Drafted {
  /** Pictures to be seen; undefined where there was no switch. */
  pictures: string[] | undefined;
  code: string;
  words: string;
}

/** To whom a returned message was to go, as typed or chosen. */
export interface HandOnValues {
  office: string;
  /** A name to look up, and for which name the found ones were looked up. */
  unit: string;
  lookedUp: string;
  words: string;
}

/** What a review form answers with when the page is shown again. */
export interface ReviewAnswer extends Partial<Refused> {
  act: string;
  values?: ReviewValues;
  handOn?: HandOnValues;
  /** The offices that fit the name. */
  found?: { id: number; name: string }[];
  /** A mark of this undo, so that the page takes its values over. */
  undone?: string;
}

/** The values of the form that hands a returned message on. */
export function handOnValues(form: FormData): HandOnValues {
  const [office, unit, lookedUp, words] = ['office', 'unit', 'lookedUp', 'words'].map((name) =>
    textOf(form, name),
  );
  return { office: office ?? '', unit: unit?.trim() ?? '', lookedUp: lookedUp ?? '', words: words ?? '' };
}

/** The values of a review form; `fields` are the texts it carries. */
export function reviewValues(form: FormData, fields: readonly string[]): ReviewValues {
  return {
    shown: Object.fromEntries(fields.map((field) => [field, textOf(form, field)])),
    kept: textsOf(form, 'kept'),
    pictures: form.has('pictures') ? textsOf(form, 'show') : undefined,
    code: textOf(form, 'code'),
    words: textOf(form, 'words'),
  };
}
