"""Where the files that come with the program are."""

from pathlib import Path

from kztui.errors import StoreError

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "data", _PACKAGE.parents[1] / "data")  # in an installed package, in a checkout


def bundled(name: str) -> Path:
    """Return the path of the bundled file or folder `name`, such as ``gazetteer/places.tsv``.

    Raises StoreError when it is in neither place.
    """
    for folder in _FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise StoreError(f"The bundled file {name} is missing: install kztui again.")
