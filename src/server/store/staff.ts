import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import type { Duty } from '../../domain/actor.ts';
import type { Db } from './db.ts';

/** Makes a member of staff with their duties. */
export async function insertStaff(
  tx: Db,
  staff: { name: string; duties: readonly Duty[]; at: Date },
): Promise<number> {
  const { id } = await tx
    .insertInto('staff')
    .values({ name: staff.name, created_at: staff.at, login: await freeLogin(tx, staff.name) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addDuties(tx, id, staff.duties, staff.at);
  return id;
}

// 张三 is zhangsan, and the next of that name zhangsan2. Two at once: the changes of the directory stand in one line.
async function freeLogin(tx: Db, name: string): Promise<string> {
  const sound = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('');
  const base =
    sound
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 24) || 'staff';
  const taken = await tx.selectFrom('staff').select('login').where('login', 'like', `${base}%`).execute();
  const logins = new Set(taken.map(({ login }) => login));
  let n = 1;
  while (logins.has(n === 1 ? base : `${base}${n}`)) n += 1;
  return n === 1 ? base : `${base}${n}`;
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

/** A member of staff under their row lock; undefined when there is none or they have left. */
export async function lockStaff(tx: Db, staffId: number): Promise<{ id: number; name: string } | undefined> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', '=', staffId)
    .where('left_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends one duty that somebody holds; gives what it was, or undefined where they hold no such duty. */
export async function endDuty(
  tx: Db,
  of: { staffId: number; dutyId: number },
  at: Date,
): Promise<Duty | undefined> {
  const row = await tx
    .updateTable('staff_roles')
    .set({ to_at: at })
    .where('id', '=', of.dutyId)
    .where('staff_id', '=', of.staffId)
    .where('to_at', 'is', null)
    .returning(['role', 'office_id', 'post_id'])
    .executeTakeFirst();
  // Nobody stands in for a duty that has ended.
  await tx
    .updateTable('staff_roles')
    .set({ to_at: at })
    .where('for_role_id', '=', of.dutyId)
    .where('to_at', '>', at)
    .execute();
  return row && { role: row.role, officeId: row.office_id, postId: row.post_id };
}

/** Ends everything that somebody holds or lends, also what would begin later; returns how many duties were theirs. */
export async function endAllDuties(tx: Db, staffId: number, at: Date): Promise<number> {
  const { rows } = await sql<{ own: boolean }>`
    update staff_roles set to_at = greatest(from_at, ${at}::timestamptz)
    where (staff_id = ${staffId} or for_staff_id = ${staffId}) and (to_at is null or to_at > ${at}) returning staff_id = ${staffId} as own`.execute(
    tx,
  );
  return rows.filter(({ own }) => own).length;
}

/** From now on they are nobody here. */
export async function markLeft(tx: Db, staffId: number, at: Date): Promise<void> {
  await tx.updateTable('staff').set({ left_at: at }).where('id', '=', staffId).execute();
}

/** Does this member of staff hold the duty already? */
export async function holdsDuty(tx: Db, staffId: number, duty: Duty): Promise<boolean> {
  const row = await tx
    .selectFrom('staff_roles')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('role', '=', duty.role)
    .where('office_id', 'is not distinct from', duty.officeId)
    .where('post_id', 'is not distinct from', duty.postId)
    .where('to_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Is this an office, or a post, in force? */
export async function inForce(tx: Db, table: 'offices' | 'posts', id: number): Promise<boolean> {
  const row = await tx
    .selectFrom(table)
    .select('id')
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
