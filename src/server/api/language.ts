/** The languages in which the API speaks to people. */
export type Language = 'zh' | 'en';

/** The language that the sender of an Accept-Language header reads best; Chinese where nothing speaks for English. */
export function languageOf(header: string | undefined): Language {
  if (!header) return 'zh';
  let best: { language: Language; weight: number } = { language: 'zh', weight: 0 };
  for (const range of header.slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = /^zh(-|$)/.test(tag) ? 'zh' : /^en(-|$)/.test(tag) ? 'en' : undefined;
    const weight = weightOf(parameters);
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.map((each) => /^\s*q=(\d(?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean);
  return q === undefined ? 1 : Number(q);
}
