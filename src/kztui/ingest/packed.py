"""Documents that are zip archives of XML (DOCX, ODT): looked into with limits on what they can unpack to."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

from kztui.errors import IngestError
from kztui.ingest.importer import Data

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_PART = 50_000_000
"""Bytes of one part, unpacked: a bomb has more."""

_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


def part_names(data: Data) -> set[str]:
    """Return the names of the parts of a zip archive; none when it is not one or is broken."""
    if data[:4] != b"PK\x03\x04":
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data[:])) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def read_part(data: Data, name: str) -> bytes:
    """Return a part of a zip archive, empty when it has none of this name. Raises IngestError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data[:])) as archive:
            if name not in archive.namelist():
                return b""
            with archive.open(name) as part:
                content = part.read(LARGEST_PART + 1)
    except NotImplementedError as error:  # a runtime error, too, but of another cause
        raise IngestError("it is packed or encrypted in a way that cannot be read: save it anew") from error
    except RuntimeError as error:
        raise IngestError("it is encrypted: save it without its password") from error
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise IngestError("it is broken") from error
    except Exception as error:  # zlib, lzma and bz2 have errors of their own
        raise IngestError("it is broken") from error
    if len(content) > LARGEST_PART:
        raise IngestError(f"it unpacks to more than {LARGEST_PART // 1_000_000} MB, as only attacks do")
    return content


def parse_xml(content: bytes) -> "Element":
    """Return the root of a part in XML. Raises IngestError when it is broken or defines entities of its own."""
    from xml.etree.ElementTree import ParseError, fromstring

    if _ENTITY.search(content[:100_000]):
        raise IngestError("it defines entities of its own, as only attacks do")
    try:
        return fromstring(content)
    except (ParseError, RecursionError, ValueError) as error:
        raise IngestError("it is broken") from error
