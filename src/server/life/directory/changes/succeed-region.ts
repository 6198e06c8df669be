import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { endRegion } from '../../../store/directory/end-region.ts';
import { findRegions, type Region } from '../../../store/directory/find-regions.ts';
import { childCodes, moveRegions } from '../../../store/directory/move-regions.ts';
import { addRegions } from '../generation/add-regions.ts';
import { inForce } from './in-force.ts';

/** A region that takes the place of an ended one: an existing one by code, or a new one. */
export interface Heir {
  code: string;
  /** Given for a region that is to be made. */
  name?: string;
  parentCode?: string | null;
}

/** Ends a region and hands everything to its heir: what hangs below it, its posts and its offices. */
export async function succeedRegion(
  tx: Db,
  succession: { from: Region; heir: Heir; onDay: string; source: string },
): Promise<void> {
  const { from, heir, onDay, source } = succession;
  const to = await heirRegion(tx, heir, { like: from, onDay, source });
  const children = await childCodes(tx, from.code);
  await refuseTooLow(tx, children, to);
  await moveRegions(tx, children, to.code);
  await endRegion(tx, { from: from.code, to: to.code, onDay });
}

/** The heir itself: found, or made like the region that it follows. */
export async function heirRegion(
  tx: Db,
  heir: Heir,
  from: { like: Region; onDay: string; source: string },
): Promise<Region> {
  const known = (await findRegions(tx, [heir.code])).get(heir.code);
  if (known) return inForce(new Map([[known.code, known]]), known.code);
  if (heir.name === undefined)
    throw new Refusal('not-found', { detail: `heir ${heir.code} is not in the directory` });
  await makeRegion(tx, { ...heir, name: heir.name }, from);
  return inForce(await findRegions(tx, [heir.code]), heir.code);
}

async function makeRegion(
  tx: Db,
  heir: Heir & { name: string },
  { like, onDay, source }: { like: Region; onDay: string; source: string },
): Promise<void> {
  const parentCode = heir.parentCode === undefined ? like.parent_code : heir.parentCode;
  const parent = parentCode === null ? null : inForce(await findRegions(tx, [parentCode]), parentCode);
  const level = like.level as 1 | 2 | 3 | 4 | 5;
  const listed = {
    code: heir.code,
    name: heir.name,
    level,
    parentCode,
    provinceCode: parent?.province_code ?? heir.code,
    cityCode: level === 2 ? heir.code : (parent?.city_code ?? null),
  };
  await addRegions(tx, [listed], { validFrom: onDay, origin: source });
}

// A city's counties cannot hang under a county.
async function refuseTooLow(tx: Db, children: readonly string[], to: Region): Promise<void> {
  const found = await findRegions(tx, children);
  const misfit = [...found.values()].find((child) => child.level <= to.level);
  if (!misfit) return;
  const detail = `${misfit.code} cannot hang under ${to.code}, which is not above it`;
  throw new Refusal('invalid', { faults: [{ field: 'into', code: 'wrong-choice' }], detail });
}
