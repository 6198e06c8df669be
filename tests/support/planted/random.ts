/** Chance that comes out the same for the same seed (mulberry32). */
export interface Chance {
  next(): number;
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  digits(count: number): string;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    pick: (from) => from[int(from.length)] as (typeof from)[number],
    digits: (count) => Array.from({ length: count }, () => int(10)).join(''),
  };
}
