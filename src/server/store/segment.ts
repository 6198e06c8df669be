import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let cutter: Jieba | undefined;

/** Cuts Chinese text into words separated by spaces, for the index and for the query alike. */
export function segment(text: string): string {
  cutter ??= Jieba.withDict(dict);
  return cutter
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ');
}

/** Cuts what somebody searches for into words that do not overlap. */
export function cutWords(text: string): readonly string[] {
  cutter ??= Jieba.withDict(dict);
  return cutter.cut(text, true);
}
