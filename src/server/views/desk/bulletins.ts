import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { BulletinKind, BulletinState } from '../../../domain/bulletins.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** A bulletin in a list: of one's own offices, or addressed to them. */
export interface ListedBulletin {
  id: number;
  kind: BulletinKind;
  number: string | null;
  title: string;
  state: BulletinState;
  office: string;
  at: Date;
  /** Of one's own: how many units signed, of how many. */
  signed: number;
  units: number;
  /** Addressed to one's office: when it was signed for there; null: not yet. */
  signedAt: Date | null;
}

/** The two sides of the list. */
export const bulletinTabs = ['received', 'sent'] as const;
export type BulletinTab = (typeof bulletinTabs)[number];

/** The bulletins that came to the offices where one works, unsigned first, or that these offices draft and send. */
export async function bulletins(
  db: Db,
  actor: Actor,
  ask: { tab: BulletinTab; limit: number; offset: number },
): Promise<{ items: ListedBulletin[]; total: number; unsigned: number }> {
  const offices = speakingOffices(actor);
  const received = sql`from bulletin_receipts r join bulletins b on b.id = r.bulletin_id and b.state = 'published' where r.office_id = any (${offices}::bigint[])`;
  const sent = sql`from bulletins b where b.office_id = any (${offices}::bigint[]) and b.state <> 'dropped'`;
  const [{ rows }, counts] = await Promise.all([
    ask.tab === 'received'
      ? sql<ListedBulletin>`select b.id, b.kind, b.number, b.title, b.state, o.name as office, b.decided_at as at, 0 as signed, b.units,
          case when bool_and(r.read_at is not null) then max(r.read_at) end as "signedAt"
        from bulletin_receipts r join bulletins b on b.id = r.bulletin_id and b.state = 'published' join offices o on o.id = b.office_id
        where r.office_id = any (${offices}::bigint[]) group by b.id, o.name
        order by bool_and(r.read_at is not null), b.decided_at desc limit ${ask.limit} offset ${ask.offset}`.execute(
          db,
        )
      : sql<ListedBulletin>`select b.id, b.kind, b.number, b.title, b.state, o.name as office, coalesce(b.decided_at, b.edited_at) as at, coalesce(b.units, 0) as units, null as "signedAt",
          (select count(*)::integer from bulletin_receipts r where r.bulletin_id = b.id and r.read_at is not null) as signed
        from bulletins b join offices o on o.id = b.office_id where b.office_id = any (${offices}::bigint[]) and b.state <> 'dropped'
        order by b.state = 'published', b.id desc limit ${ask.limit} offset ${ask.offset}`.execute(db),
    sql<{
      total: number;
      unsigned: number;
    }>`select (select count(distinct b.id)::integer ${ask.tab === 'received' ? received : sent}) as total,
      (select count(distinct b.id)::integer ${received} and r.read_at is null) as unsigned`.execute(db),
  ]);
  const { total, unsigned } = counts.rows[0] ?? { total: 0, unsigned: 0 };
  return { items: rows, total, unsigned };
}

/** The offices for which a member of staff speaks and reads; throws for others. */
export function speakingOffices(actor: Actor): number[] {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const working = ['officer', 'approver', 'head', 'supervisor'];
  const ids = actor.duties.flatMap((d) =>
    working.includes(d.role) && d.officeId !== null ? [d.officeId] : [],
  );
  return [...new Set(ids)];
}
