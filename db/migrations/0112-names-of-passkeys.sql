-- What people call their passkeys is sealed under a key of its own, as every other private word is, so that the keys of the key file
-- can change beneath it. Names sealed straight under a key of the file, as they were for one version, cannot be opened here: they
-- go, the passkeys stay and are shown by the day they were made.
alter table citizen_passkeys add column key_id text, add column wrapped_key bytea;
update citizen_passkeys set label = null where label is not null;
alter table citizen_passkeys add constraint citizen_passkeys_name_with_its_key
  check ((label is null) = (key_id is null) and (key_id is null) = (wrapped_key is null));
