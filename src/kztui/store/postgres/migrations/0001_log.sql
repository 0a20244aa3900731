-- The casebook as a log. Nothing in it changes; what is current is found by the tables beside it.

create schema kztui;

create table kztui.meta (
    key text primary key,
    value text not null
);

insert into kztui.meta values ('casebook', gen_random_uuid()::text);

-- A record and the role that wrote it. Numbers follow the order of the commits: writers take turns (see connection.py).
create table kztui.log (
    seq bigint primary key,
    kind text not null check (kind in ('report', 'incident', 'suggestion', 'annotation', 'search')),
    id text not null,
    record json not null,
    role text not null default current_user,
    at timestamptz not null default clock_timestamp()
);

create index log_by_id on kztui.log (kind, id, seq desc);
create index log_by_kind on kztui.log (kind, seq);

-- How far the log has come: `records` are reports, incidents and suggestions, `notebook` annotations and searches.
create table kztui.head (
    part text primary key check (part in ('records', 'notebook')),
    seq bigint not null
);

insert into kztui.head values ('records', 0), ('notebook', 0);

-- The number of each incident, in the order in which they came, from 0; `first` is where the log has it first.
create table kztui.incident (
    id text primary key,
    number bigint not null unique,
    first bigint not null
);

create function kztui.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the log of a casebook is never changed, only appended to';
end
$$;

create trigger log_is_append_only before update or delete or truncate on kztui.log
    for each statement execute function kztui.refuse_change();
