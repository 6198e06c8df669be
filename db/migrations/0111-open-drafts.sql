-- Whether a draft waits is asked of every open message of a desk: the few that wait are an index of their own.
create index replies_open_drafts on replies (message_id) where state = 'draft';
