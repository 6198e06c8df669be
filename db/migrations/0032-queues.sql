-- An office's queue and the counts of its tabs are read from these indexes alone: by who answers, and by who holds it and
-- what comes next.

drop index messages_open, messages_holder;
create index messages_open on messages (answerable_id, due_at, id)
  include (holder_id, next_step, handling, paused_until, topic_id, kind, urgency)
  where handling <> 'closed' and due_at is not null and publication in ('public', 'private', 'taken-down', 'withdrawn');
create index messages_holder on messages (holder_id, next_step, due_at, id)
  include (answerable_id, handling, paused_until, topic_id, kind, urgency)
  where handling <> 'closed' and due_at is not null and publication in ('public', 'private', 'taken-down', 'withdrawn');
