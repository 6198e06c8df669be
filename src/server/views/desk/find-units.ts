import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** A unit found by its name. */
export interface FoundUnit {
  id: number;
  name: string;
}

/** Offices in force by a part of their name: exactly so named first, then those nearest below this office. */
export async function findUnits(
  db: Db,
  of: { words: string; nearId: number | null },
  actor: Actor,
  most = 12,
): Promise<FoundUnit[]> {
  const relations = relationsAtLarge(actor);
  if (!allows('read the office queue', relations) && !allows('read the review queue', relations))
    throw new Refusal('not-allowed');
  const part = of.words.trim();
  if (part === '') return [];
  const { rows } = await sql<FoundUnit>`
    with near as (select region_code, id from offices where id = ${of.nearId})
    select o.id, o.name from offices o left join near on true
    where o.valid_to is null and o.kind <> 'platform' and position(${part} in o.name) > 0
    order by o.name <> ${part}, o.above_id is distinct from near.id, o.region_code is distinct from near.region_code,
      left(o.region_code, 4) is distinct from left(near.region_code, 4), left(o.region_code, 2) is distinct from left(near.region_code, 2),
      length(o.name), o.name collate "C", o.id limit ${most}`.execute(db);
  return rows;
}
