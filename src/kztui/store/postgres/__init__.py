"""A casebook that a team shares, kept in a PostgreSQL database. Needs the extra ``team``."""

from kztui.errors import StoreError
from kztui.store.base import Store

MISSING = "a shared casebook needs psycopg: install kztui[team]"


def open_store(address: str) -> Store:
    """Return the store at ``postgresql://...``, an address as libpq takes it. Nothing is connected yet.

    Raises StoreError when psycopg is not installed, and for an address that cannot be used.
    """
    try:
        from kztui.store.postgres.store import PostgresStore
    except ModuleNotFoundError as error:
        raise StoreError(MISSING) from error
    return PostgresStore(address)
