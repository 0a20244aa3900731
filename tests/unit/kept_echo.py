"""A module for a kept process: it does as it is asked, also what documents could make it do."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kztui.casebook.intake.process import serve


def answer(request: bytes) -> Iterator[bytes]:
    """Yield words, or misbehave."""
    asked, *words = request.split(b" ")
    if asked == b"say":
        yield from words
    elif asked == b"hang":
        time.sleep(600)
    elif asked == b"crash":
        os.abort()
    elif asked == b"print":
        print("this must not be taken for an answer", flush=True)
        yield b"done"
    elif asked == b"pid":
        yield str(os.getpid()).encode()
    elif asked == b"write":
        try:
            Path(words[0].decode()).write_text("x")
        except OSError:
            yield b"OSError"
    elif asked == b"eat":
        try:
            bytearray(4_000_000_000)
        except MemoryError:
            yield b"MemoryError"


if __name__ == "__main__":
    serve(answer)
