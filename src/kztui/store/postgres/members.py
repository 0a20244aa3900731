"""Who may do what: members of a shared casebook are roles of its database."""

from psycopg import errors, sql

from kztui.errors import StoreError
from kztui.model.rights import Rights
from kztui.store.postgres.connection import Connection, Server


def admit(address: str, member: str, rights: Rights) -> None:
    """Give a role these rights and no others; make it, without a password, if there is none. Raises StoreError."""
    server = Server(address)
    with server.importing() as (connection, _):
        groups = _groups(connection, server.name)
        if member in groups.values():
            raise StoreError(f"{member} is a role of the casebook itself: name that of a person")
        try:
            if not connection.execute("select 1 from pg_roles where rolname = %s", (member,)).fetchone():
                connection.execute(sql.SQL("create role {} login").format(sql.Identifier(member)))
            for each, group in groups.items():
                words = "grant {} to {}" if each is rights else "revoke {} from {}"
                connection.execute(sql.SQL(words).format(sql.Identifier(group), sql.Identifier(member)))
        except errors.InsufficientPrivilege as error:
            raise StoreError(f"{server.name}: your role may not give rights to others: ask whoever keeps it") from error
        connection.commit()
    server.close()


def members(address: str) -> list[tuple[str, Rights]]:
    """Return the roles that have been given rights, by name. Raises StoreError."""
    server = Server(address)
    with server.asking() as (connection, _):
        groups = {name: rights for rights, name in _groups(connection, server.name).items()}
        rows = connection.execute(
            "select member.rolname, of.rolname from pg_auth_members"
            " join pg_roles member on member.oid = member join pg_roles of on of.oid = roleid"
            " where of.rolname = any(%s) and member.rolname <> all(%s) order by 1",
            (list(groups), list(groups)),
        ).fetchall()
    server.close()
    return [(str(member), groups[group]) for member, group in rows]


def _groups(connection: Connection, name: str) -> dict[Rights, str]:
    row = connection.execute("select value from kztui.meta where key = 'roles'").fetchone()
    if row is None:
        raise StoreError(f"{name}: the tables are of an older kztui: run kztui team upgrade")
    return {rights: f"{row[0]}_{rights.name.lower()}" for rights in Rights}
