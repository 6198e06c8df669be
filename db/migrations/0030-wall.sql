-- The wall reads every open message below an office and no other: from these indexes alone, without the rows.

create index messages_open on messages (answerable_id, due_at, id) include (holder_id, topic_id, kind, urgency)
  where handling <> 'closed' and publication in ('public', 'private', 'taken-down', 'withdrawn');
create index clocks_promise_running on clocks (message_id) include (stage, starts_at, resumes_at) where promise and stopped_at is null;
create index messages_answered on messages (answered_at) include (answerable_id) where answered_at is not null;
