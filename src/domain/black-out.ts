/** What stands in place of words that nobody may read any more. */
export const blackMark = '【已隐去】';

/** The text with every occurrence of these words covered; longer pieces first, so that none is left in half. */
export function blackOut(text: string, pieces: readonly string[]): string {
  return [...pieces]
    .sort((a, b) => b.length - a.length)
    .reduce((covered, piece) => (piece === '' ? covered : covered.replaceAll(piece, blackMark)), text);
}

/** The pieces as somebody lists them, one a line; each once. */
export function piecesOf(list: string): string[] {
  const lines = list.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
