import type { Actor } from '../../../../domain/actor.ts';
import { officesOf } from '../../../../domain/directory/offices-of.ts';
import { postsOf } from '../../../../domain/directory/posts-of.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { lockRegions, type Region } from '../../../store/directory/find-regions.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { renameInPlace } from '../../../store/directory/rename-region.ts';
import { spellingOf } from '../generation/spelling-of.ts';
import { keeper } from '../keeper.ts';
import { inForce, refuseWrongDay } from './in-force.ts';
import { succeedRegion } from './succeed-region.ts';

/** A region's new name; with a new code, or under another parent, a new region takes its place. */
export interface Renaming {
  code: string;
  name: string;
  newCode?: string;
  /** Where the region with the new code hangs, if not where the old one did. */
  newParent?: string;
  onDay: string;
  /** The decision that ordered it, in words. */
  source: string;
}

/** Renames a region (更名、县改区、改隶). Under the same code its posts go on under new names; under a new code they end and name their successors. */
export async function renameRegion(tx: Db, renaming: Renaming, by: Actor, now: Date): Promise<void> {
  const who = keeper(by);
  const { code, name, newCode, onDay } = renaming;
  const region = inForce(await lockRegions(tx, [code]), code);
  refuseWrongDay(onDay, now, [region]);
  if (newCode === code || (newCode === undefined && name === region.name)) {
    throw new Refusal('invalid', { faults: [{ field: 'name', code: 'wrong-choice' }] });
  }
  if (newCode === undefined) await renameInPlace(tx, code, newNames(region, name));
  else {
    const heir = { code: newCode, name, parentCode: renaming.newParent ?? region.parent_code };
    await succeedRegion(tx, { from: region, heir, onDay, source: renaming.source });
  }
  await recordChange(tx, { at: now, by: who, what: { act: 'rename', formerName: region.name, ...renaming } });
}

function newNames(region: Region, name: string) {
  const renamed = { code: region.code, name, level: region.level };
  return { name, ...spellingOf(name), posts: postsOf(renamed), offices: officesOf(renamed, null) };
}
