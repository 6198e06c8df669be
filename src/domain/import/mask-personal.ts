import { coverPersonal } from '../screening/cover-personal.ts';
import { isPersonalNumber } from '../screening/personal-datum.ts';

/** A public text without numbers that lead to a person, and how many were taken out. */
export interface Masked {
  text: string;
  count: number;
}

/** Takes numbers and accounts of persons out of a text that is to be public with no reviewer between; names and doors, on which a person should look, stay. The marks are those of a reviewer. */
export function maskPersonal(text: string): Masked {
  const { text: masked, found } = coverPersonal(text, isPersonalNumber);
  return { text: masked, count: found.length };
}
