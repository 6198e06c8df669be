import { byQuery, type Check } from './check.ts';

/** Instructions and return visits: nothing given is without an owner and a clock, no answer without its visit. */
export const instructingChecks: readonly Check[] = [
  byQuery(
    'an open instruction has one owner and a running clock of its own, an ended one has none',
    'select count(*) as n from addressees',
    `
    select 'addressee ' || a.id || ': ' || a.state || case when c.stopped_at is null then ', clock runs' else ', clock stopped' end as breach
    from addressees a join instructions i on i.id = a.instruction_id join clocks c on c.id = a.clock_id
      join posts f on f.id = i.post_id left join posts t on t.id = a.post_id
    where c.what <> 'instruction' or c.promise or c.message_id <> a.message_id or i.message_id <> a.message_id
      or (a.ended_at is null) <> (c.stopped_at is null)
      or (a.ended_at is null and (c.due_at <> a.due_at or c.owner_id is distinct from
        case when a.state = 'reported' then f.office_id else coalesce(a.office_id, t.office_id) end))
    union all
    select 'clock ' || c.id || ': no addressee' from clocks c
    where c.what = 'instruction' and c.stopped_at is null and not exists (select from addressees a where a.clock_id = c.id and a.ended_at is null)`,
  ),
  byQuery(
    'an instruction is in history with its words kept apart',
    'select count(*) as n from instructions',
    `
    select 'instruction ' || i.id || ': no history or no words' as breach from instructions i
    where not exists (select from history h where h.message_id = i.message_id and h.step in ('instruct', 'pass-instruction-on') and (h.changes->>'instruction')::bigint = i.id)
      or not exists (select from private.words w join messages m on m.id = w.message_id where w.message_id = i.message_id and w.what = 'instruction' and w.ref = i.id
          union all select from erasures e where e.message_id = i.message_id)
      or not exists (select from addressees a where a.instruction_id = i.id)`,
  ),
  byQuery(
    'an answer has its visit planned, or on record why there is none',
    `select count(*) as n from messages where handling = 'answered'`,
    `
    with latest as (
      select m.id, m.code, m.next_step, m.visited, m.visit_tries,
        (select count(*) from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published') as round
      from messages m where m.handling = 'answered')
    select l.code || ': no plan for the visit of answer ' || l.round as breach from latest l
    where not exists (select from visit_plans p where p.message_id = l.id and p.round = l.round)
    union all
    select l.code || ': closing without a visit' from latest l
    where l.next_step = 'close' and not l.visited and l.visit_tries < 3
      and not exists (select from history h where h.message_id = l.id and h.step = 'skip-visit' and (h.changes->>'round')::bigint = l.round)`,
  ),
];
