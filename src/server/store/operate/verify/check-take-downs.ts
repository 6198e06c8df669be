import { byQuery, type Check } from './check.ts';

/** Taking down: two people or a document, and nothing of it in public view. */
export const takeDownChecks: readonly Check[] = [
  byQuery(
    'what was taken down or restored was done by two people, or by a legal order with its document',
    `select count(*) as n from take_downs where state = 'done'`,
    `
    select 'take-down ' || t.id || ': ' || t.what as breach from take_downs t where t.state = 'done' and (t.decided_by is null
      or (t.way = 'review' and t.decided_by = t.proposed_by) or (t.way = 'order' and (t.document_number is null or t.document_on is null or t.document_issuer is null)))
    union all select m.code || ': taken down without a record' from messages m
    where m.publication = 'taken-down' and (select t.what from take_downs t where t.message_id = m.id and t.state = 'done' order by t.id desc limit 1) is distinct from 'take-down'`,
  ),
  byQuery(
    'no public view shows what was taken down',
    `select count(*) as n from messages where publication = 'taken-down'`,
    `
    select m.code || ': words stand in public columns' as breach from messages m where m.publication = 'taken-down' and (
      coalesce(m.title, m.body, m.place) is not null or exists (select from public_texts t where t.message_id = m.id)
      or exists (select from replies a where a.message_id = m.id and coalesce(a.text, a.old_text) is not null)
      or exists (select from follow_ups f where f.message_id = m.id and f.text is not null)
      or exists (select from ratings g where g.message_id = m.id and g.words is not null)
      or exists (select from marks k where k.message_id = m.id and k.search is not null))`,
  ),
];
