import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Ends the access of everybody who holds these posts at the desk, but of whoever bears the new holder's name. Returns whose. */
export async function endLeaders(
  tx: Db,
  of: { postIds: readonly number[]; but?: string | null },
  now: Date,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update staff_roles r set to_at = ${now} from staff s
    where s.id = r.staff_id and r.role = 'leader' and r.to_at is null and r.post_id = any (${[...of.postIds]})
      and s.name is distinct from ${of.but ?? null}::text returning r.staff_id as id`.execute(tx);
  return rows.map((row) => row.id);
}
