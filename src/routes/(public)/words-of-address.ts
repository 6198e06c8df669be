import { type Words, words } from '#ui/words/words.ts';

/** The words in the language that an address names: feed readers, and who draws a picture beside an address, carry no cookies. */
export const wordsOf = (url: URL): Words => words(url.searchParams.get('lang') === 'en' ? 'en' : 'zh');
