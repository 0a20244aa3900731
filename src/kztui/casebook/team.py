"""Shared casebooks: their tables in a database, made and brought up to this version, and who may do what there."""

from importlib import import_module
from types import ModuleType

from kztui.errors import StoreError
from kztui.model.rights import Rights
from kztui.store.postgres import MISSING

SCHEMES = ("postgresql://", "postgres://")


def create(address: str) -> None:
    """Make a casebook in the empty database at ``postgresql://HOST/DATABASE``. Raises StoreError."""
    _module(address, "schema").create(address)


def upgrade(address: str) -> int:
    """Bring the tables at an address up to this version; return how many migrations that took. Raises StoreError."""
    return int(_module(address, "schema").upgrade(address))


def admit(address: str, member: str, rights: Rights) -> None:
    """Give a role of the database these rights and no others; make it if there is none. Raises StoreError."""
    _module(address, "members").admit(address, member, rights)


def members(address: str) -> list[tuple[str, Rights]]:
    """Return the roles that have been given rights, by name. Raises StoreError."""
    found: list[tuple[str, Rights]] = _module(address, "members").members(address)
    return found


def _module(address: str, name: str) -> ModuleType:
    if not address.startswith(SCHEMES):
        raise StoreError(f"{address}: a shared casebook has an address such as postgresql://HOST/DATABASE")
    try:
        return import_module(f"kztui.store.postgres.{name}")
    except ModuleNotFoundError as error:
        raise StoreError(MISSING) from error
