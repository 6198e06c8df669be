-- Addresses go by the schedule of retention like everything else that has its term; the app role destroys none.
drop function private.shed_sender_addresses(timestamptz);
