-- The log in parts by a hash of the id of a record, which is in each of its keys. It must be empty.

alter table kztui.log rename to whole;
create table kztui.log (like kztui.whole including defaults including constraints) partition by hash (id);
alter sequence kztui.log_seq owned by kztui.log.seq;
drop table kztui.whole;
alter table kztui.log add constraint log_pkey primary key (id, seq);
create index log_by_seq on kztui.log (seq);
create index log_by_kind on kztui.log (kind, seq);
create unique index log_once on kztui.log (id) where kind = 'annotation';
create trigger log_is_append_only before update or delete or truncate on kztui.log
    for each statement execute function kztui.refuse_change();
do $$
begin
    for part in 0 .. %(parts)s - 1 loop
        execute format(
            'create table kztui.log_%%s partition of kztui.log for values with (modulus %%s, remainder %%s)',
            part, %(parts)s, part);
    end loop;
end
$$;
