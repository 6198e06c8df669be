import { movesOf } from '../../store/desk-moves.ts';

/** Lateness comes by itself, without a step: so old may a count be at a desk where nothing moved. */
const goodForMs = 10_000;
const most = 2000;

interface Kept {
  counts: Promise<unknown>;
  moves: number;
  at: number;
}

const kept = new Map<string, Kept>();

/**
 * Counts once for all who look at the same desks until something moves there: an open desk is read anew by everybody
 * at it whenever a step is taken. A process that is not told what moves counts each time.
 */
export async function keptCounts<Counts>(
  of: { what: string; desks: readonly (number | 'review')[] },
  count: () => Promise<Counts>,
  now: Date,
): Promise<Counts> {
  const moves = movesOf(of.desks);
  if (moves === undefined) return count();
  const key = `${of.what} ${of.desks.join(',')}`;
  const last = kept.get(key);
  if (last && last.moves === moves && Math.abs(now.getTime() - last.at) < goodForMs)
    return last.counts as Promise<Counts>;
  const counts = count();
  kept.delete(key);
  kept.set(key, { counts, moves, at: now.getTime() });
  const [oldest] = kept.size > most ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  counts.catch(() => kept.delete(key));
  return counts;
}
