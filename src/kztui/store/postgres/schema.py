"""The tables of a casebook in a database: made and changed by the numbered files in ``migrations``."""

from importlib import resources

from psycopg import errors

from kztui.errors import StoreError
from kztui.store.postgres.connection import Connection, Server


def migrations() -> list[tuple[int, str]]:
    """Return the numbers and the SQL of all migrations, in order."""
    folder = resources.files(__package__).joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name.partition("_")[0]), file.read_text("utf-8")) for file in files]


LATEST = migrations()[-1][0]
"""The schema that this version of the program reads and writes."""


PARTED_AFTER = 2
"""The migration after which the log can be divided: it has its keys, and nobody has rights in it yet."""


def create(address: str, partitions: int = 0) -> None:
    """Make the tables and the roles of a casebook in a database, its log in so many partitions, if any.

    Raises StoreError when there is a casebook.
    """
    server = Server(address)
    with server.importing() as (connection, _):
        if _schema_of(connection) is not None:
            raise StoreError(f"{server.name}: there is a casebook in this database already: open it by its address")
        _migrate(connection, server.name, 0, partitions)
    server.close()


def upgrade(address: str) -> int:
    """Bring the tables of a casebook up to this version; return how many migrations that took. Raises StoreError."""
    server = Server(address)
    with server.importing() as (connection, _):
        found = _schema_of(connection)
        if found is None:
            raise StoreError(f"{server.name}: there is no casebook in this database: make one with kztui team init")
        check(server.name, found, upgrading=True)
        _migrate(connection, server.name, found)
    server.close()
    return LATEST - found


def check(name: str, schema: int, *, upgrading: bool = False) -> None:
    """Raise StoreError when the tables are not those of this version."""
    if schema > LATEST:
        raise StoreError(f"{name}: a newer kztui has made these tables (version {schema}): update kztui")
    if schema < LATEST and not upgrading:
        raise StoreError(f"{name}: the tables are of an older kztui: run kztui team upgrade")


def _schema_of(connection: Connection) -> int | None:
    try:
        with connection.transaction():  # a savepoint: a failed query would end the transaction around it
            row = connection.execute("select value from kztui.meta where key = 'schema'").fetchone()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        return None
    return int(row[0]) if row else 0


def _migrate(connection: Connection, name: str, since: int, partitions: int = 0) -> None:
    try:
        for number, sql in migrations():
            if number > since:
                connection.execute(sql.encode())
            if number == PARTED_AFTER and partitions:
                parted = resources.files(__package__).joinpath("partitions.sql").read_text("utf-8")
                connection.execute((parted % {"parts": partitions}).encode())
    except errors.InsufficientPrivilege as error:
        raise StoreError(
            f"{name}: this takes a role that may make schemas and roles (CREATEROLE): let an administrator run it"
        ) from error
    connection.execute(
        "insert into kztui.meta values ('schema', %s) on conflict (key) do update set value = excluded.value",
        (str(LATEST),),
    )
    connection.commit()
