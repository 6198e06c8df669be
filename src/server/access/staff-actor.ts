import type { Actor } from '../../domain/actor.ts';
import { named } from '../store/compose.ts';
import { alone } from '../store/tx.ts';

interface DutyRow {
  staff_id: number;
  name: string;
  role: string | null;
  office_id: number | null;
  post_id: number | null;
}

const statement = named(`select s.id as staff_id, s.name, r.role, r.office_id, r.post_id from staff s
  left join staff_roles r on r.staff_id = s.id and (r.to_at is null or r.to_at > $2) where s.id = $1 and s.left_at is null`);

/** A member of staff with the duties they hold this minute; undefined once they have left. */
export async function staffActor(
  staffId: number,
  now: Date,
): Promise<Extract<Actor, { kind: 'staff' }> | undefined> {
  const rows = await alone.rows<DutyRow>(statement, [staffId, now]);
  const [first] = rows;
  if (!first) return undefined;
  const duties = rows.flatMap((r) =>
    r.role ? [{ role: r.role as never, officeId: r.office_id, postId: r.post_id }] : [],
  );
  return { kind: 'staff', staffId: first.staff_id, name: first.name, duties };
}
