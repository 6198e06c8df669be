-- What joint units have reported and their orderer has yet to judge: few among the thousand open orders of a busy office,
-- whose desk read all of them for each page that has something to judge.
create index assignments_reported on assignments (from_id) where state = 'reported';
