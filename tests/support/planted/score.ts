import { findPersonalData } from '../../../src/domain/screening/find-personal-data.ts';
import {
  isDoubtful,
  type PersonalKind,
  personalKinds,
} from '../../../src/domain/screening/personal-datum.ts';
import type { PlantedText } from './planted-texts.ts';

/** What the rules made of planted texts, for one kind. */
export interface Score {
  planted: number;
  found: number;
  missed: number;
  falseAlarms: number;
}

/** One thing that went wrong, to be read. */
export interface Mistake {
  what: PersonalKind;
  how: string;
  text: string;
  words: string;
}

/** A planted datum is found when what was found of any kind covers at least nine tenths of it; a find that touches nothing planted is a false alarm. */
export function scoreOf(texts: readonly PlantedText[]): {
  scores: ReadonlyMap<PersonalKind, Score>;
  mistakes: readonly Mistake[];
} {
  const scores = new Map(
    personalKinds.map((what) => [what, { planted: 0, found: 0, missed: 0, falseAlarms: 0 }]),
  );
  const mistakes: Mistake[] = [];
  const count = (what: PersonalKind, key: keyof Score): void => void (scores.get(what)![key] += 1);
  for (const { text, spans } of texts) {
    const found = findPersonalData(text).filter((datum) => !isDoubtful(datum));
    for (const { start, end, what, how } of spans) {
      const covered = found.reduce(
        (sum, each) => sum + Math.max(0, Math.min(end, each.end) - Math.max(start, each.start)),
        0,
      );
      const isFound = covered >= (end - start) * 0.9;
      count(what, 'planted');
      count(what, isFound ? 'found' : 'missed');
      if (!isFound) mistakes.push({ what, how, text, words: text.slice(start, end) });
    }
    for (const { start, end, what } of found) {
      if (spans.some((span) => start < span.end && end > span.start)) continue;
      count(what, 'falseAlarms');
      mistakes.push({ what, how: 'false alarm', text, words: text.slice(start, end) });
    }
  }
  return { scores, mistakes };
}
