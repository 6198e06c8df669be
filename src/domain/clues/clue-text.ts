import type { FieldFault } from '../refusal.ts';
import { faultOf, tidy } from '../text.ts';

/** What a clue says, before it is sealed: for the writer's browser or the door alone. */
export interface ClueText {
  /** Whom or which unit it is about. */
  unit: string;
  /** The code of a province; empty where none was chosen. */
  province: string;
  when: string;
  body: string;
  /** How the writer can be reached, if they wish. */
  contact: string;
}

/** The most that each field may hold, in characters. */
export const clueLimits = {
  unit: 100,
  when: 100,
  body: 3000,
  contact: 200,
  letter: 1000,
  finding: 1000,
} as const;

/** A clue with its words tidied. */
export function tidyClue(raw: ClueText): ClueText {
  const { unit, province, when, body, contact } = raw;
  return {
    unit: tidy(unit),
    province: /^\d{6}$/.test(province) ? province : '',
    when: tidy(when),
    body: tidy(body),
    contact: tidy(contact),
  };
}

/** What is wrong with a tidied clue, beside its fields. */
export function clueFaults(clue: ClueText): FieldFault[] {
  const { unit, when, body, contact } = clueLimits;
  return [
    faultOf('unit', clue.unit, unit, { required: true }),
    faultOf('when', clue.when, when),
    faultOf('body', clue.body, body, { required: true, lines: true }),
    faultOf('contact', clue.contact, contact, { lines: true }),
  ].filter((fault) => fault !== undefined);
}

/** What is wrong with a tidied letter or finding. */
export function letterFaults(text: string, field: 'letter' | 'finding' = 'letter'): FieldFault[] {
  const fault = faultOf(field, text, clueLimits[field], { required: true, lines: true });
  return fault ? [fault] : [];
}

/** What may be the same in two clues of one matter, spelled alike however it was typed: the unit, and the unit in its province. */
export function likeThings({ unit, province }: Pick<ClueText, 'unit' | 'province'>): string[] {
  const name = unit
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  if (name === '') return [];
  return [`unit ${name}`, ...(province ? [`unit ${name} in ${province.slice(0, 2)}`] : [])];
}
