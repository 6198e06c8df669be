import { departmentLevel, mainOfficeCode, mainOfficeOf } from '../../../../domain/directory/offices-of.ts';
import { postsOf } from '../../../../domain/directory/posts-of.ts';
import { shortName } from '../../../../domain/directory/short-name.ts';
import type { ListedRegion } from '../../../../domain/directory/tidy-division.ts';
import type { Db } from '../../../store/db.ts';
import { findRegions } from '../../../store/directory/find-regions.ts';
import { insertDepartments } from '../../../store/directory/insert-departments.ts';
import { insertOffices, type OfficeRow } from '../../../store/directory/insert-offices.ts';
import { insertPosts, type PostRow } from '../../../store/directory/insert-posts.ts';
import { insertRegions, type RegionRow } from '../../../store/directory/insert-regions.ts';
import { spellingOf } from './spelling-of.ts';

/** How many rows an act of the directory added. */
export interface Added {
  regions: number;
  offices: number;
  posts: number;
}

/** Adds regions with the posts, offices and units that the rules give them. A code that is there already is left alone, so that it may be run again. */
export async function addRegions(
  tx: Db,
  listed: readonly ListedRegion[],
  from: { validFrom: string; origin: string },
): Promise<Added> {
  const places = await placesOf(tx, listed);
  const added = await insertRegions(tx, rowsOf(listed, places, from));
  const fresh = listed.filter((region) => added.has(region.code));
  const offices = await addOffices(tx, { fresh, places, validFrom: from.validFrom });
  const posts = await insertPosts(
    tx,
    fresh.flatMap((region) => postRows(region, from.validFrom)),
  );
  return { regions: added.size, offices, posts };
}

type Place = Pick<ListedRegion, 'code' | 'name'> & { level: number; fullName: string };

// Every region of the list and every parent that is in the directory already, with its full name.
async function placesOf(tx: Db, listed: readonly ListedRegion[]): Promise<Map<string, Place>> {
  const own = new Set(listed.map((region) => region.code));
  const parents = new Set(
    listed.flatMap(({ parentCode }) => (parentCode && !own.has(parentCode) ? [parentCode] : [])),
  );
  const places = new Map<string, Place>();
  for (const { code, name, level, full_name } of (await findRegions(tx, [...parents])).values()) {
    places.set(code, { code, name, level, fullName: full_name });
  }
  for (const { code, name, level, parentCode } of listed.toSorted((a, b) => a.level - b.level)) {
    const above = parentCode === null ? '' : parentOf(places, code, parentCode).fullName;
    places.set(code, { code, name, level, fullName: above + name });
  }
  return places;
}

function parentOf(places: ReadonlyMap<string, Place>, code: string, parentCode: string): Place {
  const parent = places.get(parentCode);
  if (!parent) throw new Error(`Region ${code} hangs under ${parentCode}, which is not in the directory.`);
  return parent;
}

function rowsOf(
  listed: readonly ListedRegion[],
  places: ReadonlyMap<string, Place>,
  from: { validFrom: string; origin: string },
): RegionRow[] {
  return listed.map((region) => ({
    code: region.code,
    name: region.name,
    full_name: places.get(region.code)?.fullName ?? region.name,
    level: region.level,
    parent_code: region.parentCode,
    province_code: region.provinceCode,
    city_code: region.cityCode,
    ...spellingOf(region.name),
    valid_from: from.validFrom,
    origin: from.origin,
  }));
}

// An office can be written once the one above it is there: main offices level by level, then the departments.
async function addOffices(
  tx: Db,
  {
    fresh,
    places,
    validFrom,
  }: { fresh: readonly ListedRegion[]; places: ReadonlyMap<string, Place>; validFrom: string },
): Promise<number> {
  let added = 0;
  for (const level of [1, 2, 3, 4, 5]) {
    const rows = fresh
      .filter((region) => region.level === level)
      .map((region) => mainOfficeRow(region, places.get(region.parentCode ?? '') ?? null, validFrom));
    added += await insertOffices(tx, rows);
  }
  const seats = fresh
    .filter((region) => region.level <= 3)
    .map((region) => ({ code: region.code, place: shortName(region), level: departmentLevel(region) }));
  return added + (await insertDepartments(tx, seats, validFrom));
}

function mainOfficeRow(region: ListedRegion, parent: Place | null, validFrom: string): OfficeRow {
  const { code, name, kind, above, fallback } = mainOfficeOf(region, parent);
  const bounds = { term_until: null, valid_from: validFrom };
  return { code, name, kind, region_code: region.code, topic_ids: [], above, fallback, ...bounds };
}

function postRows(region: ListedRegion, validFrom: string): PostRow[] {
  return postsOf(region).map((plan) => ({
    region_code: region.code,
    ministry: null,
    title: plan.title,
    name: plan.name,
    rank: plan.rank,
    office: mainOfficeCode(region),
    receives: plan.receives,
    kinds: plan.kinds,
    topic_ids: plan.topicIds,
    valid_from: validFrom,
  }));
}
