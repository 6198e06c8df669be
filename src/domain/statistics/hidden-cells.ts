import { isHidden } from '../circular/unit-figures.ts';
import type { Share } from './rates.ts';

/**
 * Which cells of a column that adds up to a known sum are hidden: those of one to four, and as many of the next smallest as
 * it takes that nobody can find them by taking the shown ones from the sum: at least two, of five or more together. What is
 * hidden already for another reason counts among them.
 */
export function hiddenCells(column: readonly number[], already: readonly boolean[] = []): boolean[] {
  const hidden = column.map((n, at) => isHidden(n) || (already[at] ?? false));
  if (!hidden.includes(true)) return hidden;
  const shown = column
    .map((n, at) => ({ n, at }))
    .filter(({ n, at }) => n > 0 && !hidden[at])
    .sort((a, b) => b.n - a.n);
  const some = () => column.filter((_, at) => hidden[at]);
  while (shown.length > 0 && (some().length < 2 || isHidden(some().reduce((sum, n) => sum + n, 0)))) {
    const next = shown.pop();
    if (next) hidden[next.at] = true;
  }
  return hidden;
}

/** The counts of a column as they are shown; null: hidden. */
export function shownCounts(column: readonly number[]): (number | null)[] {
  const hidden = hiddenCells(column);
  return column.map((n, at) => (hidden[at] ? null : n));
}

/** The shares of a column as they are shown: hidden where the part or the ground is; null also without any ground. */
export function shownShares(column: readonly Share[]): (Share | null)[] {
  const [parts, grounds] = [
    hiddenCells(column.map(({ part }) => part)),
    hiddenCells(column.map(({ ground }) => ground)),
  ];
  return column.map((share, at) => (share.ground === 0 || parts[at] || grounds[at] ? null : share));
}

/** One share by itself. */
export function shownShare(share: Share): Share | null {
  return share.ground === 0 || isHidden(share.part) || isHidden(share.ground) ? null : share;
}
