/** A sentence and where it begins in its text. */
export interface Sentence {
  text: string;
  start: number;
}

/** The sentences of a Chinese text: split at full stops, marks, semicolons, wide blanks and line ends; the mark stays with its sentence. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const { 0: whole, index } of text.matchAll(/[^。！!？?；;\n\u3000]+[。！!？?；;]*/g)) {
    const trimmed = whole.trimStart();
    if (trimmed.trim() !== '')
      found.push({ text: trimmed.trimEnd(), start: index + whole.length - trimmed.length });
  }
  return found;
}
