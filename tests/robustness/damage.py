"""Each file of kztui, damaged in each way, under each command and the screen: one line, and the files as they were."""

import asyncio
import itertools
import os
import random
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from kztui.home import config_file, sessions_file
from tests.robustness.command import Hang, logged, patience, run
from tests.robustness.mutations import CONTENTS, PLACES, spoil
from tests.robustness.work import Work, kind_of
from tests.robustness.world import NAME, another_report, ids, make_world, report_ids

FILES = (
    NAME,
    f"{NAME}.journal",
    "incidents.annotations.json",
    "incidents.annotations.json.journal",
    "config.toml",
    "sessions.json",
    "writer",
)

CONFIG = b'author = "Ada"\n\n[keys]\n"note.add" = "n"\n'
SESSIONS = b'{"%s":{"search":"killed:>1","drafts":{"a":"half a note"}}}'

SCREEN = "the screen"


def commands(casebook: Path, report: Path) -> list[tuple[str, ...]]:
    """Return what is tried on each damage."""
    first, *_, second = ids(casebook)
    told, *_ = report_ids(casebook)
    return [
        ("list",),
        ("list", "killed:>=1", "--json"),
        ("show", first),
        ("show", first, "--json"),
        ("check",),
        ("where",),
        ("suggestions",),
        ("reextract",),
        ("export",),
        ("export", "--format", "geojson"),
        ("export", "--format", "jsonl"),
        ("annotate", first, "--note", "a note"),
        ("annotate", first, "--tag", "tagged"),
        ("undo",),
        ("redo",),
        ("merge", second, first),
        ("split", first, "--paragraphs", "1"),
        ("move", first, second, "--paragraphs", "1"),
        ("refuse", first, second),
        ("reextract", "--apply"),
        ("import", str(report)),
        ("log",),
        ("log", first, "--json"),
        ("blame", first),
        ("figure", first, "killed", "3", "--reason", "counted"),
        ("repair", "--dry-run"),
        ("export", "--format", "bundle"),
        ("export", "--format", "dossier"),
        ("reports",),
        ("show", told),
        ("edit", told, "--title", "Another title"),
        ("set-aside", told),
        ("dismiss", first),
        ("restore", first),
        ("new", told, "--words", "killed", "--type", "bombing"),
        ("fold",),
        (SCREEN,),
    ]


def attempt(work: Work) -> str:
    """Try the matrix, or a random part of it."""
    world = make_world(work.folder / "world")
    report = another_report(work.folder)
    matrix = itertools.product(FILES, [*CONTENTS, *PLACES], commands(world / NAME, report))
    hung: set[tuple[str, str]] = set()  # once is enough: each time costs the patience
    for file, damage, words in work.sample(matrix):
        if (file, damage) not in hung and _one(work, world, file, damage, words).startswith("hang"):
            hung.add((file, damage))
    return f"{work.count} commands on damaged files"


def _one(work: Work, world: Path, file: str, damage: str, words: tuple[str, ...]) -> str:
    """Try a command on a damaged file; return what went wrong."""
    seed = work.chance.randrange(10**9)
    here = work.fresh(world)
    casebook = here / NAME
    _write_home(casebook)
    home = {
        "config.toml": config_file(),
        "sessions.json": sessions_file(),
        "writer": sessions_file().with_name("writer"),
    }
    path = home.get(file, here / file)
    spoil(path, damage, random.Random(seed))
    example = f"{file} {damage} (damage seed {seed}): kztui {' '.join(words)}"
    before = _contents(here)
    checked = run("check", "--casebook", str(casebook))
    seen = run("list", "--casebook", str(casebook)).err  # damage inside a text is found by check only
    if checked.defect:
        defect = checked.defect
    elif words == (SCREEN,):
        defect = _open_screen(casebook)
    else:
        done = run(*words, "--casebook", str(casebook))
        defect = done.defect
        if not defect and ("Warning: " in seen or "Error: " in seen) and _contents(here) != before:
            defect = f"a damaged casebook was written to by {words[0]}"
    if defect:
        work.defect(defect, example, here)
    return defect


def _write_home(casebook: Path) -> None:
    sessions = sessions_file()
    contents = {
        config_file(): CONFIG,
        sessions: SESSIONS % os.fsencode(casebook),
        sessions.with_name("writer"): b"0123abcd",
    }
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_bytes(content)


def _contents(folder: Path) -> dict[str, bytes | str]:
    """Return what is in the regular files of a folder, but for locks, and what the other entries are."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".lock":
            regular = path.is_file() and not path.is_symlink()
            found[path.name] = path.read_bytes() if regular else oct(path.lstat().st_mode)
    return found


def _open_screen(casebook: Path) -> str:
    """Open the screen, press some keys and leave; return what went wrong."""
    logged()
    try:
        with patience(), redirect_stderr(StringIO()):
            asyncio.run(_browse(casebook))
    except Hang as hang:
        return f"hang: screen: {kind_of(hang)}"
    except Exception as error:
        return f"screen: {kind_of(error)}"
    return f"screen, logged: {defect}" if (defect := logged()) else ""


async def _browse(casebook: Path) -> None:
    from kztui.casebook import Casebook
    from kztui.tui.app import KztuiApp
    from kztui.tui.settings import read_settings

    app = KztuiApp(Casebook.open(casebook), settings=read_settings(str(casebook)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "enter", "down", "2", "3", "4", "5", "6", "1", "u")
        await pilot.pause()
        await app.action_quit()
