"""Which store keeps the casebook at a location."""

from pathlib import Path

from kztui.store.base import Store


def open_store(location: str) -> Store:
    """Return the store at `location`: a path, or an address such as ``postgresql://...``, whose scheme names a plug-in.

    A plug-in of the group ``kztui.stores`` is called with the address. Raises PluginError when there is none.
    """
    scheme, found, _ = location.partition("://")
    if not found:
        from kztui.store.tinydb.store import TinyStore

        return TinyStore(Path(location))
    from kztui.plugins import Kind, plugins  # only an address needs them

    opened: Store = plugins(Kind.STORE).load(scheme)(location)
    return opened
