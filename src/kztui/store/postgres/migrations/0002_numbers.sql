-- The log becomes the only table of records, and gives its numbers itself.

drop table kztui.head;
drop table kztui.incident;

-- Numbers of the log follow the order of the commits, whoever inserts: the default takes the lock that writers hold
-- until their commit (WRITERS in connection.py). Whoever has read up to a number has missed nothing before it.
create sequence kztui.log_seq owned by kztui.log.seq;
select setval('kztui.log_seq', coalesce((select max(seq) from kztui.log), 0) + 1, false);

create function kztui.next_seq() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_catalog.pg_advisory_xact_lock(461615953257);
    return pg_catalog.nextval('kztui.log_seq');
end
$$;
revoke all on function kztui.next_seq() from public;

alter table kztui.log alter column seq set default kztui.next_seq();

-- A pushed record keeps the author that it had in another casebook; `role` is who pushed it.
alter table kztui.log add column pushed boolean not null default false;

-- The key begins with what Citus distributes by.
alter table kztui.log drop constraint log_pkey;
alter table kztui.log add primary key (id, seq);
drop index kztui.log_by_id;
create index log_by_seq on kztui.log (seq);
create unique index log_once on kztui.log (id) where kind = 'annotation';

alter table kztui.log add constraint log_names_its_record check (kind = 'suggestion' or record ->> 'id' = id);
alter table kztui.log add constraint log_has_an_incident_id
    check (kind <> 'incident' or id ~ '^[A-Z]{2}-[0-9]{4}-[0-9A-Z]{4,}(@[0-9A-Za-z_-]+)?$');
