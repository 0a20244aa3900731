"""Shared casebooks: their tables in a database, made and brought up to this version, and who may do what there."""

from importlib import import_module
from types import ModuleType
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from kztui.errors import StoreError
from kztui.model.rights import Rights
from kztui.store.postgres import MISSING

SCHEMES = ("postgresql://", "postgres://")


def create(address: str, partitions: int = 0) -> None:
    """Make a casebook in the empty database at ``postgresql://HOST/DATABASE``, in so many partitions, if any.

    Raises StoreError.
    """
    _module(address, "schema").create(address, partitions)


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


def is_shared(location: str) -> bool:
    """Return whether a casebook is one that a team shares in a database."""
    return location.startswith(SCHEMES)


def as_role(address: str, role: str) -> str:
    """Return the address by which one is in a database as another role, of which one's own must be a member."""
    return _with_setting(address, f"role={role}")


def as_reader(address: str) -> str:
    """Return the address by which one can write nothing."""
    return _with_setting(address, "default_transaction_read_only=on")


def _with_setting(address: str, setting: str) -> str:
    escaped = setting.replace("\\", "\\\\").replace(" ", "\\ ")  # as libpq splits options
    parts = urlsplit(address)
    values = parse_qs(parts.query, keep_blank_values=True)
    values["options"] = [" ".join((*values.get("options", ()), f"-c {escaped}"))]
    return parts._replace(query=urlencode(values, doseq=True, quote_via=quote)).geturl()


def _module(address: str, name: str) -> ModuleType:
    if not is_shared(address):
        raise StoreError(f"{address}: a shared casebook has an address such as postgresql://HOST/DATABASE")
    try:
        return import_module(f"kztui.store.postgres.{name}")
    except ModuleNotFoundError as error:
        raise StoreError(MISSING) from error
