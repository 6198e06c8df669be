import type { PersonalKind } from '../../../src/domain/screening/personal-datum.ts';
import { plant } from './people.ts';
import { type Chance, chance } from './random.ts';
import { innocent, seen, unseen } from './sentences.ts';

/** A generated text and where in it somebody's data were planted; nothing else in it is personal. */
export interface PlantedText {
  text: string;
  spans: readonly { start: number; end: number; what: PersonalKind; how: string }[];
  /** Its sentence was at hand while the rules were written, or not; or it has nothing of anybody. */
  of: 'seen' | 'unseen' | 'innocent';
}

const slot = /\{([\w-]+)\}/g;

/** So many texts of each sort, the same for the same seed: two planted sentences with an innocent one between, or innocent ones alone. */
export function plantedTexts(seed: number, ofEach: number): PlantedText[] {
  const by = chance(seed);
  const sorts = ['seen', 'unseen', 'innocent'] as const;
  return sorts.flatMap((of) => Array.from({ length: ofEach }, () => compose(of, by)));
}

function compose(of: PlantedText['of'], by: Chance): PlantedText {
  const from = of === 'seen' ? seen : of === 'unseen' ? unseen : innocent;
  const sentences = [by.pick(innocent), by.pick(from)];
  if (by.next() < 0.5) sentences.reverse();
  if (by.next() < 0.3) sentences.push(by.pick(from));
  // A signature is the end of a letter.
  const ordered = sentences.toSorted((a, b) => Number(isSignature(a)) - Number(isSignature(b)));
  const signatures = ordered.filter(isSignature).length;
  return { of, ...fill(ordered.slice(0, signatures > 1 ? 1 - signatures : undefined), by) };
}

const isSignature = (sentence: string): boolean => /[!！。]\{name\}( |$)|^此致|^谢谢/.test(sentence);

function fill(sentences: readonly string[], by: Chance): Pick<PlantedText, 'text' | 'spans'> {
  const spans: { start: number; end: number; what: PersonalKind; how: string }[] = [];
  let text = '';
  for (const sentence of sentences) {
    let at = 0;
    for (const { 0: whole, 1: name, index } of sentence.matchAll(slot)) {
      text += sentence.slice(at, index);
      at = index + whole.length;
      if (name === 'n') text += by.int(10);
      else {
        const planted = plant(name as PersonalKind, by);
        spans.push({
          start: text.length,
          end: text.length + planted.text.length,
          what: planted.what,
          how: planted.how,
        });
        text += planted.text;
      }
    }
    text += sentence.slice(at);
    // What has no stop at its end ends its line.
    if (!/[。！!]$/u.test(text)) text += '\n';
  }
  return { text: text.trimEnd(), spans };
}
