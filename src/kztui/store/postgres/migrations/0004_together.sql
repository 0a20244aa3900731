-- Analysts write at the same time. Numbers of the log are given at once and no longer follow the order of the commits:
-- whoever reads remembers which numbers have not come yet, and asks for them again (see copy.py).

create or replace function kztui.next_seq() returns bigint
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    as $$ select pg_catalog.nextval('kztui.log_seq') $$;
