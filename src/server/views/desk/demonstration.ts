import { sql } from 'kysely';
import type { StaffRole } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';

/** A member of staff as the demonstration offers them for sign-in. */
export interface DemonstrationStaff {
  id: number;
  name: string;
  duties: { role: StaffRole; office: string | null }[];
}

/** The members of staff of a laptop's house, with their duties; at most twenty. */
export async function demonstrationStaff(db: Db): Promise<DemonstrationStaff[]> {
  const { rows } = await sql<DemonstrationStaff>`
    select s.id, s.name, coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'office', o.name) order by r.id) filter (where r.id is not null), '[]') as duties
    from staff s left join staff_roles r on r.staff_id = s.id and r.to_at is null left join offices o on o.id = r.office_id
    where s.left_at is null group by s.id order by s.id limit 20`.execute(db);
  return rows;
}
