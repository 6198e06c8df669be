-- Movements go as soon as they are folded, and what reads them reads the whole table. After many at one time, an import say,
-- vacuum left the entries of the last pages for later, since so few pages had any, and the table stayed as long as it had
-- been: 80,000 empty pages, read with every page of numbers.
alter table deltas set (vacuum_index_cleanup = on);
alter table support_deltas set (vacuum_index_cleanup = on);
