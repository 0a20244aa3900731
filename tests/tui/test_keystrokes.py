"""What is typed or pasted in one go does what it would do if typed slowly."""

import asyncio
import inspect
import time
from collections.abc import AsyncIterator, Iterable
from inspect import isfunction
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

import pytest
from textual import events, work
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widgets import TextArea

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Verdict
from kztui.tui import keystrokes
from kztui.tui.app import KztuiApp
from kztui.tui.keystrokes import KeystrokesApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.session import SessionKeeper
from kztui.tui.settings import Settings
from kztui.tui.textual_faults import GuardedApp, QuietScreen
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.timeline import Timeline

from .conftest import settle
from .stillness import unfinished

ATTACK, BLAST, FIRE = "KZ-2016-0001", "KZ-2011-0001", "KZ-2012-0001"

NAMES = {"/": "slash", " ": "space"}


async def burst(pilot: Pilot[None], keys: Iterable[str]) -> BrowseScreen:
    """Type `keys` before the program can look at the first of them."""
    send(pilot, keys)
    return await settle(pilot)


def send(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Send `keys`, and wait for nothing."""
    for key in keys:
        pilot.app.post_message(events.Key(NAMES.get(key, key), key if len(key) == 1 else None))


def notes(casebook: Casebook, incident: str) -> list[str]:
    return [one.text for one in Casebook.open(casebook.location).annotations(incident)]


async def test_a_note_is_written_in_one_go(pilot: Pilot[None], casebook: Casebook) -> None:
    await burst(pilot, ("a", *"hello qyx", "ctrl+n", *"there", "enter"))
    assert notes(casebook, ATTACK) == ["hello qyx\nthere"]


async def test_what_follows_a_dialog_is_not_written_into_it(pilot: Pilot[None], casebook: Casebook) -> None:
    await burst(pilot, ("t", *"verify", "enter", "t", *"seen", "enter", "down", "t", *"other", "enter"))
    assert notes(casebook, ATTACK) == ["verify", "seen"]
    assert notes(casebook, FIRE) == ["other"]


async def test_a_note_is_on_the_incident_under_the_cursor(pilot: Pilot[None], casebook: Casebook) -> None:
    await burst(pilot, ("down", "a", *"second", "enter"))
    assert (notes(casebook, ATTACK), notes(casebook, FIRE)) == ([], ["second"])


async def test_a_fact_is_judged_on_the_incident_under_the_cursor(pilot: Pilot[None], casebook: Casebook) -> None:
    await burst(pilot, ("down", "enter", "x", "u", "down", "down", "down", "x"))
    (verdict,) = casebook.annotations(FIRE)
    assert verdict.verdict is Verdict.REJECTED
    assert verdict.target.fact == casebook.incident(FIRE).facts[-1].id
    assert casebook.annotations(ATTACK) == ()


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        (("x", "y", "x", "y", "c", *"77", "enter"), Verdict.CORRECTED),
        (("c", *"77", "enter", "y", "x"), Verdict.REJECTED),
        (("x", "u", "y", "x", "y"), Verdict.CONFIRMED),
    ],
)
async def test_verdicts_in_one_burst_are_given_in_order(
    pilot: Pilot[None], casebook: Casebook, keys: tuple[str, ...], verdict: Verdict
) -> None:
    await burst(pilot, ("enter", *["down"] * 6, *keys))
    newest = casebook.annotations(ATTACK)[-1]
    assert newest.verdict is verdict


async def test_a_draft_is_kept_and_taken_up_again(pilot: Pilot[None]) -> None:
    await burst(pilot, ("a", *"half", "escape", "a", *" done"))
    assert pilot.app.screen.query_one(TextArea).text == "half done"
    await burst(pilot, ("escape",))


async def test_a_paste_behind_the_key_goes_into_the_dialog(pilot: Pilot[None]) -> None:
    pilot.app.post_message(events.Key("a", "a"))
    pilot.app.post_message(events.Paste("two\nlines"))
    await settle(pilot)
    assert pilot.app.screen.query_one(TextArea).text == "two\nlines"
    await burst(pilot, ("escape",))


async def test_a_view_has_the_keys_that_follow(pilot: Pilot[None]) -> None:
    browse = await burst(pilot, ("2", "down", "down"))
    assert browse.query_one(Timeline).cursor == 2


async def test_a_search_is_typed_and_left_in_one_go(pilot: Pilot[None], casebook: Casebook) -> None:
    await burst(pilot, (*"/taraz", "enter", "t", *"seen", "enter"))
    assert notes(casebook, BLAST) == ["seen"]


class SlowCasebook(Casebook):
    """A casebook in which a search does not end before it `may_end`."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.may_end = Event()

    def search(self, query: str = "", sort: str = "") -> Results:
        if query:
            self.may_end.wait()
        return super().search(query, sort)


@pytest.fixture
async def slow(casebook: Casebook) -> AsyncIterator[tuple[Pilot[None], SlowCasebook]]:
    """The screen on a casebook whose searches do not end."""
    opened = SlowCasebook.open(casebook.location, author="tester")
    assert isinstance(opened, SlowCasebook)
    async with KztuiApp(opened, look_every=3600.0).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        yield pilot, opened
        opened.may_end.set()


@pytest.mark.parametrize("apart", [False, True])
async def test_what_would_change_another_incident_is_not_done_while_a_search_goes_on(
    slow: tuple[Pilot[None], SlowCasebook], monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    pilot, casebook = slow
    monkeypatch.setattr(keystrokes, "PATIENCE", 0.05)
    searched, then = (*"/taraz", "escape"), ("t", *"seen", "enter")
    for keys in (searched, then) if apart else ((*searched, *then),):
        send(pilot, keys)
        await pilot.pause()
    browse = pilot.app.screen
    assert "the search had not ended" in browse.query_one(StatusLine).message
    casebook.may_end.set()
    assert await settle(pilot) is browse
    await burst(pilot, then)
    assert (notes(casebook, ATTACK), notes(casebook, BLAST)) == ([], ["seen"])


async def test_a_key_waits_for_a_search_that_an_earlier_one_began(slow: tuple[Pilot[None], SlowCasebook]) -> None:
    pilot, casebook = slow
    send(pilot, (*"/taraz", "escape"))
    await pilot.pause()
    send(pilot, ("t", *"seen", "enter"))
    await asyncio.sleep(0)
    casebook.may_end.set()
    await settle(pilot)
    assert (notes(casebook, ATTACK), notes(casebook, BLAST)) == ([], ["seen"])


async def test_a_search_can_be_saved_before_it_has_ended(slow: tuple[Pilot[None], SlowCasebook]) -> None:
    pilot, casebook = slow
    send(pilot, ("/", *"taraz", "ctrl+t", *"Bombs", "enter"))
    await pilot.pause()
    if under_way := unfinished(pilot.app, "save"):
        await asyncio.wait(under_way)
    assert [(one.name, one.query) for one in casebook.searches.all()] == [("Bombs", "taraz")]


async def test_typing_waits_for_no_search(slow: tuple[Pilot[None], SlowCasebook]) -> None:
    pilot, _ = slow
    send(pilot, "/taraz")
    await pilot.pause()
    send(pilot, ("ctrl+u", *"akt", "left", "backspace", "o"))
    await pilot.pause()
    assert pilot.app.screen.query_one(QueryInput).value == "aot"


@pytest.mark.parametrize("turns", range(4, 8))
async def test_the_program_can_end_at_any_key(casebook: Casebook, turns: int) -> None:
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        for key in "tab":
            pilot.app.post_message(events.Key(key, key))
        for _ in range(turns):
            await asyncio.sleep(0)
    assert not pilot.app.screen_stack


@pytest.mark.parametrize("first", ["/", "enter"])
async def test_the_welcome_passes_on_what_is_typed(casebook: Casebook, tmp_path: Path, first: str) -> None:
    settings = Settings(keeper=SessionKeeper(tmp_path / "sessions.json", casebook.location), first_start=True)
    async with KztuiApp(casebook, settings=settings).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        browse = await burst(pilot, (first, *("/" if first == "enter" else ""), *"taraz"))
        assert browse.session().search == "taraz"


class EagerApp(KztuiApp):
    """The program of a reader who presses a key at once; it finds the panes that are there."""

    CSS_PATH = str(Path(inspect.getfile(KztuiApp)).with_name("kztui.tcss"))
    BINDINGS: ClassVar[list[BindingType]] = [("f12", "look", "Look")]

    def __init__(self, casebook: Casebook) -> None:
        super().__init__(casebook)
        self.found: list[str | None] = []

    def on_mount(self) -> None:
        self.post_message(events.Key("f12", None))

    def action_look(self) -> None:
        self.found = [pane.id for pane in self.screen.query("LinesView")]


async def test_a_key_before_all_panes_are_there_waits_for_them(casebook: Casebook) -> None:
    app = EagerApp(casebook)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
    assert app.found == ["list", "facts", "source", "annotations"]


class SavingApp(KeystrokesApp):
    """Saves at the key s, while the machine stops the program for longer than its patience."""

    def __init__(self) -> None:
        super().__init__()
        self.dealt_with: list[str] = []

    def on_mount(self) -> None:
        self.begin()

    def on_key(self, event: events.Key) -> None:
        if event.key == "s":
            self._save()
        else:
            self.dealt_with.append(event.key)

    @work(group="save")
    async def _save(self) -> None:
        for turn in range(200):
            if turn == 100:  # by now the next key waits for nothing but this worker
                time.sleep(2 * keystrokes.PATIENCE)
            await asyncio.sleep(0)
        self.dealt_with.append("saved")


async def test_the_time_in_which_the_program_cannot_run_does_not_use_up_its_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keystrokes, "PATIENCE", 0.2)
    app = SavingApp()
    async with app.run_test() as pilot:
        for key in ("s", "x"):
            app.post_message(events.Key(key, key))
        while "x" not in app.dealt_with:
            await pilot.pause()
    assert app.dealt_with == ["saved", "x"]


@pytest.mark.parametrize("ours", [KztuiApp, BrowseScreen])
def test_no_private_method_of_textual_is_replaced_but_in_one_place(ours: type[object]) -> None:
    def private(origin: str) -> set[str]:
        kinds = [
            kind
            for kind in ours.__mro__
            if kind.__module__.startswith(origin) and kind not in (GuardedApp, QuietScreen)
        ]
        methods = {name for kind in kinds for name, value in vars(kind).items() if isfunction(value)}
        return {name for name in methods if name.startswith("_") and not name.endswith("__")}

    assert private("kztui") & private("textual") == set()
