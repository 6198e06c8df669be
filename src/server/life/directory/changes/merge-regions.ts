import type { Actor } from '../../../../domain/actor.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { lockRegions } from '../../../store/directory/find-regions.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { keeper } from '../keeper.ts';
import { inForce, refuseWrongDay } from './in-force.ts';
import { succeedRegion, type Heir } from './succeed-region.ts';

/** Regions that become one: an existing region, which goes on, or a new one. */
export interface Merging {
  from: readonly string[];
  into: Heir;
  onDay: string;
  source: string;
}

/** Merges regions into one (撤并): those that end name it as their successor, with each post and office. */
export async function mergeRegions(tx: Db, merging: Merging, by: Actor, now: Date): Promise<void> {
  const who = keeper(by);
  const { from, into, onDay, source } = merging;
  if (from.length === 0 || from.includes(into.code)) {
    throw new Refusal('invalid', { faults: [{ field: 'from', code: 'wrong-choice' }] });
  }
  const locked = await lockRegions(tx, [...from, into.code]);
  const ending = [...new Set(from)].map((code) => inForce(locked, code));
  refuseWrongDay(onDay, now, ending);
  for (const region of ending) await succeedRegion(tx, { from: region, heir: into, onDay, source });
  await recordChange(tx, { at: now, by: who, what: { act: 'merge', ...merging } });
}
