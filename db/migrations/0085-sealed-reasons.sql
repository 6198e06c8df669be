-- Why somebody looked at private data may say something of the matter: it lies under the key of the message, as other words do.
alter table private.reveals alter column reason drop not null;
alter table private.reveals add column sealed_reason bytea;
alter table private.reveals add constraint reveals_reason check (num_nonnulls(reason, sealed_reason) = 1);
