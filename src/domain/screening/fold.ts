/** A text with its disguises of form taken off, and where each of its letters stands in the text as written. */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text`: where its letter begins and ends in the original. */
  starts: Uint32Array;
  ends: Uint32Array;
}

/** What nobody sees between two letters: zero-width marks, variation selectors, the frame of a keycap emoji. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\u20E3]$/u;
/** Text in which nothing is folded, as in nearly every message. */
const plain = /^[\n\x20-\x7E\u3001\u3002\u4E00-\u9FA5]*$/;

/** Full-width, circled and mathematical letters as their plain ones (NFKC letter by letter), invisible ones left out; offsets lead back. */
export function fold(text: string): Folded {
  const isPlain = plain.test(text);
  const room = text.length * (isPlain ? 1 : mostOfOne);
  const [starts, ends] = [new Uint32Array(room), new Uint32Array(room)];
  if (isPlain) {
    for (let at = 0; at < text.length; at += 1) [starts[at], ends[at]] = [at, at + 1];
    return { text, starts, ends };
  }
  const parts: string[] = [];
  let [at, length] = [0, 0];
  for (const letter of text) {
    const start = at;
    at += letter.length;
    const folded = foldLetter(letter);
    // What is left out goes with the letter before: of a keycap nothing stays behind.
    if (folded === '' && length > 0) ends[length - 1] = at;
    for (let unit = 0; unit < folded.length; unit += 1)
      [starts[length + unit], ends[length + unit]] = [start, at];
    length += folded.length;
    parts.push(folded);
  }
  return { text: parts.join(''), starts, ends };
}

/** A stretch of the folded text as it stands in the original. */
export function unfold({ starts, ends }: Folded, start: number, end: number): { start: number; end: number } {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

const mostOfOne = 4;

// A ligature that spells a whole phrase is nobody's number: it stays as it is.
function foldLetter(letter: string): string {
  if (letter >= ' ' && letter <= '~') return letter;
  if (letter >= '\u4E00' && letter <= '\u9FA5') return letter;
  if (unseen.test(letter)) return '';
  const folded = letter.normalize('NFKC');
  return folded.length <= mostOfOne * letter.length ? folded : letter;
}
