-- The end of a reported clue is proposed by one examiner and confirmed by another, as every end is.
do $$
declare name text;
begin
  for name in select conname from pg_constraint where conrelid = 'clues'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%pursue%' loop
    execute format('alter table clues drop constraint %I', name);
  end loop;
end $$;
alter table clues add constraint clues_proposals check (proposal is null or case proposal
  when 'pursue' then stage = 'collated' when 'dismiss' then stage = 'collated'
  when 'report' then stage = 'verified' when 'drop' then stage = 'verified'
  when 'end' then stage = 'reported' else false end);
