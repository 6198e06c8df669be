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
  /** Is any of this known to have moved at that moment of performance.now() or later? */
  movedAfter(shown: readonly Shown[], at: number): boolean;
  stop(): Promise<void>;
}

const mostKnown = 50_000;

/** The number of a move, and when it was heard of. */
interface Move {
  number: number;
  at: number;
}

/** Follows what moves on pages; `gone` is told at once what to forget, `everything` as the whole. */
export function followPages(gone: (moved: readonly Shown[] | 'all') => void): PageNews {
  let [number, hears] = [0, false];
  let floor: Move = { number: 0, at: -Infinity };
  const lastMoves = new Map<Shown, Move>();
  const moved = (what: readonly Shown[]): void => {
    number += 1;
    const move = { number, at: performance.now() };
    const all = what.includes(everything) || lastMoves.size > mostKnown;
    if (all) {
      floor = move;
      lastMoves.clear();
    } else for (const each of what) lastMoves.set(each, move);
    gone(all ? 'all' : what);
  };
  const lastOf = (shown: Shown): Move => lastMoves.get(shown) ?? floor;
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
    movedSince: (shown, since) => floor.number > since || shown.some((each) => lastOf(each).number > since),
    movedAfter: (shown, at) => floor.at >= at || shown.some((each) => lastOf(each).at >= at),
    stop: async () => {
      stopOwn();
      await ear.stop();
    },
  };
}
