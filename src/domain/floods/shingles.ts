import { fold } from '../screening/fold.ts';

const size = 3;
/** A text with fewer says too little to be like another. */
export const fewestShingles = 6;

/** What whoever copies a text changes first says nothing: width, case, marks, spaces, numbers in either script. */
const changeable = /[\p{P}\p{S}\p{Z}\p{C}\p{N}零〇一二三四五六七八九十百千万两]/gu;

/** The runs of three letters in a text, each once; where sentences stand in it does not matter. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const bare = [...fold(text).text.toLowerCase().replace(changeable, '')];
  const found = new Set<string>();
  for (let at = 0; at + size <= bare.length; at += 1) found.add(bare.slice(at, at + size).join(''));
  return found;
}
