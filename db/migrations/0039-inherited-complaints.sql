-- Who succeeds an office complained of is complained of too: the row says on whose naming it rests, and that it came by succession.
alter table conflicts drop constraint conflicts_way_check;
alter table conflicts add constraint conflicts_way_check check (way in ('named', 'declared', 'inherited'));
