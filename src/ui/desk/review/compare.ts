/** A place in which the public text differs from the original: offsets in both, and what stands there. */
export interface Hunk {
  from: readonly [start: number, end: number];
  to: readonly [start: number, end: number];
  was: string;
  now: string;
}

/** A mark in the public text that says what was taken out; one piece, never matched letter by letter. */
export const markPattern = /【[^【】\n]{1,20}(?:已隐去|略)】/gu;

/** More steps than this: the texts have too little in common, the whole is one difference. */
const mostSteps = 1500;

/** Where and how the public text differs from the original, in the order of the text. */
export function compare(original: string, shown: string): Hunk[] {
  if (original === shown) return [];
  const [a, b] = [pieces(original), pieces(shown)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
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

/** The pieces that both have, in order: the longest such run (Myers, by the shortest way through). */
function keptPairs(a: string[], b: string[]): Pair[] {
  const most = Math.min(a.length + b.length, mostSteps);
  const reach = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trail.push(reach.slice());
    for (let lane = -steps; lane <= steps; lane += 2) {
      const from = comesFrom(reach, lane, steps);
      let x = at(reach, from) + (from < lane ? 1 : 0);
      while (x < a.length && x - lane < b.length && a[x] === b[x - lane]) x += 1;
      reach[lane + most + 1] = x;
      if (x >= a.length && x - lane >= b.length) return walkBack(trail, a, b);
    }
  }
  return [];
}

/** From which neighbouring lane the furthest way into this one leads. */
function comesFrom(reach: Int32Array, lane: number, steps: number): number {
  const down = lane === -steps || (lane !== steps && at(reach, lane - 1) < at(reach, lane + 1));
  return down ? lane + 1 : lane - 1;
}

function at(reach: Int32Array, lane: number): number {
  return reach[lane + (reach.length - 1) / 2] as number;
}

function walkBack(trail: Int32Array[], a: string[], b: string[]): Pair[] {
  const kept: Pair[] = [];
  let [x, y] = [a.length, b.length];
  for (let steps = trail.length - 1; steps >= 0; steps -= 1) {
    const before = comesFrom(trail[steps] as Int32Array, x - y, steps);
    const fromX = steps === 0 ? 0 : at(trail[steps] as Int32Array, before);
    const fromY = steps === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) kept.push([(x -= 1), (y -= 1)]);
    [x, y] = [fromX, fromY];
  }
  return kept.reverse();
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
