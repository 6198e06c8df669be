import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';

// The site's bundle and the API have copies of this file, and one and the same process; the dictionary takes 45 MB.
const place = Symbol.for('huiyin.cutter');
const process_ = globalThis as unknown as Record<symbol, Jieba | undefined>;

function cutter(): Jieba {
  return (process_[place] ??= Jieba.withDict(fs.readFileSync(dictionaryFile())));
}

// The package has a module that reads it, and keeps it and another one, 11 MB, for good.
function dictionaryFile(): string {
  return createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
}

/** Cuts Chinese text into words separated by spaces, for the index and for the query alike. */
export function segment(text: string): string {
  return cutter()
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ');
}

/** Cuts what somebody searches for into words that do not overlap. */
export function cutWords(text: string): readonly string[] {
  return cutter().cut(text, true);
}
