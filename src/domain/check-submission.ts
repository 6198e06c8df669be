import { kinds, limits, type Kind, type Submission } from './message.ts';
import { type FieldFault, Refusal } from './refusal.ts';
import { faultOf, tidy } from './text.ts';

/** A submission whose words are tidied and within limits. */
export type TidySubmission = Omit<Submission, 'kind'> & { kind: Kind; place: string; remark: string };

/** The parts of the staged form; each is judged alone and all again at the end. */
export const stages = ['leader', 'matter', 'words', 'person'] as const;
export type Stage = (typeof stages)[number];

/** Kinds by which a confidential report is known at the door: never taken until it can be sealed. */
const reportWords = new Set(['report', '监督举报', '举报']);

/** Is this the kind of a confidential report? */
export function isReport(kind: string): boolean {
  return reportWords.has(kind.trim().toLowerCase());
}

/** Tidies and judges a whole submission; throws one Refusal with every fault beside its field. */
export function checkSubmission(raw: Submission): TidySubmission {
  if (isReport(raw.kind)) throw new Refusal('not-open-yet');
  const tidied = tidyWords(raw);
  const faults = [...kindFaults(raw.kind), ...wordFaults(tidied), ...nameFaults(tidied.name)];
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { ...tidied, kind: raw.kind as Kind };
}

/** Judges the words of the third stage. */
export function wordFaults(s: {
  title: string;
  body: string;
  place: string;
  remark: string;
  pictures: readonly unknown[];
}): FieldFault[] {
  const faults = [
    faultOf('title', s.title, limits.title, { required: true }),
    faultOf('body', s.body, limits.body, { required: true, lines: true }),
    faultOf('place', s.place, limits.place),
    faultOf('remark', s.remark, limits.remark, { lines: true }),
  ].filter((f) => f !== undefined);
  if (s.pictures.length > limits.pictures) faults.push({ field: 'pictures', code: 'too-many-pictures' });
  return faults;
}

/** Judges the real name of the fourth stage. */
export function nameFaults(name: string): FieldFault[] {
  const fault = faultOf('name', tidy(name), limits.name, { required: true });
  return fault ? [fault] : [];
}

/** Judges the kind alone. */
export function kindFaults(kind: string): FieldFault[] {
  return (kinds as readonly string[]).includes(kind)
    ? []
    : [{ field: 'kind', code: kind === '' ? 'required' : 'wrong-choice' }];
}

/** All words of a submission as the house keeps them. */
export function tidyWords(raw: Submission) {
  return {
    ...raw,
    title: tidy(raw.title),
    body: tidy(raw.body),
    place: tidy(raw.place ?? ''),
    remark: tidy(raw.remark ?? ''),
    name: tidy(raw.name),
  };
}
