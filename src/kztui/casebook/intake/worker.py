"""The kept process that reads documents and extracts their incidents (`kztui.casebook.intake.pool`)."""

from collections.abc import Iterator

import msgspec

from kztui.casebook.intake.preparing import Entry, prepare
from kztui.casebook.intake.process import serve


def answer(request: bytes) -> Iterator[bytes]:
    """Yield what the document in a request brings in."""
    entry = msgspec.msgpack.decode(request, type=Entry)
    return (msgspec.msgpack.encode(prepared) for prepared in prepare(entry))


if __name__ == "__main__":
    serve(answer)
