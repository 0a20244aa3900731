"""Commands of the reader's own: real programs, run on the chosen incidents."""

import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.own_commands import OwnCommand
from kztui.tui.app import KztuiApp
from kztui.tui.settings import Settings
from kztui.tui.widgets.bars import StatusLine

from .conftest import settle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are those of a Unix")

Start = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def start(casebook: Casebook) -> Start:
    """Start the program with one command of the reader's own, on f7."""

    @asynccontextmanager
    async def started(run: tuple[str, ...] | str) -> AsyncIterator[Pilot[None]]:
        app = KztuiApp(casebook, settings=Settings(commands=(OwnCommand("own", "Look it up", run, "f7"),)))
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            yield pilot

    return started


async def said(pilot: Pilot[None]) -> tuple[str, bool]:
    status = (await settle(pilot)).query_one(StatusLine)
    return status.message, status.failed


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_a_key_runs_it_on_the_incident_under_the_cursor(start: Start, tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read()); print(); print(*sys.argv[2:])"
    async with start((*python(code), str(tmp_path / "got"), "{id}")) as pilot:
        await pilot.press("down", "f7")
        assert await said(pilot) == ("Look it up: KZ-2012-0001", False)
    (line,) = (tmp_path / "got").read_text().splitlines()
    assert json.loads(line)["id"] == "KZ-2012-0001"
    assert "[@click=app.quit]press[/]" in line


async def test_it_runs_once_on_all_that_are_marked(start: Start) -> None:
    code = "import sys, os; print(len(sys.stdin.readlines()), os.environ['KZTUI_ID'], *sys.argv[1:])"
    async with start((*python(code), "ids={id}")) as pilot:
        await pilot.press("space", "down", "space", "f7")
        both = "KZ-2016-0001 KZ-2012-0001"
        assert await said(pilot) == (f"Look it up: 2 {both} ids={both.replace(' ', ',')}", False)


async def test_a_line_for_the_shell_gets_the_ids_from_outside(start: Start) -> None:
    async with start('test -s "$KZTUI_FILE" && echo "$KZTUI_ID" | tr K k') as pilot:
        await pilot.press("f7")
        assert await said(pilot) == ("Look it up: kZ-2016-0001", False)


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (("no-such-program", "{id}"), "Look it up: no-such-program: No such file or directory"),
        (python("import sys; sys.exit('it is\\x1b[31m odd')"), "Look it up ended with 1: it is␛[31m odd"),
        ("exit 3", "Look it up ended with 3"),
    ],
)
async def test_a_failure_is_one_line(start: Start, run: tuple[str, ...] | str, message: str) -> None:
    async with start(run) as pilot:
        await pilot.press("f7")
        assert await said(pilot) == (message, True)


async def test_it_is_in_the_palette_and_in_help(start: Start) -> None:
    async with start(python("print('found')")) as pilot:
        await pilot.press("ctrl+p", *"look it", "enter")
        assert await said(pilot) == ("Look it up: found", False)
        await pilot.press("question_mark", *"f7")
        await settle(pilot)
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "Your own command: " in shown
