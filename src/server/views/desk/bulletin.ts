import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { BulletinKind, BulletinScope, BulletinState } from '../../../domain/bulletins.ts';
import type { UnitFigures } from '../../../domain/circular/unit-figures.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { speakingOffices } from './bulletins.ts';

/** The receipt of one unit. */
export interface Receipt {
  officeId: number;
  office: string;
  readAt: Date | null;
  readBy: string | null;
  reminded: number;
  remindedAt: Date | null;
}

/** One bulletin as those see it who send it, or to whom it is addressed. */
export interface Bulletin {
  id: number;
  kind: BulletinKind;
  number: string | null;
  title: string;
  body: string;
  scopes: BulletinScope[];
  period: { from: string; to: string } | null;
  figures: { at: Date; units: UnitFigures[] } | null;
  office: { id: number; name: string };
  target: string | null;
  state: BulletinState;
  version: number;
  remindAfter: number;
  draftedBy: string;
  editedBy: string;
  editedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** This reader is of the office that sends it. */
  own: boolean;
  /** This reader drafted or edited it. */
  wrote: boolean;
  /** All of them for the sender; a unit sees its own. */
  receipts: Receipt[];
}

type Row = Omit<Bulletin, 'office' | 'period' | 'figures' | 'own' | 'wrote' | 'receipts'> & {
  officeId: number;
  officeName: string;
  from: string | null;
  to: string | null;
  figures: { at: string; units: UnitFigures[] } | null;
  wroteIds: number[];
};

/** One bulletin; to anybody else it is not there, nor is a draft outside its office. */
export async function bulletin(db: Db, actor: Actor, id: number): Promise<Bulletin> {
  const offices = speakingOffices(actor);
  const { rows } =
    await sql<Row>`select b.id, b.kind, b.number, b.title, b.body, b.scopes, b.period_from as "from", b.period_to as "to", b.figures, b.office_id as "officeId", o.name as "officeName",
      t.name as target, b.state, b.version, b.remind_after as "remindAfter", d.name as "draftedBy", e.name as "editedBy", b.edited_at as "editedAt",
      c.name as "decidedBy", b.decided_at as "decidedAt", array[b.drafted_by, b.edited_by] as "wroteIds"
    from bulletins b join offices o on o.id = b.office_id left join offices t on t.id = b.target_id
    join staff d on d.id = b.drafted_by join staff e on e.id = b.edited_by left join staff c on c.id = b.decided_by where b.id = ${id}`.execute(
      db,
    );
  const [row] = rows;
  const own = row !== undefined && offices.includes(row.officeId);
  const receipts = row ? await receiptsOf(db, id, own ? null : offices) : [];
  if (!row || !(own || (row.state === 'published' && receipts.length > 0))) throw new Refusal('not-found');
  const { officeId, officeName, from, to, figures, wroteIds, ...rest } = row;
  return {
    ...rest,
    office: { id: officeId, name: officeName },
    period: from !== null && to !== null ? { from, to } : null,
    figures: figures && { at: new Date(figures.at), units: figures.units },
    own,
    wrote: actor.kind === 'staff' && wroteIds.map(Number).includes(actor.staffId),
    receipts,
  };
}

async function receiptsOf(db: Db, id: number, only: number[] | null): Promise<Receipt[]> {
  const { rows } =
    await sql<Receipt>`select r.office_id as "officeId", o.name as office, r.read_at as "readAt", s.name as "readBy", r.reminded, r.reminded_at as "remindedAt"
    from bulletin_receipts r join offices o on o.id = r.office_id left join staff s on s.id = r.read_by
    where r.bulletin_id = ${id} ${only === null ? sql`` : sql`and r.office_id = any (${only}::bigint[])`}
    order by r.read_at is not null, r.read_at desc, o.name collate "C"`.execute(db);
  return rows;
}
