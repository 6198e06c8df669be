import { board } from '#server/views/board.ts';
import { type Counts, readTotals } from '#server/views/numbers.ts';
import { knownChildren } from '#server/views/regions.ts';
import { replyShare } from './figures.ts';
import { scopeOfRegion } from '#domain/statistics/scopes.ts';

/** A place with what the table and the tile map say of it. */
export interface PlaceNumbers {
  code: string;
  name: string;
  counts: Counts;
  /** Null: too few to show. */
  share: number | null;
}

/** The places directly below one (the provinces, for null) with their numbers of this moment. */
export async function placeNumbers(parentCode: string | null): Promise<PlaceNumbers[]> {
  const regions = await knownChildren(board(), parentCode);
  const numbers = await readTotals(
    board(),
    regions.map((region) => scopeOfRegion(region.code)),
  );
  return regions.flatMap(({ code, name }) => {
    const counts = numbers.get(scopeOfRegion(code));
    return counts ? [{ code, name, counts, share: replyShare(counts) }] : [];
  });
}
