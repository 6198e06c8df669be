import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** A policy as operators see it. */
export interface ListedPolicy {
  id: number;
  clock: string;
  region: string | null;
  office: string | null;
  kind: string | null;
  urgency: string | null;
  length: number | null;
  unit: 'hours' | 'working-days' | 'days' | null;
  ground: string;
  validFrom: Date;
  endedAt: Date | null;
  by: string;
  endedBy: string | null;
}

/** A change that running clocks follow, and how far that has come. */
export interface ListedChange {
  id: number;
  cause: 'policy' | 'calendar';
  clock: string | null;
  at: Date;
  lookedAt: number;
  moved: number;
  finishedAt: Date | null;
}

/** The policies in force, those that ended last, and what running clocks follow. */
export async function clockPolicies(
  db: Db,
  actor: Actor,
): Promise<{ policies: ListedPolicy[]; ended: ListedPolicy[]; changes: ListedChange[] }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('keep the clock policies', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const list = async (ended: boolean) =>
    (
      await sql<ListedPolicy>`
        select p.id, p.clock, r.full_name as region, o.name as office, p.kind, p.urgency, p.length, p.unit, p.ground,
          p.valid_from as "validFrom", p.ended_at as "endedAt", s.name as by, e.name as "endedBy"
        from clock_policies p join staff s on s.id = p.made_by left join staff e on e.id = p.ended_by
        left join regions r on r.code = p.region_code left join offices o on o.id = p.office_id
        where (p.ended_at is not null) = ${ended} order by ${ended ? sql`p.ended_at desc` : sql`p.clock, p.id`} limit ${ended ? 20 : 500}`.execute(
        db,
      )
    ).rows;
  const { rows: changes } = await sql<ListedChange>`
    select id, cause, clock, at, looked_at as "lookedAt", moved, finished_at as "finishedAt" from clock_changes order by id desc limit 10`.execute(
    db,
  );
  return { policies: await list(false), ended: await list(true), changes };
}
