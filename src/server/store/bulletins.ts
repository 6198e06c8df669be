import { type Selectable, sql } from 'kysely';
import type { BulletinScope } from '../../domain/bulletins.ts';
import type { UnitFigures } from '../../domain/circular/unit-figures.ts';
import type { Db } from './db.ts';
import type { BulletinTables } from './schema/bulletins.ts';
import { unitsBelow } from './unit-figures.ts';

export type BulletinRow = Selectable<BulletinTables['bulletins']>;

/** What a draft says; whoever calls has checked it. */
export interface BulletinText {
  title: string;
  body: string;
  scopes: readonly BulletinScope[];
  remindAfter: number;
}

/** The numbers that a circular is drafted from, with their period and the moment at which they were drawn. */
export interface DrawnFigures {
  units: readonly UnitFigures[];
  at: Date;
  period: { from: string; to: string };
}

/** Keeps a new draft. */
export async function insertBulletin(
  tx: Db,
  draft: BulletinText & {
    kind: BulletinRow['kind'];
    officeId: number;
    staffId: number;
    figures?: DrawnFigures;
    targetId?: number;
  },
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto('bulletins')
    .values({
      kind: draft.kind,
      office_id: draft.officeId,
      title: draft.title,
      body: draft.body,
      scopes: [...draft.scopes],
      figures: draft.figures ? figuresText(draft.figures) : null,
      period_from: draft.figures?.period.from ?? null,
      period_to: draft.figures?.period.to ?? null,
      target_id: draft.targetId ?? null,
      state: 'draft',
      drafted_by: draft.staffId,
      drafted_at: now,
      edited_by: draft.staffId,
      edited_at: now,
      remind_after: draft.remindAfter,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A bulletin under its row lock; undefined when there is none. */
export async function lockBulletin(tx: Db, id: number): Promise<BulletinRow | undefined> {
  return tx.selectFrom('bulletins').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Changes the text of a locked draft; its version goes up by one. */
export async function editBulletin(
  tx: Db,
  id: number,
  change: BulletinText & { staffId: number; figures?: DrawnFigures },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('bulletins')
    .set((eb) => ({
      title: change.title,
      body: change.body,
      scopes: [...change.scopes],
      remind_after: change.remindAfter,
      version: eb('version', '+', 1),
      edited_by: change.staffId,
      edited_at: now,
      ...(change.figures && {
        figures: figuresText(change.figures),
        period_from: change.figures.period.from,
        period_to: change.figures.period.to,
      }),
    }))
    .where('id', '=', id)
    .execute();
}

/** Drops a locked draft; the row stays. */
export async function dropBulletin(tx: Db, id: number, staffId: number, now: Date): Promise<void> {
  await tx
    .updateTable('bulletins')
    .set({ state: 'dropped', decided_by: staffId, decided_at: now })
    .where('id', '=', id)
    .execute();
}

/** Makes the receipts of a bulletin: one for each unit that it goes to. Returns how many. */
export async function addressUnits(tx: Db, bulletin: BulletinRow): Promise<number> {
  const { rows } = await (
    bulletin.target_id === null
      ? sql`${unitsBelow(bulletin.office_id, bulletin.scopes)} insert into bulletin_receipts (bulletin_id, office_id)
        select ${bulletin.id}::bigint, u.id from units u returning office_id`
      : sql`insert into bulletin_receipts (bulletin_id, office_id) values (${bulletin.id}, ${bulletin.target_id}) returning office_id`
  ).execute(tx);
  return rows.length;
}

/** Publishes a locked draft under the next number of its office and year, and tells every unit. */
export async function publishBulletin(
  tx: Db,
  bulletin: BulletinRow,
  by: { staffId: number; units: number; year: string; urgent: boolean },
  now: Date,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('bulletins:' || ${bulletin.office_id}::text || ${bulletin.kind}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<{
    number: string;
  }>`update bulletins set state = 'published', decided_by = ${by.staffId}, decided_at = ${now}, units = ${by.units},
      number = ${by.year}::text || '-' || (select coalesce(max(split_part(b.number, '-', 2)::integer), 0) + 1 from bulletins b
        where b.office_id = ${bulletin.office_id} and b.kind = ${bulletin.kind} and b.number like ${by.year} || '-%')
    where id = ${bulletin.id} returning number`.execute(tx);
  await sql`insert into outbox (task, payload, run_at) select 'tell-office', jsonb_build_object('office', r.office_id, 'message', null, 'bulletin', r.bulletin_id,
      'what', ${bulletin.kind}::text, 'cause', 'bulletin:' || r.bulletin_id || ':' || r.office_id, 'urgent', ${by.urgent}::boolean), ${now}::timestamptz
    from bulletin_receipts r where r.bulletin_id = ${bulletin.id}`.execute(tx);
  return rows[0]?.number ?? '';
}

/** Signs the receipts of a published bulletin for these units; those signed before stay as they were. Returns for how many units now. */
export async function signReceipts(
  tx: Db,
  of: { bulletinId: number; officeIds: readonly number[]; staffId: number },
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('bulletin_receipts')
    .set({ read_by: of.staffId, read_at: now })
    .where('bulletin_id', '=', of.bulletinId)
    .where('office_id', 'in', [...of.officeIds])
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Reminds units that have not signed, once for each time that they were found so. Returns how many are reminded. */
export async function remindUnits(
  tx: Db,
  receipts: readonly { bulletinId: number; officeId: number; reminded: number }[],
  now: Date,
): Promise<number> {
  if (receipts.length === 0) return 0;
  const { rows } = await sql<{ n: number }>`with due as (
      select * from unnest(${receipts.map((r) => r.bulletinId)}::bigint[], ${receipts.map((r) => r.officeId)}::bigint[], ${receipts.map((r) => r.reminded)}::smallint[]) as d (bulletin, office, reminded)
    ), again as (
      update bulletin_receipts r set reminded = r.reminded + 1, reminded_at = ${now} from due d
      where r.bulletin_id = d.bulletin and r.office_id = d.office and r.reminded = d.reminded and r.read_at is null returning r.bulletin_id, r.office_id, r.reminded
    ), told as (
      insert into outbox (task, payload, run_at) select 'tell-office', jsonb_build_object('office', a.office_id, 'message', null, 'bulletin', a.bulletin_id,
        'what', 'bulletin-unread', 'cause', 'bulletin:' || a.bulletin_id || ':' || a.office_id || ':' || a.reminded, 'urgent', false), ${now}::timestamptz from again a returning id
    )
    select count(*)::integer as n from told`.execute(tx);
  return rows[0]?.n ?? 0;
}

function figuresText({ units, at }: DrawnFigures): string {
  return JSON.stringify({ at: at.toISOString(), units });
}
