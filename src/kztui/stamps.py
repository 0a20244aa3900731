"""Stamps of files: another one when one of them has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def stamp(files: Iterable[Path]) -> str:
    """Return the stamp of files, by their names, sizes and times."""
    digest = hashlib.sha256()
    for path, found in sorted((str(path), path.stat()) for path in files):
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]
