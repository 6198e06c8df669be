import { bulletinScopes } from '#domain/bulletins.ts';
import { textOf, textsOf } from '../text-of.ts';

/** What somebody typed into the form of a bulletin, to be judged or shown again. */
export interface TypedBulletin {
  title: string;
  body: string;
  scopes: string[];
  remindAfter: string;
  from: string;
  to: string;
}

/** Reads the form of a bulletin. */
export function typedBulletin(form: FormData): TypedBulletin {
  const [title, body, remindAfter, from, to] = ['title', 'body', 'remindAfter', 'from', 'to'].map((name) =>
    textOf(form, name),
  ) as [string, string, string, string, string];
  const scopes = bulletinScopes.filter((each) => textsOf(form, 'scopes').includes(each));
  return { title, body, scopes, remindAfter, from, to };
}

/** A whole number of a form; 0 where it is none. */
export function wholeOf(form: FormData, name: string): number {
  const text = textOf(form, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
