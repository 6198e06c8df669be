import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { remember } from '../remember.ts';
import { officesOf } from './office-queue.ts';

/** A region that a queue can be cut down to. */
export interface QueueRegion {
  code: string;
  name: string;
}

// A message is of the region of its leader, which is a county at the lowest.
const lowest = 3;

// By the numbers of the offices, joined by commas: what was asked is the key under which the answer is kept.
const around = remember<string, QueueRegion[]>(async (db, offices) => {
  const { rows } = await sql<QueueRegion>`
    with own as (select r.code, r.city_code, r.province_code from offices o join regions r on r.code = o.region_code
      where o.id = any (string_to_array(${offices}, ',')::bigint[]))
    select r.code, r.name from regions r where r.valid_to is null and r.level <= ${lowest} and (
      r.code in (select unnest(array[own.code, own.city_code, own.province_code]) from own)
      or r.parent_code in (select own.code from own)
      or (r.parent_code is null and exists (
        select from offices o where o.id = any (string_to_array(${offices}, ',')::bigint[]) and o.region_code is null)))
    order by r.code`.execute(db);
  return rows;
});

/** The regions from which messages come to these offices: their own, those above from which work is handed down, and those right below; for an office without a region the provinces. */
export async function queueRegions(db: Db, actor: Actor): Promise<QueueRegion[]> {
  return around(
    db,
    officesOf(actor)
      .toSorted((a, b) => a - b)
      .join(','),
  );
}
