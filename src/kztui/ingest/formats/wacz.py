"""Packed web archives (WACZ): zip archives with WARC files in them."""

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from kztui.errors import IngestError
from kztui.ingest.formats import warc
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.packed import part_names

_LARGEST_ARCHIVE = 500_000_000


def likelihood(data: Data, suffix: str) -> float:
    """A packed web archive describes itself and has WARC files."""
    names = part_names(data)
    return SURE if "datapackage.json" in names and any(map(_is_warc, names)) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the reports of its WARC files, which are unpacked as they are read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data[:])) as archive:
            for part in sorted(filter(_is_warc, archive.namelist())):
                with archive.open(part) as stream:
                    yield from warc.read_records(cast(BinaryIO, stream))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        raise IngestError("it is broken, or encrypted") from error


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


IMPORTER = Importer("a web archive (WACZ)", likelihood, read, largest=_LARGEST_ARCHIVE, isolated=True)
