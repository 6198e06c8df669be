import { board } from '#server/views/board.ts';
import { readTotals } from '#server/views/numbers.ts';
import { knownChildren } from '#server/views/regions.ts';
import { scopeOfRegion } from '#domain/statistics/scopes.ts';
import { type StandingCells, standingCells } from '#domain/statistics/standing-cells.ts';

/** A place with what the table and the tile map say of it. */
export interface PlaceNumbers {
  code: string;
  name: string;
  cells: StandingCells;
}

/** The places directly below one (the provinces, for null) with their numbers of this moment. */
export async function placeNumbers(parentCode: string | null): Promise<PlaceNumbers[]> {
  const regions = await knownChildren(board(), parentCode);
  const numbers = await readTotals(
    board(),
    regions.map((region) => scopeOfRegion(region.code)),
  );
  const counted = regions.flatMap(({ code, name }) => {
    const counts = numbers.get(scopeOfRegion(code));
    return counts ? [{ code, name, counts }] : [];
  });
  const cells = standingCells(counted.map(({ counts }) => counts));
  return cells.flatMap((each, at) => {
    const place = counted[at];
    return place ? [{ code: place.code, name: place.name, cells: each }] : [];
  });
}

/** The same as the tiles of the map show it. */
export function tilesOf(places: readonly PlaceNumbers[]) {
  return places.map(({ code, name, cells: { published, reply } }) => ({
    ...{ code, name, published },
    share: reply && reply.part / reply.ground,
  }));
}
