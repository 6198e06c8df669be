import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';

/** Somebody who works at one of a person's offices. */
export interface Colleague {
  id: number;
  name: string;
}

/** Those who can be put in charge at a person's offices, by name. */
export async function colleagues(db: Db, actor: Actor): Promise<Colleague[]> {
  if (actor.kind !== 'staff') return [];
  const offices = actor.duties.flatMap((d) =>
    d.officeId !== null && ['officer', 'approver', 'head'].includes(d.role) ? [d.officeId] : [],
  );
  const { rows } = await sql<Colleague>`
    select distinct s.id, s.name from staff s join staff_roles r on r.staff_id = s.id where s.left_at is null and r.office_id = any (${offices})
      and r.role in ('officer', 'approver', 'head') and (r.to_at is null or r.to_at > now()) order by s.name, s.id limit 200`.execute(
    db,
  );
  return rows;
}
