-- The public messages for which an office answers, as the lists of leaders, places and topics are read.
create index messages_public_office on messages (answerable_id, standing, published_at desc, id desc) where publication = 'public';

-- A file of the map for search engines reads a stretch of numbers from this index alone.
create index messages_public_mapped on messages (id) include (code, published_at, answered_at) where publication = 'public';

-- When a message last left the public's view: a feed that holds it is no longer as its readers know it.
create index publications_departed on publications (at desc) where act in ('taken-down', 'withdrawn');
