-- Why a promise was put off, as everybody reads it once it is granted: the words to the author, where they hold nothing
-- personal. Requests made before this were written for the author alone, and stay so.
alter table extensions add column public_words text;
