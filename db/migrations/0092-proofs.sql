-- Proofs of humanity that were tried, right or wrong: each is good for one try, whichever process it comes to.
create table proof_uses (
  id text collate "C" primary key,
  expires_at timestamptz not null
);
create index proof_uses_expires on proof_uses (expires_at);
grant select, insert on proof_uses to huiyin_app;
grant select on proof_uses to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on proof_uses to huiyin_retention;
