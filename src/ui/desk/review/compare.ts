/** A place in which the public text differs from the original: offsets in both, and what stands there. */
export interface Hunk {
  from: readonly [start: number, end: number];
  to: readonly [start: number, end: number];
  was: string;
  now: string;
}

/** A mark in the public text that says what was taken out; one piece, never matched letter by letter. */
export const markPattern = /【[^【】\n]{1,20}(?:已隐去|略)】/gu;

/** Beyond this many pairs of letters the middle of the texts is one difference. */
const mostCells = 6_000_000;

/** Where and how the public text differs from the original, in the order of the text. */
export function compare(original: string, shown: string): Hunk[] {
  if (original === shown) return [];
  const [a, b] = [pieces(original), pieces(shown)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const kept = keptPairs(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const pairs = [
    ...range(0, head).map((i): Pair => [i, i]),
    ...kept.map(([i, j]): Pair => [i + head, j + head]),
    ...range(0, tail).map((i): Pair => [a.length - tail + i, b.length - tail + i]),
  ];
  return joined(hunksBetween(pairs, a, b), original, shown);
}

type Pair = readonly [number, number];

function pieces(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  for (const { 0: mark, index } of text.matchAll(markPattern)) {
    found.push(...text.slice(at, index), mark);
    at = index + mark.length;
  }
  found.push(...text.slice(at));
  return found;
}

/** Costs: a letter more or less, and every new place; few places read better than many. */
const [perPiece, perPlace] = [2, 3];
/** How a cell of the table was reached: by a kept piece, by one left out, by one put in; inside a place or not. */
const [kept, left, put] = [1, 2, 3];

/** The pieces that both have, in order, so chosen that the differences are few and whole. */
function keptPairs(a: string[], b: string[]): Pair[] {
  if (a.length * b.length > mostCells) return [];
  const width = b.length + 1;
  const [inside, outside] = [new Uint8Array((a.length + 1) * width), new Uint8Array((a.length + 1) * width)];
  let above = [Int32Array.from({ length: width }), Int32Array.from({ length: width })] as const;
  for (let i = 0; i <= a.length; i += 1) {
    const row = [new Int32Array(width), new Int32Array(width)] as const;
    for (let j = 0; j <= b.length; j += 1)
      fill(row, above, { i, j, same: a[i - 1] === b[j - 1], inside, outside });
    above = row;
  }
  return walkBack({ inside, outside, width }, above, a.length);
}

type Row = readonly [outside: Int32Array, inside: Int32Array];
const never = 1 << 29;

interface Cell {
  i: number;
  j: number;
  same: boolean;
  inside: Uint8Array;
  outside: Uint8Array;
}

// The cheapest way to a cell, once ending outside a place (with a kept piece) and once inside one.
function fill(row: Row, above: Row, { i, j, same, inside, outside }: Cell): void {
  const at = i * row[0].length + j;
  if (i === 0 && j === 0) {
    row[0][0] = 0;
    row[1][0] = never;
    return;
  }
  const diagonal = i > 0 && j > 0 && same;
  const [fromOut, fromIn] = diagonal
    ? [above[0][j - 1] as number, above[1][j - 1] as number]
    : [never, never];
  row[0][j] = Math.min(fromOut, fromIn);
  outside[at] = fromIn < fromOut ? kept + 4 : kept;
  const without = i > 0 ? entered(above, j) : never;
  const withMore = j > 0 ? entered(row, j - 1) : never;
  row[1][j] = Math.min(without, withMore) + perPiece;
  const [way, from] = without <= withMore ? [left, above[1][j]] : [put, row[1][j - 1]];
  inside[at] = from === Math.min(without, withMore) ? way + 4 : way;
}

function entered([out, ins]: Row, j: number): number {
  return Math.min(ins[j] as number, (out[j] as number) + perPlace);
}

// 4 in a way says: it came from inside a place.
function walkBack(
  table: { inside: Uint8Array; outside: Uint8Array; width: number },
  last: Row,
  rows: number,
): Pair[] {
  const pairs: Pair[] = [];
  let [i, j] = [rows, table.width - 1];
  let isInside = (last[1][j] as number) < (last[0][j] as number);
  while (i > 0 || j > 0) {
    const way = (isInside ? table.inside : table.outside)[i * table.width + j] as number;
    const step = way & 3;
    if (step !== put) i -= 1;
    if (step !== left) j -= 1;
    if (step === kept) pairs.push([i, j]);
    isInside = way > 3;
  }
  return pairs.reverse();
}

function hunksBetween(pairs: Pair[], a: string[], b: string[]): Hunk[] {
  const [atA, atB] = [offsets(a), offsets(b)];
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...pairs, [a.length, b.length] as Pair]) {
    if (nextI > i || nextJ > j) {
      hunks.push({
        from: [atA[i] as number, atA[nextI] as number],
        to: [atB[j] as number, atB[nextJ] as number],
        was: a.slice(i, nextI).join(''),
        now: b.slice(j, nextJ).join(''),
      });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return hunks;
}

// A single letter left standing between two edits is no place of its own; between two marks it is.
function joined(hunks: Hunk[], original: string, shown: string): Hunk[] {
  const whole = (text: string) => text.replace(markPattern, '') === '' && text !== '';
  const result: Hunk[] = [];
  for (const hunk of hunks) {
    const last = result.at(-1);
    if (last && hunk.from[0] - last.from[1] <= 1 && !whole(last.now) && !whole(hunk.now)) {
      const [from, to] = [[last.from[0], hunk.from[1]] as const, [last.to[0], hunk.to[1]] as const];
      result[result.length - 1] = { from, to, was: original.slice(...from), now: shown.slice(...to) };
    } else result.push(hunk);
  }
  return result;
}

function offsets(parts: string[]): number[] {
  const at = [0];
  for (const part of parts) at.push((at.at(-1) as number) + part.length);
  return at;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
