import { randomUUID } from 'node:crypto';

/** What a page may show that moved: `message:412026110912`, `post:7`, `region:510100`, `topic:12`, `board` (any list or number), or everything. */
export type Shown = string;

/** Something moved that any page may show. */
export const everything: Shown = '*';

/** The channel on which processes tell each other what moved on pages. */
export const pagesChannel = 'huiyin_pages';

interface Moves {
  /** How this process is called among those on the database. */
  name: string;
  /** Who hears of a move in this process, at once. */
  ears: Set<(moved: readonly Shown[]) => void>;
  /** What the other processes are still to be told. */
  untold: Set<Shown>;
  timer: NodeJS.Timeout | undefined;
  tell: ((moved: readonly Shown[]) => Promise<void>) | undefined;
  told: Promise<void>;
}

// One flag for all that moves in this time: a notification in each transaction would halve the rate of steps.
const gatherMs = 50;
const mostTold = 150;

// The site's bundle and the API have copies of this file, and one and the same process.
const place = Symbol.for('huiyin.page-moves');
const process_ = globalThis as unknown as Record<symbol, Moves | undefined>;

function moves(): Moves {
  return (process_[place] ??= {
    name: randomUUID(),
    ears: new Set(),
    untold: new Set(),
    timer: undefined,
    tell: undefined,
    told: Promise.resolve(),
  });
}

/** How this process signs what it tells, so that it does not hear itself. */
export function ownName(): string {
  return moves().name;
}

/** This moved and is committed: pages of this process that show it go at once, those of the others within a moment. */
export function notePages(moved: readonly Shown[]): void {
  const all = moves();
  for (const hear of all.ears) hear(moved);
  if (!all.tell) return;
  for (const each of moved) all.untold.add(each);
  all.timer ??= setTimeout(tellOthers, gatherMs).unref();
}

/** Hears at once of what moves in this process. Returns how to stop. */
export function onPageMoves(hear: (moved: readonly Shown[]) => void): () => void {
  const { ears } = moves();
  ears.add(hear);
  return () => void ears.delete(hear);
}

/** How the other processes are told from now on. */
export function tellPagesBy(tell: (moved: readonly Shown[]) => Promise<void>): void {
  moves().tell = tell;
}

/** Tells what is still untold; nothing is told after it. */
export async function endTellingPages(): Promise<void> {
  const all = moves();
  tellOthers();
  all.tell = undefined;
  await all.told;
}

function tellOthers(): void {
  const all = moves();
  clearTimeout(all.timer);
  all.timer = undefined;
  if (!all.tell || all.untold.size === 0) return;
  const moved = all.untold.has(everything) || all.untold.size > mostTold ? [everything] : [...all.untold];
  all.untold = new Set();
  // A database that is away tells nobody, and then nobody's ear is open: what they kept is gone once they hear again.
  all.told = all.tell(moved).catch(() => {});
}
