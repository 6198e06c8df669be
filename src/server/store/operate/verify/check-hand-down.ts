import { inheritedComplaints, withSuccessors } from '../../hand-down/heirs.ts';
import { byQuery, type Check } from './check.ts';

const open = `('offered', 'accepted', 'reported')`;
const orders = `select count(*) as n from assignments`;

/** The hand-down chain: every order has its owner and its clock, nothing goes in circles, nobody complained of is at it. */
export const handDownChecks: readonly Check[] = [
  byQuery(
    'an open order has exactly one running clock: its unit’s, or its orderer’s while the result is judged',
    `select count(*) as n from assignments where state in ${open}`,
    `
    select 'order ' || a.id || ' (' || a.state || '): ' || coalesce(string_agg(c.what || ' of ' || c.owner_id, ', '), 'no clock') as breach
    from assignments a left join clocks c on c.subject_id = a.id and c.message_id = a.message_id and not c.promise and c.stopped_at is null and c.what in ('accept-order', 'work', 'judge')
    where a.state in ${open} group by a.id
    having count(c.id) <> 1 or max(c.what) <> case a.state when 'offered' then 'accept-order' when 'accepted' then 'work' else 'judge' end
      or max(c.owner_id) <> case a.state when 'reported' then a.from_id else a.to_id end`,
  ),
  byQuery(
    'an ended order has no running clock',
    `select count(*) as n from assignments where state not in ${open}`,
    `
    select 'order ' || a.id || ': ' || c.what as breach from assignments a join clocks c on c.subject_id = a.id and c.message_id = a.message_id and c.what in ('accept-order', 'work', 'judge')
    where a.state not in ${open} and c.stopped_at is null`,
  ),
  byQuery(
    'orders hang on open orders of a message in progress, each orderer having one lead',
    orders,
    `
    select 'order ' || a.id || ': open while its message is ' || m.handling as breach from assignments a join messages m on m.id = a.message_id
    where a.state in ${open} and m.handling <> 'in-progress'
    union all select 'order ' || a.id || ': its parent is ' || p.state from assignments a join assignments p on p.id = a.parent_id
    where a.state in ${open} and (p.state <> 'accepted' or p.to_id <> a.from_id)
    union all select 'order ' || a.id || ': ordered by ' || a.from_id || ', who does not answer' from assignments a join messages m on m.id = a.message_id
    where a.state in ${open} and a.parent_id is null and a.from_id <> m.answerable_id`,
  ),
  byQuery(
    'the holder is whom the deepest lead order says',
    `select count(*) as n from messages where next_step in ('accept-order', 'work', 'judge')`,
    `
    with tip as (
      select a.* from assignments a where a.role = 'lead' and a.state in ${open}
        and not exists (select from assignments b where b.parent_id = a.id and b.role = 'lead' and b.state in ${open}))
    select m.code || ': next ' || m.next_step || ', held by ' || coalesce(m.holder_id::text, 'nobody') as breach from messages m left join tip t on t.message_id = m.id
    where m.next_step in ('accept-order', 'work', 'judge') and (t.id is null
      or m.holder_id is distinct from case t.state when 'reported' then t.from_id else t.to_id end
      or m.next_step <> case t.state when 'offered' then 'accept-order' when 'accepted' then 'work' else 'judge' end)`,
  ),
  byQuery(
    'whoever has to accept, transfer or rule is on a clock of their own',
    `select count(*) as n from messages where next_step in ('accept', 'transfer', 'rule')`,
    `
    select m.code || ': next ' || m.next_step || ', ' || count(c.id) || ' clocks' as breach from messages m
    left join clocks c on c.message_id = m.id and c.what = m.next_step and not c.promise and c.stopped_at is null and c.owner_id = m.holder_id
    where m.next_step in ('accept', 'transfer', 'rule') group by m.id having count(c.id) <> 1
    union all select m.code || ': a clock ' || c.what || ' runs while next is ' || m.next_step from clocks c join messages m on m.id = c.message_id
    where c.what in ('accept', 'transfer', 'rule') and not c.promise and c.stopped_at is null and m.next_step <> c.what`,
  ),
  byQuery(
    'no office that has ended answers for, holds or works on an open message',
    `select count(*) as n from offices where valid_to is not null`,
    `
    with ended as (select id, name from offices where valid_to is not null and coalesce(successor_id, above_id) is not null
      -- What just changed is still being passed on.
      and not exists (select from directory_changes d where d.at > now() - interval '1 hour' and d.at < now()))
    select m.code || ': ' || o.name || ' has ended' as breach from messages m join ended o on o.id in (m.answerable_id, m.holder_id)
    where m.handling <> 'closed' and m.publication in ('public', 'private', 'taken-down', 'withdrawn')
    union all select 'order ' || a.id || ': ' || o.name || ' has ended' from assignments a join ended o on o.id in (a.from_id, a.to_id) where a.state in ${open}`,
  ),
  byQuery(
    'nobody complained of answers, holds, works or owns a clock',
    `select count(*) as n from conflicts where office_id is not null`,
    `
    select m.code || ': ' || k.office_id || ' is complained of' as breach from conflicts k join messages m on m.id = k.message_id
    where k.office_id is not null and m.handling <> 'closed' and m.transferred_at is not null and (k.office_id in (m.answerable_id, m.holder_id)
      or exists (select from assignments a where a.message_id = m.id and a.to_id = k.office_id and a.state in ${open})
      or exists (select from clocks c where c.message_id = m.id and c.owner_id = k.office_id and c.stopped_at is null))`,
  ),
  byQuery(
    'who succeeds an office complained of is complained of too',
    `select count(*) as n from conflicts where way = 'inherited'`,
    `
    ${withSuccessors} select k.message_id || ': ' || o.name || ' succeeds one that is complained of' as breach ${inheritedComplaints}
      -- What just changed is still being passed on.
      and not exists (select from directory_changes d where d.at > now() - interval '1 hour' and d.at < now())`,
  ),
  byQuery(
    'a merged message hangs on one that goes on or was answered, and is at its end',
    `select count(*) as n from messages where merged_into_id is not null`,
    `
    select m.code || ': merged, and ' || m.handling as breach from messages m where (m.merged_into_id is not null) and (m.closed_reason is distinct from 'merged')`,
  ),
  byQuery(
    'an end with a code was signed by two people',
    `select count(*) as n from endings where state = 'ended'`,
    `
    select 'ending ' || e.id as breach from endings e where e.state = 'ended' and (e.decided_by is null or e.decided_by = e.proposed_by)
    union all select m.code || ': ended without a countersigned record' from messages m
    where m.closed_reason = 'ended' and not exists (select from endings e where e.message_id = m.id and e.state = 'ended')`,
  ),
];
