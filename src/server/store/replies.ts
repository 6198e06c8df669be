import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** A drafted reply, without its words. */
export interface ReplyRow {
  id: number;
  type: 'interim' | 'final';
  state: 'draft' | 'sent-back' | 'published' | 'superseded' | 'applied';
  unitName: string;
  draftedBy: number | null;
  /** The published reply that it corrects. */
  correctsId: number | null;
  /** How many signatures it needs, who signed, and who may sign at these offices. */
  needed: number;
  signedBy: number[];
  signers: number[];
}

const one = named(
  `select a.id, a.type, a.state, a.unit_name as "unitName", a.drafted_by as "draftedBy", a.corrects_id as "correctsId", a.needed,
    array(select g.staff_id from signatures g where g.reply_id = a.id) as "signedBy",
    array(select distinct r.staff_id from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null
      where r.office_id = any ($3) and r.role in ('approver', 'head') and (r.to_at is null or (r.stand_in_id is not null and r.from_at <= now() and r.to_at > now()))) as signers
  from replies a where a.id = $1 and a.message_id = $2`,
);

/** One reply of this message, with how far its signing has come; `offices` are those that sign. */
export async function draftOf(
  tx: Tx,
  messageId: number,
  of: { replyId: number; offices: readonly number[] },
): Promise<ReplyRow | undefined> {
  const [row] = await tx.rows<ReplyRow>(one, [of.replyId, messageId, of.offices]);
  return row && { ...row, signedBy: row.signedBy.map(Number), signers: row.signers.map(Number) };
}

const drafter = named(
  `select drafted_by as "draftedBy" from replies where message_id = $1 and type = 'final' and state = 'published' order by published_at desc limit 1`,
);

/** Who drafted the latest published answer; undefined before any. */
export async function lastDrafter(tx: Tx, messageId: number): Promise<number | null | undefined> {
  return (await tx.rows<{ draftedBy: number | null }>(drafter, [messageId]))[0]?.draftedBy;
}
