import { hearPages } from '../store/hear-pages.ts';
import { everything, onPageMoves, type Shown } from '../store/page-moves.ts';

/** What whoever keeps pages must know: when what they show last moved, in this process or elsewhere. */
export interface PageNews {
  /** Whether moves elsewhere are heard; while not, nothing may be kept. */
  hears(): boolean;
  /** The number of the last move so far. */
  last(): number;
  /** Did any of this move after that number? */
  movedSince(shown: readonly Shown[], number: number): boolean;
  stop(): Promise<void>;
}

const mostKnown = 50_000;

/** Follows what moves on pages; `gone` is told at once what to forget, `everything` as the whole. */
export function followPages(gone: (moved: readonly Shown[] | 'all') => void): PageNews {
  let [number, floor, hears] = [0, 0, false];
  const lastMoves = new Map<Shown, number>();
  const moved = (what: readonly Shown[]): void => {
    number += 1;
    const all = what.includes(everything) || lastMoves.size > mostKnown;
    if (all) {
      floor = number;
      lastMoves.clear();
    } else for (const each of what) lastMoves.set(each, number);
    gone(all ? 'all' : what);
  };
  const stopOwn = onPageMoves(moved);
  const ear = hearPages({
    moved,
    hearing: (now) => {
      hears = now;
      // What was told in between is lost.
      moved([everything]);
    },
  });
  return {
    hears: () => hears,
    last: () => number,
    movedSince: (shown, since) => floor > since || shown.some((each) => (lastMoves.get(each) ?? 0) > since),
    stop: async () => {
      stopOwn();
      await ear.stop();
    },
  };
}
