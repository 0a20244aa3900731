"""Zip archives that are equal byte for byte when their files are."""

import zipfile
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

IN_MEMORY = 20_000_000
"""Archives of more bytes than this are made on the disk."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can state
_CHUNK = 1 << 20


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield the bytes of an archive of `files`: the path and the content, in pieces, of each."""
    with SpooledTemporaryFile(IN_MEMORY) as target:
        with zipfile.ZipFile(target, "w") as archive:
            for path, pieces in files:
                info = zipfile.ZipInfo(path, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                with archive.open(info, "w", force_zip64=True) as file:
                    for piece in pieces:
                        file.write(piece)
        target.seek(0)
        while chunk := target.read(_CHUNK):
            yield chunk
