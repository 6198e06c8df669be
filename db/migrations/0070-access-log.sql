-- The access log: who looked at private data of whom, read by the auditor alone and never with the words of the reason.

-- How a look came about; the words of its reason may say something of the matter and stay closed.
alter table private.reveals add column way text not null default 'reason' check (way in ('reason', 'call'));
alter table private.reveals no force row level security;
update private.reveals set way = 'call' where reason = '回访';
alter table private.reveals force row level security;
create index reveals_staff on private.reveals (staff_id, at);
create index reveals_at on private.reveals (at);

grant select (id, message_id, staff_id, what, way, at) on private.reveals to huiyin_private;
create policy read_log on private.reveals for select to huiyin_private
  using (coalesce(current_setting('huiyin.auditor', true), '') <> '');

-- Each reading of the log is written down too.
create table private.log_reads (
  id bigint generated always as identity primary key,
  staff_id bigint not null references public.staff,
  asked jsonb not null,
  shown integer not null,
  as_file boolean not null,
  at timestamptz not null
);
create index log_reads_at on private.log_reads (at);
alter table private.log_reads enable row level security;
alter table private.log_reads force row level security;
create policy read_log on private.log_reads for select to huiyin_private
  using (coalesce(current_setting('huiyin.auditor', true), '') <> '');
create policy write_read on private.log_reads for insert to huiyin_private
  with check (coalesce(current_setting('huiyin.auditor', true), '') = staff_id::text);
create policy retain on private.log_reads for select to huiyin_retention using (true);
grant select, insert on private.log_reads to huiyin_private;
grant select on private.log_reads to huiyin_backup;
