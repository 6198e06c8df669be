import { board } from '#server/views/board.ts';
import { knownChildren, knownRegion, type RegionItem } from '#server/views/regions.ts';

/** The chain of places chosen in a filter, and the choices on each level. */
export interface Places {
  /** The smallest place chosen; null: everywhere. */
  code: string | null;
  name: string | null;
  chain: readonly { code: string; name: string; level: number }[];
  provinces: readonly RegionItem[];
  /** Below the chosen province. */
  cities: readonly RegionItem[];
  /** Below the chosen city. */
  counties: readonly RegionItem[];
}

const deepest = 3;

/** Reads the place asked for, by its code or level by level; a city left over from another province no longer counts. */
export async function readPlaces(asked: URLSearchParams): Promise<Places> {
  const db = board();
  const place = await placeAsked(asked);
  const chain = place ? [...place.ancestors, { code: place.code, name: place.name, level: place.level }] : [];
  const [province, city] = [chain.find((each) => each.level === 1), chain[1]];
  const [provinces, cities, counties] = await Promise.all([
    knownChildren(db, null),
    province ? knownChildren(db, province.code) : [],
    city && city.level === 2 ? knownChildren(db, city.code) : [],
  ]);
  return { code: place?.code ?? null, name: place?.fullName ?? null, chain, provinces, cities, counties };
}

async function placeAsked(asked: URLSearchParams) {
  const levels = ['province', 'city', 'county'].map((name) => asked.get(name) ?? '');
  const first = levels[0] ?? '';
  if (!asked.has('province')) return read(asked.get('region') ?? '');
  for (const code of levels.toReversed()) {
    const place = await read(code);
    const line = place && [place.code, ...place.ancestors.map((each) => each.code)];
    const above = levels.slice(0, levels.indexOf(code)).filter((each) => each !== '');
    if (place && above.every((each) => line?.includes(each))) return place;
  }
  return read(first);
}

async function read(code: string) {
  if (!/^\d{6}$/.test(code)) return undefined;
  const place = await knownRegion(board(), code);
  return place && place.level <= deepest ? place : undefined;
}
