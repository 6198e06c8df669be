import { pinyin } from 'pinyin-pro';
import { correctReading } from './place-readings.ts';

/** How a place's name is typed in Latin letters: whole (chengdushi) and by initials (cds), lower case without blanks. */
export function spellingOf(name: string): { pinyin: string; initials: string } {
  const plain = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const syllables = correctReading(name, plain).map((syllable) => syllable.toLowerCase().replace(/\s/g, ''));
  const initials = syllables.map((syllable) => [...syllable][0] ?? '').join('');
  return { pinyin: syllables.join(''), initials };
}
