import type { SkippedRow } from '../../../../domain/directory/tidy-division.ts';
import { app } from '../../../store/db.ts';
import { loadedPrefixes } from '../../../store/directory/loaded-prefixes.ts';
import { changeDirectory } from '../change-directory.ts';
import { batchPrefixes, unitBatches } from './list-units.ts';
import { loadUnits } from './load-units.ts';
import { townList } from './town-list.ts';

/** How far the loading has come, told after every batch. */
export interface LoadProgress {
  batches: number;
  done: number;
  towns: number;
  communities: number;
  skipped: SkippedRow[];
  /** Batches that an earlier run had loaded. */
  loadedBefore: number;
}

/** Loads towns and communities, one city a transaction: it can be stopped and run again, and goes on where it was. */
export async function* loadTowns(
  tarball: string,
  codes: readonly string[],
  clock: () => Date,
): AsyncGenerator<LoadProgress> {
  const all = (await batchPrefixes(tarball)).filter((prefix) => wanted(prefix, codes));
  const before = await loadedPrefixes(app(), townList.origin);
  const left = new Set(all.filter((prefix) => !before.has(prefix)));
  const loadedBefore = all.length - left.size;
  const progress: LoadProgress = {
    batches: all.length,
    done: loadedBefore,
    towns: 0,
    communities: 0,
    skipped: [],
    loadedBefore,
  };
  yield progress;
  if (left.size === 0) return;
  for await (const batch of unitBatches(tarball, left)) {
    const { towns, communities, skipped } = await changeDirectory((tx) =>
      loadUnits(tx, batch, townList, clock()),
    );
    progress.done += 1;
    progress.towns += towns;
    progress.communities += communities;
    progress.skipped.push(...skipped);
    yield progress;
  }
}

function wanted(prefix: string, codes: readonly string[]): boolean {
  return codes.length === 0 || codes.some((code) => prefix.startsWith(code));
}
