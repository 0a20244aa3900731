"""Running another program beside the screen, which goes on meanwhile."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import IO, NamedTuple


class Ended(NamedTuple):
    """What came of a program: its exit code, and what it wrote to standard output and standard error."""

    code: int
    out: bytes
    err: bytes


async def run_beside(
    arguments: Sequence[str], *, given: IO[bytes] | int = DEVNULL, environment: Mapping[str, str] | None = None
) -> Ended:
    """Run a program without the terminal, with `given` as its standard input, until it ends and closes what it writes.

    Whoever is cancelled ends it, and does not wait for what it has started in turn. Raises OSError when it cannot be
    started.
    """
    import asyncio  # a quarter of what a command takes to start, and hardly any runs a program

    # not as asyncio does it: of a program that is ended while the loop is, that would write on the terminal
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[tuple[bytes, bytes]] = loop.create_future()
    process = Popen(arguments, stdin=given, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True)

    def tell(told: tuple[bytes, bytes]) -> None:
        if not ended.cancelled():
            ended.set_result(told)

    def listen() -> None:
        told = process.communicate()
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(tell, told)

    Thread(target=listen, daemon=True).start()
    try:
        out, err = await ended
    finally:
        process.kill()
    return Ended(process.returncode, out, err)
