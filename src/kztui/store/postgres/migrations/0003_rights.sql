-- What is current, for other programs; and rights: three roles, named after the database, and policies that tie each
-- record to the role that writes it.

create view kztui.report with (security_invoker) as
    select distinct on (id) id, record ->> 'title' as title, record ->> 'publisher' as publisher,
        (record ->> 'published')::date as published, record ->> 'url' as url, record ->> 'text' as text, seq, role, at
    from kztui.log where kind = 'report' order by id, seq desc;

create view kztui.incident with (security_invoker) as
    select distinct on (id) id, record -> 'facts' as facts, seq, role, at
    from kztui.log where kind = 'incident' order by id, seq desc;

create view kztui.fact with (security_invoker) as
    select incident.id as incident, fact ->> 'id' as id, fact ->> 'field' as field, fact -> 'value' as value,
        fact -> 'evidence' ->> 'report' as report, fact -> 'evidence' ->> 'exact' as exact
    from kztui.incident, json_array_elements(incident.facts) as fact;

create view kztui.annotation with (security_invoker) as
    select id, record ->> 'kind' as kind, record -> 'target' ->> 'incident' as incident,
        record -> 'target' ->> 'fact' as fact, record ->> 'text' as text, record ->> 'verdict' as verdict,
        record ->> 'author' as author, role, pushed, at, seq
    from kztui.log where kind = 'annotation';

create view kztui.saved_search with (security_invoker) as
    select distinct on (id) id, record ->> 'name' as name, record ->> 'query' as query, record ->> 'author' as author,
        role, at, seq
    from kztui.log where kind = 'search' order by id, seq desc;

-- An editor may what an analyst may, and an analyst what a reader may. Roles are those of all databases of a server, so
-- that their names begin with that of this one.
do $$
declare
    base text := left(current_database(), 50);
    part text;
begin
    insert into kztui.meta values ('roles', base);
    foreach part in array array['reader', 'analyst', 'editor'] loop
        if not exists (select from pg_roles where rolname = base || '_' || part) then
            execute format('create role %I nologin', base || '_' || part);
        end if;
    end loop;
    if not pg_has_role(base || '_analyst', base || '_reader', 'member') then
        execute format('grant %I to %I', base || '_reader', base || '_analyst');
    end if;
    if not pg_has_role(base || '_editor', base || '_analyst', 'member') then
        execute format('grant %I to %I', base || '_analyst', base || '_editor');
    end if;
    if not pg_has_role(base || '_editor', 'member') then
        execute format('grant %I to current_user', base || '_editor');
    end if;

    execute format('grant usage on schema kztui to %I', base || '_reader');
    execute format('grant select on all tables in schema kztui to %I', base || '_reader');
    execute format('grant insert (kind, id, record, pushed) on kztui.log to %I', base || '_analyst');
    execute format('grant execute on function kztui.next_seq() to %I', base || '_analyst');

    alter table kztui.log enable row level security;
    create policy everybody_reads on kztui.log for select using (true);
    execute format(
        'create policy analysts_sign on kztui.log for insert to %I with check (role = current_user and not pushed'
        ' and kind in (''annotation'', ''search'') and record ->> ''author'' = current_user)', base || '_analyst');
    execute format(
        'create policy editors_import on kztui.log for insert to %I with check (role = current_user'
        ' and (pushed or kind in (''report'', ''incident'', ''suggestion'')))', base || '_editor');
end
$$;
