import type { Hearer, StaffTelling } from '../../domain/telling-staff.ts';
import { type Asking, named } from './compose.ts';
import { alone } from './tx.ts';

/** A notice that is about to be given to members of staff. */
export interface NewStaffNotice extends StaffTelling {
  hearers: readonly Hearer[];
  messageId: number | null;
  bulletinId: number | null;
  gapId: number | null;
  /** The happening's own name: given twice, the notice is there once for each. */
  cause: string;
  at: Date;
  /** When text messages leave; null: there are none. */
  smsAt: Date | null;
}

// One text message in the morning stands for everything routine that the night brought.
const give = named(`with told as (
    insert into staff_notices (staff_id, office_id, message_id, bulletin_id, gap_id, what, cause, urgent, at)
    select h.staff, h.office, $4::bigint, $10::bigint, $11::bigint, $5, $6, $7::boolean, $8::timestamptz from unnest($1::bigint[], $2::bigint[]) as h (staff, office)
    on conflict (cause, staff_id) do nothing returning id, staff_id
  ), rung as (
    select t.id from told t join staff s on s.id = t.staff_id
    where $9::timestamptz is not null and t.staff_id = any ($3::bigint[]) and s.phone_at is not null and ($7::boolean or not exists (
      select 1 from staff_notices n join deliveries d on d.staff_notice_id = n.id where n.staff_id = t.staff_id and not n.urgent and d.state = 'waiting'))
  ), waiting as (
    insert into deliveries (staff_notice_id, channel, state, at) select id, 'sms', 'waiting', $8::timestamptz from rung returning id
  ), left_behind as (
    insert into outbox (task, payload, run_at) select 'deliver', jsonb_build_object('delivery', id), $9::timestamptz from waiting returning id
  )
  select (select count(*) from told)::integer as told, (select count(*) from left_behind)::integer as rung`);

/** Gives a notice to its hearers and leaves the text messages behind, together and once. Returns how many are new. */
export async function giveStaffNotice(n: NewStaffNotice): Promise<{ told: number; rung: number }> {
  const values = [
    n.hearers.map((h) => h.staffId),
    n.hearers.map((h) => h.officeId),
    n.hearers.filter((h) => h.rung).map((h) => h.staffId),
    n.messageId,
    n.what,
    n.cause,
    n.urgent,
    n.at,
    n.smsAt,
    n.bulletinId,
    n.gapId,
  ];
  return (await alone.rows<{ told: number; rung: number }>(give, values))[0] ?? { told: 0, rung: 0 };
}

const readAll = named(
  'update staff_notices set read_at = $2 where staff_id = $1 and read_at is null and at <= $2 returning id',
);
const readOne = named(
  'update staff_notices set read_at = $2 where staff_id = $1 and read_at is null and id = $3 returning id',
);

/** Marks one notice of a member of staff as read, or all until now. Returns how many were unread. */
export async function markStaffNoticesRead(
  tx: Asking,
  of: { staffId: number; id: number | null },
  now: Date,
): Promise<number> {
  const rows =
    of.id === null ? tx.rows(readAll, [of.staffId, now]) : tx.rows(readOne, [of.staffId, now, of.id]);
  return (await rows).length;
}
