"""Shared casebooks: the tables in a database, made and brought up to this version of the program."""

from types import ModuleType

from kztui.errors import StoreError
from kztui.store.postgres import MISSING

SCHEMES = ("postgresql://", "postgres://")


def create(address: str) -> None:
    """Make a casebook in the empty database at ``postgresql://HOST/DATABASE``. Raises StoreError."""
    _schema(address).create(address)


def upgrade(address: str) -> int:
    """Bring the tables at an address up to this version; return how many migrations that took. Raises StoreError."""
    return int(_schema(address).upgrade(address))


def _schema(address: str) -> ModuleType:
    if not address.startswith(SCHEMES):
        raise StoreError(f"{address}: a shared casebook has an address such as postgresql://HOST/DATABASE")
    try:
        from kztui.store.postgres import schema
    except ModuleNotFoundError as error:
        raise StoreError(MISSING) from error
    return schema
