import type { ListedRegion, SkippedRow } from '../../../../domain/directory/tidy-division.ts';
import { tidyCommunities, tidyTowns, type FindPlace } from '../../../../domain/directory/tidy-towns.ts';
import type { Db } from '../../../store/db.ts';
import { findRegions, type Region } from '../../../store/directory/find-regions.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { standingRegion } from '../../../store/directory/successors.ts';
import { addRegions } from '../generation/add-regions.ts';
import type { UnitBatch } from './list-units.ts';

/** What a batch brought: new towns and communities, and the rows that were left out. */
export interface Loaded {
  towns: number;
  communities: number;
  skipped: SkippedRow[];
}

/** Adds the towns and communities of one batch with their offices, and records it, so that it need not be done again. */
export async function loadUnits(
  tx: Db,
  batch: UnitBatch,
  from: { origin: string; validFrom: string },
  now: Date,
): Promise<Loaded> {
  const counties = batch.towns.flatMap(({ code }) => [code.slice(0, 6), `${code.slice(0, 4)}00`]);
  const towns = tidyTowns(batch.towns, await finder(tx, counties));
  const addedTowns = await addRegions(tx, towns.regions, from);
  const townCodes = towns.regions.map((town) => town.code);
  const communities = tidyCommunities(batch.communities, await finder(tx, townCodes));
  const addedCommunities = await addRegions(tx, communities.regions, from);
  const loaded = {
    towns: addedTowns.regions,
    communities: addedCommunities.regions,
    skipped: [...towns.skipped, ...communities.skipped],
  };
  const what = { act: 'load-units', origin: from.origin, prefix: batch.prefix, ...loaded };
  await recordChange(tx, { at: now, by: 'machine:directory-load', what });
  return loaded;
}

// A county that has ended since the list was made hands its towns to its successor.
async function finder(tx: Db, codes: readonly string[]): Promise<FindPlace> {
  const found = await findRegions(tx, [...new Set(codes)]);
  const places = new Map<string, Pick<ListedRegion, 'code' | 'provinceCode' | 'cityCode'>>();
  for (const [code, region] of found) {
    const standing = region.valid_to === null ? region : await successorOf(tx, code);
    if (!standing) continue;
    places.set(code, {
      code: standing.code,
      provinceCode: standing.province_code,
      cityCode: standing.city_code,
    });
  }
  return (code) => places.get(code);
}

async function successorOf(tx: Db, code: string): Promise<Region | undefined> {
  const standing = await standingRegion(tx, code);
  return standing === null ? undefined : (await findRegions(tx, [standing])).get(standing);
}
