"""A stamp of today's rules: it is another one when a rule or a lexicon has changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from kztui.extract.tables import FOLDER_VARIABLE


def rules_stamp() -> str:
    """Return the stamp, by the names, sizes and times of the files that reading depends on."""
    digest = hashlib.sha256()
    for path, found in sorted((str(path), path.stat()) for path in _files()):
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    own = os.environ.get(FOLDER_VARIABLE)
    for folder in (Path(__file__).parent, *([Path(own)] if own else [])):
        yield from (path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
