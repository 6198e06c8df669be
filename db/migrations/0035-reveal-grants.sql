-- A joint unit sees the writer's phone and name only while the lead unit lets it. Who granted it and who took it back
-- stands in the message's history.
alter table assignments add column reveal_granted_at timestamptz check (reveal_granted_at is null or role = 'joint');
