-- That one promise runs on a message, and what the wall reads of it, were two indexes of the same rows, both written by each
-- step that starts a promise or ends it.
create unique index clocks_one_promise_running on clocks (message_id) include (stage, starts_at, resumes_at) where promise and stopped_at is null;
drop index clocks_one_promise;
drop index clocks_promise_running;
alter index clocks_one_promise_running rename to clocks_promise_running;
