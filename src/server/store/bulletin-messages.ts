import { sql } from 'kysely';
import type { Db } from './db.ts';

/** Keeps which messages a special report is about, in the order given. */
export async function keepBulletinMessages(
  tx: Db,
  bulletinId: number,
  messageIds: readonly number[],
): Promise<void> {
  await tx.deleteFrom('bulletin_messages').where('bulletin_id', '=', bulletinId).execute();
  const rows = messageIds.map((id, i) => ({ bulletin_id: bulletinId, message_id: id, position: i }));
  if (rows.length > 0) await tx.insertInto('bulletin_messages').values(rows).execute();
}

/** The codes of the messages of a special report, in its order. */
export async function codesOfBulletin(db: Db, bulletinId: number): Promise<string[]> {
  const { rows } = await sql<{
    code: string;
  }>`select m.code from bulletin_messages b join messages m on m.id = b.message_id
    where b.bulletin_id = ${bulletinId} order by b.position`.execute(db);
  return rows.map((row) => row.code);
}

/** Where a special report of an office goes: the temporary offices and governments of its region that stand now; else the office above. */
export async function commandCentres(
  db: Db,
  officeId: number,
  today: string,
): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{
    id: number;
    name: string;
    near: boolean;
  }>`select c.id, c.name, c.id <> coalesce(o.above_id, 0) as near
    from offices o join offices c on c.id <> o.id and c.valid_to is null and (c.term_until is null or c.term_until >= ${today}::date)
      and ((c.kind in ('temporary', 'government') and c.region_code is not distinct from o.region_code) or c.id = o.above_id)
    where o.id = ${officeId} order by near desc, c.kind = 'temporary' desc, c.id`.execute(db);
  const centres = rows.filter((row) => row.near);
  return (centres.length > 0 ? centres : rows).map(({ id, name }) => ({ id, name }));
}

/** Leaves the job that marks the messages of a special report as reported upward. */
export async function leaveReporting(
  tx: Db,
  of: { bulletinId: number; staffId: number },
  now: Date,
): Promise<void> {
  await sql`insert into outbox (task, payload, run_at) values ('report-upward',
    jsonb_build_object('bulletin', ${of.bulletinId}::bigint, 'staff', ${of.staffId}::bigint), ${now})`.execute(
    tx,
  );
}
