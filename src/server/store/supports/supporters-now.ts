/** How many support a message `m` at this moment, as SQL: what is folded and what is not yet, in one snapshot. */
export const supportersNow =
  '(m.supporters + coalesce((select sum(s.n) from support_deltas s where s.message_id = m.id), 0))::integer';
