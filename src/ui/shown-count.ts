import { countText } from './numbers.ts';
import type { Words } from './words/words.ts';

/** A count that may be hidden: 1,284, or that it is under five. */
export function shownText(n: number | null, w: Words): string {
  return n === null ? w.statistics.hidden : countText(n);
}

/** The same with its unit, where the language has one: 1,284件. What is hidden says itself of what it is fewer. */
export function piecesText(n: number | null, w: Words): string {
  return n === null ? w.statistics.hidden : countText(n) + w.lists.pieces;
}
