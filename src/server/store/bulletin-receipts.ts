import { sql } from 'kysely';
import type { Db } from './db.ts';

/** To which of these offices a published bulletin is addressed. */
export async function addressedOffices(
  db: Db,
  bulletinId: number,
  officeIds: readonly number[],
): Promise<number[]> {
  if (officeIds.length === 0) return [];
  const rows = await db
    .selectFrom('bulletin_receipts as r')
    .innerJoin('bulletins as b', 'b.id', 'r.bulletin_id')
    .select('r.office_id')
    .where('r.bulletin_id', '=', bulletinId)
    .where('b.state', '=', 'published')
    .where('r.office_id', 'in', [...officeIds])
    .execute();
  return rows.map((row) => row.office_id);
}

/** A receipt that is not signed, and since when its unit knows. */
export interface OpenReceipt {
  bulletinId: number;
  officeId: number;
  reminded: number;
  /** Publication, or the last reminder. */
  since: Date;
  remindAfter: number;
}

/** Receipts not signed yet: of one bulletin, or of all that were published after a day and reminded less often than that. */
export async function openReceipts(
  db: Db,
  of: { bulletinId: number } | { publishedAfter: Date; most: number },
): Promise<OpenReceipt[]> {
  const which =
    'bulletinId' in of
      ? sql`b.id = ${of.bulletinId}`
      : sql`b.decided_at > ${of.publishedAfter} and r.reminded < ${of.most}`;
  const { rows } =
    await sql<OpenReceipt>`select r.bulletin_id as "bulletinId", r.office_id as "officeId", r.reminded,
      coalesce(r.reminded_at, b.decided_at) as since, b.remind_after as "remindAfter"
    from bulletin_receipts r join bulletins b on b.id = r.bulletin_id
    where b.state = 'published' and r.read_at is null and ${which}`.execute(db);
  return rows;
}
