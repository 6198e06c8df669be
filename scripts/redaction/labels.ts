import fs from 'node:fs';
import path from 'node:path';
import type { RealText } from './real-texts.ts';
import { foundIn } from './real-texts.ts';

/** A seeded draw from the held-out half, judged by a reader: hashes, offsets and judgements, never the words themselves. */
export interface Draw {
  draw: number;
  what: string;
  /** Of the leaks in the texts read: how many the rules found when they were counted first, and of how many. */
  leaksFoundAtFirst: number;
  leaksAtFirst: number;
  /** Findings drawn: which text, from where to where, and whether it leads to a private person. */
  findings: readonly [id: string, start: number, end: number, judged: 'leak' | 'none'][];
  /** Texts read in full, and every leak in them, found by the rules or not (where its words stand first). */
  read: readonly string[];
  leaks: readonly [id: string, start: number, end: number][];
}

/** The draws, in the order in which they were judged. */
export function readDraws(): Draw[] {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'labels.json'), 'utf8')) as Draw[];
}

/** Of what was judged: what the rules find now. */
export function precisionOf({ findings }: Draw, texts: ReadonlyMap<string, RealText>) {
  const standing = findings.filter(([id, start, end]) => {
    const text = texts.get(id);
    return text && foundIn(text).some((found) => found.start < end && found.end > start);
  });
  const leaksIn = (all: Draw['findings']): number => all.filter(([, , , judged]) => judged === 'leak').length;
  return {
    atFirst: { found: findings.length, right: leaksIn(findings) },
    now: { found: standing.length, right: leaksIn(standing) },
  };
}

/** Of the leaks in the texts read: which the rules find now, wherever their words stand. */
export function recallOf({ leaks }: Draw, texts: ReadonlyMap<string, RealText>) {
  const judged = leaks.flatMap(([id, start, end]) => {
    const text = texts.get(id);
    if (!text) return [];
    const words = text.text.slice(start, end);
    return [{ found: isCovered(text, words), isName: /^\p{Script=Han}{2,4}$/u.test(words) }];
  });
  const count = (of: typeof judged) => ({ leaks: of.length, found: of.filter(({ found }) => found).length });
  return {
    names: count(judged.filter(({ isName }) => isName)),
    others: count(judged.filter(({ isName }) => !isName)),
  };
}

// In a message every place must be covered; an office is told of a name in its reply once.
function isCovered({ text, sort, ...rest }: RealText, words: string): boolean {
  const found = foundIn({ text, sort, ...rest });
  let end = 0;
  const covered = text
    .split(words)
    .slice(0, -1)
    .map((before) => {
      const start = end + before.length;
      end = start + words.length;
      return found.some((each) => each.start < end && each.end > start);
    });
  return sort === 'reply' ? covered.includes(true) : covered.every(Boolean);
}
