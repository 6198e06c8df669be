-- The front page tells the newest answers first.

create index messages_public_answered on messages (answered_at desc, id desc)
  where publication = 'public' and answered_at is not null;
