-- Sessions end when nobody uses them, and only so many of one person are open at once. `seen_at` is written every few minutes at most;
-- `ended_for` says to the browser that carried it why it ended, where its owner did not end it.
alter table sessions
  add column seen_at timestamptz,
  add column ended_for text check (ended_for in ('too-many', 'operator')),
  add check (ended_for is null or ended_at is not null);
