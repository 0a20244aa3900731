"""Files that another program has saved as UTF-16, UTF-32 or with a byte order mark: read as what they say."""

import codecs
import re
from mmap import mmap
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple


class Encoding(NamedTuple):
    """An encoding of Unicode that a file can begin with a mark of: what to call it, its codec, and the mark."""

    name: str
    codec: str
    mark: bytes

    def begins(self, data: bytes) -> bool:
        """Return whether data begins with the mark and then, in this encoding, as JSON does."""
        starts = (self.mark + letter.encode(self.codec) for letter in "{[ \t\r\n")
        return data.startswith(tuple(starts))


_ENCODINGS = (
    Encoding("UTF-8 with a byte order mark", "utf-8", codecs.BOM_UTF8),
    Encoding("UTF-32", "utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("UTF-32", "utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
)
_LONGEST = 8
"""Bytes of a mark and a letter, at most."""

_WIDE = re.compile(rb'"\0+i\0+d\0+"')
"""The name of each record's id in letters of two or four bytes."""


def encoding_of(data: bytes | mmap) -> Encoding | None:
    """Return the encoding whose mark data begins with; None for plain UTF-8, and for what is damaged there."""
    start = data[:_LONGEST]
    return next((one for one in _ENCODINGS if one.begins(start)), None)


def as_utf8(data: bytes | mmap) -> bytes | mmap:
    """Return JSON as plain UTF-8, whatever mark it begins with. Bytes that are no letters make it JSON no more."""
    encoding = encoding_of(data)
    if encoding is None:
        return data
    rest = data[len(encoding.mark) :]
    return rest if encoding.codec == "utf-8" else rest.decode(encoding.codec, "backslashreplace").encode()


def file_as_utf8(file: BinaryIO) -> tuple[BinaryIO, str]:
    """Return an open file, or another one with its content as plain UTF-8, and what it is in when that differs."""
    file.seek(0)
    encoding = encoding_of(file.read(_LONGEST))
    file.seek(0)
    if encoding is None:
        return file, ""
    new = TemporaryFile()  # noqa: SIM115 (it is closed with the last table that is read from it)
    new.write(as_utf8(file.read()))
    new.seek(0)
    return new, encoding.name


def is_wide(data: bytes | mmap) -> bool:
    """Return whether records seem to be in data whose letters have two or four bytes each."""
    return _WIDE.search(data) is not None
