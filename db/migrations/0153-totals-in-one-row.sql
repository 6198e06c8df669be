-- All that counts in a scope over all time stands in one row: a table of thirty places was some eight hundred rows, each on a page
-- of its own, and the fuller a board, the more.
-- What a worker would fold meanwhile must not be lost between the two tables.
lock table rollup_totals in access exclusive mode;

create table scope_totals (
  scope text collate "C" primary key,
  -- Numbers by measure; one that is nought is left out.
  counts jsonb not null
) with (fillfactor = 70);
insert into scope_totals
  select scope, jsonb_object_agg(measure, n) from rollup_totals where n <> 0 group by scope;

drop table rollup_totals;
alter table scope_totals rename to rollup_totals;
alter index scope_totals_pkey rename to rollup_totals_pkey;
grant select, insert, update on rollup_totals to huiyin_app;
grant select on rollup_totals to huiyin_private, huiyin_retention, huiyin_backup;
