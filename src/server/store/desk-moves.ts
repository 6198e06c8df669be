/** Where something moved: at offices, and on the review desk. */
export interface Moved {
  at: readonly number[];
  review: boolean;
}

interface Moves {
  /** How often each desk moved since this process knows of it. */
  byDesk: Map<number | 'review', number>;
  /** Moves that concern every desk: when something may have been missed. */
  ofAll: number;
  /** Is this process told of what other processes move? */
  told: boolean;
}

// The site's bundle and the API have copies of this file, and one and the same process.
const place = Symbol.for('huiyin.desk-moves');
const process_ = globalThis as unknown as Record<symbol, Moves | undefined>;

function moves(): Moves {
  return (process_[place] ??= { byDesk: new Map(), ofAll: 0, told: false });
}

/** Something moved: what was counted there before counts no more. */
export function noteMoves({ at, review }: Moved): void {
  const { byDesk } = moves();
  for (const desk of review ? [...at, 'review' as const] : at) byDesk.set(desk, (byDesk.get(desk) ?? 0) + 1);
}

/** From now on this process is told of every move, or no longer; what was counted before may be old. */
export function noteHearing(told: boolean): void {
  Object.assign(moves(), { told, ofAll: moves().ofAll + 1 });
}

/** A figure that changes whenever one of these desks moves; undefined while this process is not told of that. */
export function movesOf(desks: readonly (number | 'review')[]): number | undefined {
  const { byDesk, ofAll, told } = moves();
  return told ? desks.reduce<number>((sum, desk) => sum + (byDesk.get(desk) ?? 0), ofAll) : undefined;
}
