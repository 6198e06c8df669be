import { markOf } from '../redaction-marks.ts';
import { coverPersonal } from './cover-personal.ts';
import type { PersonalKind, PersonalWhy } from './personal-datum.ts';

/** Words that the rules propose to hide, and what would stand there; the same words are told once. */
export interface HiddenWords {
  what: PersonalKind;
  why: PersonalWhy;
  words: string;
  shownAs: string;
  times: number;
}

/** What a writer is told before sending: their texts as everybody would see them, and what is hidden in them. */
export function whatIsHidden<Field extends string>(
  texts: Record<Field, string>,
): { shown: Record<Field, string>; hidden: HiddenWords[] } {
  const shown = { ...texts };
  const hidden = new Map<string, HiddenWords>();
  for (const field of Object.keys(texts) as Field[]) {
    const covered = coverPersonal(texts[field]);
    shown[field] = covered.text;
    for (const { start, end, what, why } of covered.found) {
      const words = texts[field].slice(start, end);
      const told = hidden.get(`${what} ${words}`);
      if (told) told.times += 1;
      else hidden.set(`${what} ${words}`, { what, why, words, shownAs: markOf(what), times: 1 });
    }
  }
  return { shown, hidden: [...hidden.values()] };
}
