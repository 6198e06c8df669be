import { byQuery, type Check } from './check.ts';

/** What was published as an answer: signed by others than its drafter, and never without its past. */
export const replyChecks: readonly Check[] = [
  byQuery(
    'a corrected reply keeps its old text, and the correction belongs to a published reply of its message',
    `select count(*) as n from replies where state = 'applied'`,
    `
    select m.code || ': correction ' || c.id as breach from replies c join messages m on m.id = c.message_id left join replies a on a.id = c.corrects_id
    where c.state = 'applied' and (a.id is null or a.message_id <> c.message_id or a.state <> 'published' or a.published_at > c.published_at
      or (a.text is not null and c.old_text is null)
      or not exists (select 1 from private.words w where w.message_id = c.message_id and w.what = 'old-reply' and w.ref = c.id
          union all select 1 from erasures e where e.message_id = c.message_id))`,
  ),
  byQuery(
    'nobody signs what they drafted, and what is published carries no more signatures than it asked for',
    'select count(*) as n from signatures',
    `
    select m.code || ': reply ' || a.id as breach from replies a join messages m on m.id = a.message_id
    where exists (select 1 from signatures g where g.reply_id = a.id and g.staff_id = a.drafted_by)
      or (select count(*) from signatures g where g.reply_id = a.id) > a.needed`,
  ),
  byQuery(
    'guidance and adopted stand on public messages with a published answer, confirmed by another, and are found by no hidden words',
    `select count(*) as n from marks where state = 'in-force'`,
    `
    select m.code || ': ' || k.what as breach from marks k join messages m on m.id = k.message_id left join replies a on a.id = k.reply_id
    where k.state = 'in-force' and (m.answered_at is null or k.decided_by is null or k.decided_by = k.proposed_by
      or not exists (select 1 from replies f where f.message_id = m.id and f.type = 'final' and f.state = 'published')
      or (k.what = 'guidance' and (a.id is null or a.message_id <> m.id or a.type <> 'final' or a.state <> 'published'))
      or (k.what = 'adopted' and m.kind <> 'suggestion')
      or (k.search is not null and m.publication <> 'public'))`,
  ),
];
