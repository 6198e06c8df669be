-- A person asks that what is known of them goes. An operator orders it, another confirms; what is still handled goes once it is closed.

create table erasure_requests (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens,
  -- What everybody reads: it stays without any name, or goes out of view first.
  public_texts text not null check (public_texts in ('keep', 'remove')),
  asked_at timestamptz not null,
  taken_back_at timestamptz
);
create index erasure_requests_citizen on erasure_requests (citizen_id, id desc);
alter table deletion_orders add foreign key (request_id) references erasure_requests;
create unique index deletion_orders_request on deletion_orders (request_id) where state <> 'refused';

grant select, insert on erasure_requests to huiyin_app;
grant update (taken_back_at) on erasure_requests to huiyin_app;
grant select on erasure_requests to huiyin_private, huiyin_retention, huiyin_backup;
