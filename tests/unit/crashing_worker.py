"""A worker that says what each document is named, and dies of one named ``crash``."""

import os
from collections.abc import Iterator

import msgspec

from kztui.casebook.intake.preparing import Entry, Prepared
from kztui.casebook.intake.process import serve


def answer(request: bytes) -> Iterator[bytes]:
    """Yield two parts of a document, or die after the first one."""
    entry = msgspec.msgpack.decode(request, type=Entry)
    for kind in ("first", "second"):
        yield msgspec.msgpack.encode(Prepared(entry.name, kind))
        if entry.name == "crash":
            os.abort()


if __name__ == "__main__":
    serve(answer)
