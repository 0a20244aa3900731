"""Which store keeps the casebook at a location."""

from pathlib import Path

from kztui.folders import is_address
from kztui.store.base import Store


def open_store(location: str) -> Store:
    """Return the store at `location`: a path, or an address such as ``postgresql://...``, whose scheme names a plug-in.

    A plug-in of the group ``kztui.stores`` is called with the address. Raises PluginError when there is none.
    """
    if not is_address(location):
        from kztui.store.tinydb.store import TinyStore

        return TinyStore(Path(location))
    from kztui.plugins import Kind, plugins  # only an address needs them

    opened: Store = plugins(Kind.STORE).load(location.partition("://")[0])(location)
    return opened
