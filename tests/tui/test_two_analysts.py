"""Two copies of a casebook, worked in apart: merged, decided on the screen, all of it undone and redone by a key."""

from pathlib import Path

from click.testing import CliRunner
from textual.pilot import Pilot

from kztui import AnnotationKind, Target, Verdict
from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.fact import Fact
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.bars import TopBar

from .conftest import settle
from .test_annotating import message

ATTACK, BLAST, FIRE = "KZ-2016-0001", "KZ-2011-0001", "KZ-2012-0001"
CHANGES = 30


def merged(*arguments: str | Path) -> None:
    done = CliRunner().invoke(kztui, ["merge-casebooks", *map(str, arguments)])
    assert done.exit_code == 0, done.stderr


def disputed(casebook: Casebook) -> list[tuple[str, Fact]]:
    """A fact of each of two incidents."""
    return [(incident, casebook.incident(incident).facts[0]) for incident in (ATTACK, BLAST)]


def worked_in(path: Path, base: Casebook, verdict: Verdict) -> Casebook:
    """A copy of a casebook with thirty changes; the last two are verdicts."""
    copy = Casebook.open(path, author=path.stem)
    copy.take_in(base.batch())
    for number in range(CHANGES - 2):
        kind = (AnnotationKind.NOTE, AnnotationKind.TAG)[number % 2]
        copy.annotate(kind, Target((ATTACK, BLAST, FIRE)[number % 3]), text=f"{path.stem}-{number}")
    for incident, fact in disputed(base):
        copy.annotate(AnnotationKind.VERDICT, Target(incident, fact.id), verdict=verdict)
    copy.close()
    return copy


def files(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in (path, path.with_name(f"{path.stem}.annotations.json"))]


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return what the status line says then."""
    await pilot.press(*keys)
    return message(await settle(pilot))


async def test_two_conflicts_are_decided_and_decisions_and_merge_are_undone_step_by_step(
    casebook: Casebook, tmp_path: Path
) -> None:
    ann, ben = (
        worked_in(tmp_path / f"{name}.json", casebook, verdict)
        for name, verdict in (("ann", Verdict.CONFIRMED), ("ben", Verdict.REJECTED))
    )
    mine, theirs = Path(ann.location), Path(ben.location)
    for number, pair in enumerate(((mine, theirs), (theirs, mine))):
        merged(*pair, "-o", tmp_path / f"{number}.json")
    assert files(tmp_path / "0.json") == files(tmp_path / "1.json")
    before = files(mine)
    merged(mine, theirs)
    book = Casebook.open(mine, author="ann")
    async with KztuiApp(book).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        await press(pilot, "5")
        assert browse.query_one(TopBar).waiting == 2
        assert await press(pilot, "shift+right") == "Decided: ben ✗. Both stay in the log"
        assert await press(pilot, "shift+left") == "Decided: ann ✓. Both stay in the log"
        assert browse.query_one(TopBar).waiting == 0
        await press(pilot, "u")
        await press(pilot, "u")
        assert browse.query_one(TopBar).waiting == 2
        assert (
            await press(pilot, "u") == "Undone: the last merge, or proposals taken; the casebook is as it was before."
        )
        assert files(mine) == before
        assert browse.query_one(TopBar).waiting == 0
        assert len(book.annotations(ATTACK) + book.annotations(BLAST) + book.annotations(FIRE)) == CHANGES
        for _ in range(CHANGES):
            book.undo()
        assert await press(pilot, "u") == "Nothing to undo."
        assert not book.annotations(ATTACK)
        for _ in range(CHANGES):
            book.redo()
        assert await press(pilot, "ctrl+r") == "Redone: the last merge, or proposals taken."
        assert browse.query_one(TopBar).waiting == 2
        assert not book.decisions.suggestions()
        await press(pilot, "ctrl+r")
        assert (await press(pilot, "ctrl+r")).startswith("Redone")
        assert browse.query_one(TopBar).waiting == 0
        assert await press(pilot, "ctrl+r") == "Nothing to redo."
