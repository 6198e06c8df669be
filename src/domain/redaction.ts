import { limits } from './message.ts';
import { type FieldFault, Refusal } from './refusal.ts';
import { faultOf, tidy } from './text.ts';

/** The public words of a message. */
export interface PublicText {
  title: string;
  body: string;
  place: string;
}

/** What a reviewer gives for publication: only what differs from the original. */
export type Redacted = Partial<PublicText>;

/** The public text from original and redaction; throws when the reviewer's text cannot stand. A redaction mark may be longer than what it hides. */
export function publicText(original: PublicText, redacted: Redacted): PublicText {
  const text = {
    title: tidy(redacted.title ?? original.title),
    body: tidy(redacted.body ?? original.body),
    place: tidy(redacted.place ?? original.place),
  };
  const faults = [
    faultOf('title', text.title, limits.title * 2, { required: true }),
    faultOf('body', text.body, limits.body * 2, { required: true, lines: true }),
    faultOf('place', text.place, limits.place * 2),
  ].filter((f): f is FieldFault => f !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return text;
}

/** Does the public text differ from the original? */
export function differs(original: PublicText, text: PublicText): boolean {
  return original.title !== text.title || original.body !== text.body || original.place !== text.place;
}
