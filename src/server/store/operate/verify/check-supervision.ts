import { byQuery, type Check } from './check.ts';

const open = 'select count(*) as n from dossiers where closed_at is null';

/** Supervision leaves nothing behind: a dossier is owned and runs until it is closed, and attention says so. */
export const supervisionChecks: readonly Check[] = [
  byQuery(
    'an open dossier has an owner that exists and exactly one running clock, due when the dossier says',
    open,
    `
    select 'dossier ' || d.number || ': ' || count(c.id) || ' clocks' as breach from dossiers d left join offices o on o.id = d.office_id
    left join clocks c on c.message_id = d.message_id and c.what = 'dossier' and c.stopped_at is null
    where d.closed_at is null group by d.id, o.id
    having o.id is null or count(c.id) <> 1 or max(c.due_at) is distinct from d.due_at or max(c.owner_id) is distinct from d.office_id
    union all select 'clock ' || c.id || ': no open dossier' from clocks c where c.what = 'dossier' and c.stopped_at is null
    and not exists (select 1 from dossiers d where d.message_id = c.message_id and d.closed_at is null)`,
  ),
  byQuery(
    'a message is under supervision while a dossier is open, and not longer',
    open,
    `
    select m.code || ': ' || m.attention || ' with an open dossier' as breach from dossiers d join messages m on m.id = d.message_id
    where d.closed_at is null and m.attention not in ('supervised', 'reported-upward')
    union all select m.code || ': under supervision without a dossier' from messages m where m.attention = 'supervised'
    and not exists (select 1 from dossiers d where d.message_id = m.id and d.closed_at is null)`,
  ),
  byQuery(
    'a closed dossier has who closed it, its result and its words',
    'select count(*) as n from dossiers where closed_at is not null',
    `
    select 'dossier ' || d.number || ': closing entry or words missing' as breach from dossiers d where d.closed_at is not null
    and not exists (select 1 from dossier_entries e join private.words w on w.message_id = d.message_id and w.what = 'dossier' and w.ref = e.id
      where e.dossier_id = d.id and e.what = 'closed')
    and not exists (select from erasures e where e.message_id = d.message_id)`,
  ),
];
