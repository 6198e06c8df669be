import type { Actor } from '../../../../domain/actor.ts';
import { dayOf } from '../../../../domain/calendar.ts';
import { mainOfficeCode } from '../../../../domain/directory/offices-of.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { findRegions } from '../../../store/directory/find-regions.ts';
import { insertOffices } from '../../../store/directory/insert-offices.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { keeper } from '../keeper.ts';
import { inForce } from './in-force.ts';

/** A body for a time: a command centre, the office of a leading group. Its code is the region's with a key of its own. */
export interface TemporaryOffice {
  key: string;
  name: string;
  regionCode: string;
  topicIds: readonly number[];
  /** The last day of its term. */
  termUntil: string;
}

/** Opens a temporary office under the region's own; it takes no more work after its term. */
export async function openTemporaryOffice(
  tx: Db,
  office: TemporaryOffice,
  by: Actor,
  now: Date,
): Promise<void> {
  const who = keeper(by);
  const region = inForce(await findRegions(tx, [office.regionCode]), office.regionCode);
  const today = dayOf(now);
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(office.key) || office.name.trim() === '') {
    throw new Refusal('invalid', { faults: [{ field: 'name', code: 'required' }] });
  }
  if (office.termUntil < today)
    throw new Refusal('invalid', { faults: [{ field: 'termUntil', code: 'wrong-choice' }] });
  const added = await insertOffices(tx, [
    {
      code: `${region.code}-${office.key}`,
      name: office.name.trim(),
      kind: 'temporary',
      region_code: region.code,
      topic_ids: office.topicIds,
      above: mainOfficeCode(region),
      fallback: false,
      term_until: office.termUntil,
      valid_from: today,
    },
  ]);
  if (added === 0)
    throw new Refusal('wrong-state', { detail: `office ${region.code}-${office.key} is there already` });
  await recordChange(tx, { at: now, by: who, what: { act: 'open-temporary-office', ...office } });
}
