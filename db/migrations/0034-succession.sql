-- An office that ends hands its messages to the one that succeeds it.
alter table transfers drop constraint transfers_way_check;
alter table transfers add constraint transfers_way_check check (way in ('sent', 'ruled', 'fallen', 'rerouted', 'succeeded'));
