import { fewestShingles, shinglesOf } from './shingles.ts';

/** Numbers that stand for a text: how many of two agree is how much the two texts have in common (MinHash). */
export type Sketch = Uint16Array;

/** By what a text is sketched; whoever does not have these cannot tell which text a sketch is of. */
export interface Sketching {
  /** 32 bits of a run of letters, under a key. */
  hash(shingle: string): number;
  /** An odd factor and a summand for each number of the sketch, under the same key. */
  turns: readonly (readonly [number, number])[];
}

/** How many numbers a sketch has, and how many of them make a band. */
export const sketchLength = 66;
const bandRows = 3;

/** From which share of common numbers two texts count as alike. */
export const alikeFrom = 0.48;

/** A text in numbers; null where it is too short to be like another. */
export function sketchOf(text: string, { hash, turns }: Sketching): Sketch | null {
  const shingles = [...shinglesOf(text)];
  if (shingles.length < fewestShingles) return null;
  const hashes = shingles.map(hash);
  return Uint16Array.from(turns, ([factor, summand]) => {
    let least = 0xffff_ffff;
    for (const each of hashes) {
      const turned = mixed((Math.imul(each, factor) + summand) >>> 0);
      if (turned < least) least = turned;
    }
    return least & 0xffff;
  });
}

/** The bands of a sketch: two texts that are alike nearly always have one in common, others nearly never. */
export function bandsOf(sketch: Sketch): number[] {
  const bands: number[] = [];
  for (let at = 0; at < sketch.length; at += bandRows) {
    let sum = 0x811c_9dc5;
    for (const each of sketch.subarray(at, at + bandRows))
      sum = mixed(Math.imul(sum ^ each, 0x0100_0193) >>> 0);
    // Its place is part of a band: the same numbers elsewhere mean nothing.
    bands.push((at / bandRows) * 2 ** 32 + sum);
  }
  return bands;
}

/** How much two texts have in common, 0 to 1. */
export function alikeness(a: Sketch, b: Sketch): number {
  let common = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] === b[at]) common += 1;
  return common / a.length;
}

function mixed(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
