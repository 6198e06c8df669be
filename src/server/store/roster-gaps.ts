import type { DutyQueue } from '../../domain/duty-queues.ts';
import type { Shift } from '../../domain/roster.ts';
import { named } from './compose.ts';
import { alone } from './tx.ts';

/** A watch with the office whose queue it is at. */
export type OfficeShift = Omit<Shift, 'id'> & { officeId: number };

// A watch counts only while whoever keeps it still has a duty at that office.
const planned =
  named(`select d.office_id as "officeId", d.queue, d.staff_id as "staffId", d.from_at as "from", d.to_at as "to"
  from shifts d join offices o on o.id = d.office_id and o.valid_to is null join staff s on s.id = d.staff_id and s.left_at is null
  where d.taken_back_at is null and d.to_at > $1 and d.from_at < $2 and exists (
    select from staff_roles r where r.staff_id = d.staff_id and (r.to_at is null or r.to_at > $3)
      and (r.office_id = d.office_id or (o.code = 'review-desk' and r.role = 'reviewer' and r.office_id is null)))`);

/** The watches of all offices between two moments, of people who are there at that time. */
export function plannedShifts(within: { from: Date; to: Date }, now: Date): Promise<OfficeShift[]> {
  return alone.rows<OfficeShift>(planned, [within.from, within.to, now]);
}

/** A night that nobody watches. */
export interface RosterGap {
  officeId: number;
  queue: DutyQueue;
  from: Date;
  to: Date | null;
}

const found = named(`with new as (
    insert into roster_gaps (office_id, queue, from_at, to_at, found_at)
    select office, queue, from_at, to_at, $5::timestamptz from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as g (office, queue, from_at, to_at)
    on conflict (office_id, queue, from_at) do nothing returning id, office_id
  ), left_behind as (
    insert into outbox (task, payload, run_at)
    select 'tell-office', jsonb_build_object('office', n.office_id, 'message', null, 'gap', n.id, 'what', 'roster-gap', 'cause', 'roster-gap:' || n.id, 'urgent', false), $5::timestamptz
    from new n returning id
  )
  select count(*)::integer as n from left_behind`);

/** Writes gaps down and leaves the word to those who keep the roster, together and once for each. Returns how many are new. */
export async function recordGaps(gaps: readonly RosterGap[], now: Date): Promise<number> {
  if (gaps.length === 0) return 0;
  const column = <K extends keyof RosterGap>(name: K) => gaps.map((gap) => gap[name]);
  const values = [column('officeId'), column('queue'), column('from'), column('to'), now];
  return (await alone.rows<{ n: number }>(found, values))[0]?.n ?? 0;
}
