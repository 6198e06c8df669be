import type { Actor, Duty } from '../../domain/actor.ts';
import { named } from '../store/compose.ts';
import { alone } from '../store/tx.ts';

export type StaffActor = Extract<Actor, { kind: 'staff' }>;

/** One duty of a member of staff `s`; a row without a role where there is none. */
export interface DutyRow {
  staff_id: number;
  name: string;
  role: string | null;
  office_id: number | null;
  post_id: number | null;
  for_staff_id: number | null;
}

export const dutyColumns = 's.id as staff_id, s.name, r.role, r.office_id, r.post_id, r.for_staff_id';
/** Joins the duties that a member of staff `s` holds at the moment $2. */
export const dutiesOf = `left join staff_roles r on r.staff_id = s.id and (r.to_at is null or r.to_at > $2) and (r.for_staff_id is null or r.from_at <= $2 and exists (select from staff f where f.id = r.for_staff_id and f.left_at is null))`;

const statement = named(
  `select ${dutyColumns} from staff s ${dutiesOf} where s.id = $1 and s.left_at is null`,
);

/** A member of staff with the duties they hold this minute; undefined once they have left. */
export async function staffActor(staffId: number, now: Date): Promise<StaffActor | undefined> {
  return actorOfDuties(await alone.rows<DutyRow>(statement, [staffId, now]));
}

function dutyOf(role: string, r: DutyRow): Duty {
  const own = { role: role as never, officeId: r.office_id, postId: r.post_id };
  return r.for_staff_id === null ? own : { ...own, forStaffId: r.for_staff_id };
}

/** One member of staff from their rows; undefined where there are none. */
export function actorOfDuties(rows: readonly DutyRow[]): StaffActor | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const duties = rows.flatMap((r) => (r.role ? [dutyOf(r.role, r)] : []));
  return { kind: 'staff', staffId: first.staff_id, name: first.name, duties };
}
