"""Programs that run beside the screen."""

import asyncio
import gc
import os
import sys
from pathlib import Path

import pytest

from kztui.programs import run_beside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are those of a Unix")


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_it_tells_how_a_program_ended_and_what_it_wrote(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.stdin.read() + os.environ['WHO']); sys.exit('it is odd')"
    (tmp_path / "given").write_bytes(b"I am ")
    with (tmp_path / "given").open("rb") as given:
        ended = asyncio.run(run_beside(python(code), given=given, environment={"WHO": "Ada"}))
    assert ended == (1, b"I am Ada\n", b"it is odd\n")


def test_one_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        asyncio.run(run_beside(["no-such-program"]))


@pytest.mark.parametrize("begun", [False, True], ids=["at once", "when it runs"])
def test_who_leaves_ends_it_and_nothing_is_said(
    begun: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    held = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)

    async def leave() -> None:
        code = "import sys, time; file = open(sys.argv[1], 'wb', 0); file.write(b'.'); time.sleep(600)"
        running = asyncio.create_task(run_beside(python(code, str(fifo))))
        await asyncio.sleep(0)
        os.set_blocking(held, True)
        if begun:
            while not await asyncio.to_thread(os.read, held, 1):
                pass
        running.cancel()  # as the screen does, before `asyncio.run` does it again

    asyncio.run(leave())
    while os.read(held, 1):  # it ends when the program has
        pass
    os.close(held)
    gc.collect()
    assert capfd.readouterr().err == ""
    assert [str(one.message) for one in recwarn] == []


def test_what_it_has_started_keeps_nobody_from_leaving(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    left = "import sys; open(sys.argv[1]).read()"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {left!r}, sys.argv[1]])"

    async def leave() -> int:
        asyncio.create_task(run_beside(python(code, str(fifo))))  # noqa: RUF006 (it is what `asyncio.run` cancels)
        return await asyncio.to_thread(os.open, fifo, os.O_WRONLY)  # when it has opened the other end

    os.close(asyncio.run(leave()))  # what it has started ends now
