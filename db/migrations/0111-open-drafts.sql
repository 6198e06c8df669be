-- Whether a draft waits is asked of every open message of a desk: the few that wait are an index of their own.
create index replies_open_drafts on replies (message_id) where state = 'draft';
-- What comes up for review a third time is rare, and looked for among all that an office answers for.
create index messages_to_review on messages (answerable_id, due_at, id) where next_step = 'review-above';
