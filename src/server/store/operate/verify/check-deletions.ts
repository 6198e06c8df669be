import { byQuery, type Check } from './check.ts';

/** Deleting: two people, a record of what went, and nothing left of what was erased. */
export const deletionChecks: readonly Check[] = [
  byQuery(
    'what was deleted by order was confirmed by a second operator',
    'select count(*) as n from deletion_orders',
    `
    select 'order ' || d.id || ': confirmed by nobody else' as breach from deletion_orders d
    where d.state = 'confirmed' and (d.decided_by is null or d.decided_by = d.ordered_by)
    union all select 'tombstone ' || t.id || ': its order was never confirmed' from tombstones t join deletion_orders d on d.id = t.order_id where d.state <> 'confirmed'`,
  ),
  byQuery(
    'what is erased has no key, no private words and a tombstone, and nothing else lacks its key',
    'select count(*) as n from erasures',
    `
    select m.code || ': erased, and something is left' as breach from erasures e join messages m on m.id = e.message_id
    where m.key_id is not null or m.wrapped_key is not null or exists (select from private.words w where w.message_id = m.id)
      or not exists (select from tombstones t where t.order_id = e.order_id and m.id = any (t.ids))
    union all select m.code || ': its key is gone and nobody ordered it' from messages m
    where m.wrapped_key is null and m.source <> 'import' and not exists (select from erasures e where e.message_id = m.id)`,
  ),
];
