import { named, type Part } from './compose.ts';
import type { Tx } from './tx.ts';

const one = named(
  'select staff_id as id from charges where message_id = $1 and office_id = $2 and ended_at is null',
);

/** Who of this office is in charge of a message; null: nobody. */
export async function chargeOf(tx: Tx, messageId: number, officeId: number): Promise<number | null> {
  return (await tx.rows<{ id: number }>(one, [messageId, officeId]))[0]?.id ?? null;
}

const works =
  named(`select exists (select from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null
  where r.staff_id = $1 and r.office_id = $2 and r.role in ('officer', 'approver', 'head') and r.from_at <= $3 and (r.to_at is null or r.to_at > $3)) as works`);

/** Does this person work at the office? */
export async function worksAt(tx: Tx, staffId: number, officeId: number, now: Date): Promise<boolean> {
  return (await tx.rows<{ works: boolean }>(works, [staffId, officeId, now]))[0]?.works ?? false;
}

/** The end of the charge before, and the new one. They come first among the rows of their step: the second names the first. */
export function chargeRows(c: {
  messageId: number;
  officeId: number;
  staffId: number | null;
  putBy: number;
  at: Date;
}): Part[] {
  const end: Part = (bind) =>
    `update charges set ended_at = ${bind(c.at)} where message_id = ${bind(c.messageId)} and office_id = ${bind(c.officeId)} and ended_at is null returning id`;
  if (c.staffId === null) return [end];
  return [
    end,
    (bind) => `insert into charges (message_id, office_id, staff_id, put_by, at)
      select ${bind(c.messageId)}::bigint, ${bind(c.officeId)}::bigint, ${bind(c.staffId)}::bigint, ${bind(c.putBy)}::bigint, ${bind(c.at)}::timestamptz
      from (select count(*) from row0) as after`,
  ];
}
