const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const neverFirst = /^[，。、；：！？）】》”’…—·,.;:!?)\]}%]/;
const pictograph = /\p{Extended_Pictographic}|[\u200d\ufe0e\ufe0f\u{1f1e6}-\u{1f1ff}\u{e0000}-\u{e007f}]/u;

/** Text in lines of at most so many widths of a Chinese sign; what is too long ends in an ellipsis. Signs that the font cannot draw are left out. */
export function wrapText(text: string, most: { wide: number; lines: number }): string[] {
  const signs = [...segments.segment(text.replace(/\s+/g, ' ').trim())]
    .map(({ segment }) => segment)
    .filter((sign) => !pictograph.test(sign));
  const lines: string[] = [''];
  let width = 0;
  for (const sign of signs) {
    const wide = widthOf(sign);
    // A mark of punctuation hangs over the edge rather than begin a line.
    if (width + wide > most.wide && !neverFirst.test(sign)) {
      lines.push('');
      width = 0;
    }
    if (width > 0 || sign !== ' ') {
      lines[lines.length - 1] += sign;
      width += wide;
    }
  }
  if (lines.length <= most.lines) return lines.filter((line) => line !== '');
  const kept = lines.slice(0, most.lines);
  const last = [...(kept.at(-1) ?? '')].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last}…`];
}

function widthOf(sign: string): number {
  return /^[\u0020-\u007e\u00a0-\u024f]/.test(sign) ? (/^[A-Zmw@%&]/.test(sign) ? 0.75 : 0.56) : 1;
}
