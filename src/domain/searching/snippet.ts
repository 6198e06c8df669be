import { fold } from './fold.ts';

/** A piece of a text; `hit` where it is what was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** The text with all that was looked for marked in it. */
export function markHits(text: string, words: readonly string[]): Piece[] {
  return piecesOf(hitSigns(text, words));
}

interface Sign {
  sign: string;
  hit: boolean;
}

function hitSigns(text: string, words: readonly string[]): Sign[] {
  const { signs, folded, from } = foldedSigns(text);
  const hit = signs.map(() => false);
  for (const word of words)
    for (let at = folded.indexOf(word); at !== -1 && word !== ''; at = folded.indexOf(word, at + 1)) {
      const [first, last] = [from[at] ?? 0, from[at + word.length - 1] ?? 0];
      hit.fill(true, first, last + 1);
    }
  return signs.map((sign, i) => ({ sign, hit: hit[i] ?? false }));
}

function piecesOf(signs: readonly Sign[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { sign, hit } of signs) {
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += sign;
    else pieces.push({ text: sign, hit });
  }
  return pieces;
}

/** The part of a text where most of what was looked for stands together, at most about `length` characters, marked. */
export function snippetOf(text: string, words: readonly string[], length = 90): Piece[] {
  const signs = hitSigns(text.replace(/\s+/gu, ' '), words);
  if (signs.length <= length) return piecesOf(signs);
  const start = densest(
    signs.map(({ hit }) => hit),
    length,
  );
  const kept = piecesOf(signs.slice(start, start + length));
  const dots = (there: boolean): Piece[] => (there ? [{ text: '…', hit: false }] : []);
  return [...dots(start > 0), ...kept, ...dots(start + length < signs.length)];
}

// A little before the first hit of the window that holds the most.
function densest(hits: readonly boolean[], length: number): number {
  const lead = 12;
  let [best, bestAt, inside] = [0, 0, 0];
  for (let i = 0; i < hits.length; i += 1) {
    inside += hits[i] ? 1 : 0;
    inside -= hits[i - length + 2 * lead] ? 1 : 0;
    if (inside > best) [best, bestAt] = [inside, i];
  }
  const first = hits.indexOf(true, Math.max(0, bestAt - length + 2 * lead));
  return Math.max(0, Math.min((first === -1 ? 0 : first) - lead, hits.length - length));
}

/** The text folded, and for each folded unit the sign it came from. */
function foldedSigns(text: string): { signs: string[]; folded: string; from: number[] } {
  const signs = [...text];
  let folded = '';
  const from: number[] = [];
  signs.forEach((sign, i) => {
    const part = fold(sign);
    folded += part;
    for (let k = 0; k < part.length; k += 1) from.push(i);
  });
  return { signs, folded, from };
}
