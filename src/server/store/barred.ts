/**
 * Who may hear nothing of a message `$2`, as a condition on `p.staff_id` at the office `p.office_id`: whoever reviewed it
 * never handles it. Those complained of on it, and those who declared a conflict, belong here too.
 */
export const barredFromMessage = `(p.office_id is distinct from (select d.id from offices d where d.code = 'review-desk') and p.staff_id = (
    select b.staff_id from publications b where b.message_id = $2 and b.act in ('published', 'kept-private') order by b.id desc limit 1))`;
