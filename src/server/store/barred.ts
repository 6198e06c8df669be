/**
 * Who may hear nothing of a message `$2`, as a condition on `p.staff_id` at the office `p.office_id`: whoever reviewed it
 * never handles it; those complained of on it, all who sit with them, and those who declared a conflict.
 */
export const barredFromMessage = `((p.office_id is distinct from (select d.id from offices d where d.code = 'review-desk') and p.staff_id = (
    select b.staff_id from publications b where b.message_id = $2 and b.act in ('published', 'kept-private') order by b.id desc limit 1))
  or exists (select from conflicts k where k.message_id = $2 and (k.staff_id = p.staff_id or exists (
    select from staff_roles r where r.staff_id = p.staff_id and (r.to_at is null or (r.stand_in_id is not null and r.from_at <= now() and r.to_at > now())) and (r.office_id = k.office_id or r.post_id = k.post_id)))))`;
