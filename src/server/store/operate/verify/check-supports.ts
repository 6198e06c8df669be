import { byQuery, type Check } from './check.ts';

/** What is kept of supports is true: the numbers equal a recount, nobody supports their own, and behind each stands an account. */
export const supportChecks: readonly Check[] = [
  byQuery(
    'the number of supporters of each message equals a recount',
    'select count(*) as n from private.supports',
    `select m.code || ': kept ' || m.supporters + coalesce(d.n, 0) || ', recounted ' || coalesce(s.n, 0) as breach from messages m
    left join (select message_id, sum(n) as n from support_deltas group by 1) d on d.message_id = m.id
    left join (select message_id, count(*) as n from private.supports group by 1) s on s.message_id = m.id
    where m.supporters + coalesce(d.n, 0) <> coalesce(s.n, 0)`,
  ),
  byQuery(
    'each support is of a message of somebody else, by an account that stands',
    'select count(*) as n from private.supports',
    `select 'a support of ' || coalesce(m.code, 'message number ' || s.message_id) as breach from private.supports s
    join citizens c on c.id = s.citizen_id left join messages m on m.id = s.message_id
    where m.id is null or m.author_id = s.citizen_id or c.closed_at is not null or c.joined_into is not null`,
  ),
];
