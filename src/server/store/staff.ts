import type { Duty } from '../../domain/actor.ts';
import type { Db } from './db.ts';

/** Makes a member of staff with their duties. */
export async function insertStaff(
  tx: Db,
  staff: { name: string; duties: readonly Duty[]; at: Date },
): Promise<number> {
  const { id } = await tx
    .insertInto('staff')
    .values({ name: staff.name, created_at: staff.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addDuties(tx, id, staff.duties, staff.at);
  return id;
}

/** Gives a member of staff further duties. */
export async function addDuties(tx: Db, staffId: number, duties: readonly Duty[], at: Date): Promise<void> {
  if (duties.length === 0) return;
  const rows = duties.map((d) => ({
    staff_id: staffId,
    role: d.role,
    office_id: d.officeId,
    post_id: d.postId,
    from_at: at,
  }));
  await tx.insertInto('staff_roles').values(rows).execute();
}
