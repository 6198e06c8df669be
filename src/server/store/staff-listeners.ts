import type { Listener, StaffHappening } from '../../domain/telling-staff.ts';
import { barredFromMessage } from './barred.ts';
import { named } from './compose.ts';
import { alone } from './tx.ts';

// Reviewers belong to the review desk without being bound to it; operators are the end of every chain.
const listeners = named(`with recursive up(id, height) as (
    select $1::bigint, 0
    union all select o.above_id, up.height + 1 from up join offices o on o.id = up.id where o.above_id is not null and up.height < 9
  ), people as (
    select r.staff_id, up.id as office_id, up.height, r.role from up join staff_roles r on r.office_id = up.id where r.from_at <= $3 and (r.to_at is null or r.to_at > $3)
    union all select r.staff_id, up.id, up.height, r.role from up join offices o on o.id = up.id and o.code = 'review-desk'
      join staff_roles r on r.role = 'reviewer' and r.office_id is null where r.from_at <= $3 and (r.to_at is null or r.to_at > $3)
    union all select r.staff_id, null, 10, r.role from staff_roles r where r.role = 'operator' and r.from_at <= $3 and (r.to_at is null or r.to_at > $3)
  )
  select p.staff_id as "staffId", p.office_id as "officeId", p.height, array_agg(distinct p.role) as roles, s.phone_at is not null as phone,
    array(select distinct d.queue from shifts d where d.staff_id = p.staff_id and d.office_id = p.office_id and d.taken_back_at is null
      and d.from_at <= $3 and d.to_at > $3) as watches,
    coalesce($2::bigint is not null and (${barredFromMessage}
      or ($4 = 'draft-to-approve' and exists (select from replies a where a.message_id = $2 and a.state = 'draft' and a.drafted_by = p.staff_id))
      or ($4 = 'take-down-proposed' and exists (select from take_downs t where t.message_id = $2 and t.state = 'proposed' and t.proposed_by = p.staff_id))
      or ($4 like 'ban-%' and exists (select from bans b where b.message_id = $2 and case $4 when 'ban-proposed' then b.state = 'proposed' and b.proposed_by = p.staff_id
        when 'ban-lift-proposed' then b.lift_proposed_by = p.staff_id else b.appeal = 'waiting' and p.staff_id in (b.proposed_by, b.decided_by) end))), false) as barred
  from people p join staff s on s.id = p.staff_id and s.left_at is null group by p.staff_id, p.office_id, p.height, s.phone_at`);

/** Everybody who could be told of something by this office and those above it; nobody decides on their own draft or proposal. */
export async function staffListeners(
  of: { officeId: number; messageId: number | null; what: StaffHappening },
  now: Date,
): Promise<Listener[]> {
  return alone.rows<Listener>(listeners, [of.officeId, of.messageId, now, of.what]);
}
