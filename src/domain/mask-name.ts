const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** How an author is shown to the public: the first character and three stars (陈***), never the real name. */
export function maskName(name: string): string {
  const [first] = segmenter.segment(name.trim());
  return `${first?.segment ?? '网'}***`;
}
