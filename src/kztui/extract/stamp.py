"""A stamp of today's rules: it is another one when a rule or a lexicon has changed."""

import os
from collections.abc import Iterator
from pathlib import Path

from kztui.extract.tables import FOLDER_VARIABLE
from kztui.stamps import stamp


def rules_stamp() -> str:
    """Return the stamp, by the names, sizes and times of the files that reading depends on."""
    return stamp(_files())


def _files() -> Iterator[Path]:
    own = os.environ.get(FOLDER_VARIABLE)
    for folder in (Path(__file__).parent, *([Path(own)] if own else [])):
        yield from (path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
