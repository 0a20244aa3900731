"""Values changed inside kztui's files, faster and deeper than `damage`: loading them raises nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kztui.casebook import Casebook
from kztui.config import read_config
from kztui.errors import UserError
from kztui.home import config_file, sessions_file
from kztui.tui.settings import read_settings
from tests.robustness.command import Hang, patience
from tests.robustness.mutations import changed, respelled
from tests.robustness.work import Work, kind_of
from tests.robustness.world import NAME, make_world

TIMES = 20_000

CONFIG = 'author = "Ada"\n\n[keys]\n"note.add" = "n"\n"search.focus" = "/,ctrl+f"\n'
SESSION = {"search": "killed:>1", "sort": "-date", "list_widths": [2, 1], "recent": ["note.add"], "view": "map",
           "drafts": {"note KZ-2016-0001": "half a note"}, "writing": True, "zoomed": False}  # fmt: skip


def attempt(work: Work) -> str:
    """Load changed casebooks, annotations, configurations and sessions."""
    world = make_world(work.folder / "world")
    tries: tuple[Callable[[Work, Path], None], ...] = (_incidents, _annotations, _annotations, _config, _sessions)
    for _ in work.repeat(TIMES):
        work.chance.choice(tries)(work, world)
    return f"{work.count:,} changed files"


def _incidents(work: Work, world: Path) -> None:
    _changed_casebook(work, world, NAME)


def _annotations(work: Work, world: Path) -> None:
    _changed_casebook(work, world, "incidents.annotations.json")


def _changed_casebook(work: Work, world: Path, name: str) -> None:
    here = work.fresh(world)
    tables = json.loads((here / name).read_bytes())
    table = work.chance.choice([table for table in tables if tables[table]])
    number = work.chance.choice(list(tables[table]))
    record = changed(tables[table][number], work.chance)
    if work.chance.random() < 0.3:
        record = changed(record, work.chance)
    tables[table][number] = record
    (here / name).write_text(json.dumps(tables), "ascii")
    _guarded(work, lambda: read_all_of(here / NAME), f"{name}: {table} {number} is {json.dumps(record)[:1500]}", here)


def read_all_of(casebook: Path) -> None:
    """Read all of a casebook as the screen and the command line do."""
    book = Casebook.open(casebook)
    book.prepare()
    results = book.search()
    for row in results.rows(0, results.count):
        incident = book.incident(row.id)
        book.summary(row.id)
        book.annotations(row.id)
        for report in incident.reports:
            book.report(report)
    book.notes.on(results)
    book.decisions.suggestions()
    for search in book.searches.all():
        book.searches.counts(search)
    book.check()


def _config(work: Work, world: Path) -> None:
    _written(work, config_file(), respelled(CONFIG, work.chance))


def _sessions(work: Work, world: Path) -> None:
    sessions: Any = {str(world / NAME): SESSION, "another": SESSION}
    _written(work, sessions_file(), json.dumps(changed(sessions, work.chance)))


def _written(work: Work, file: Path, content: str) -> None:
    """Write a file of the user's and read all that the screen reads at its start."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    _guarded(
        work,
        lambda: (read_config(config_file()), read_settings(str(work.folder / "world" / NAME))),
        f"{file.name}: {content!r}",
        None,
    )


def _guarded(work: Work, load: Callable[[], object], example: str, files: Path | None) -> None:
    try:
        with patience():
            load()
    except UserError:
        pass
    except Hang as hang:
        work.defect(f"hang: {kind_of(hang)}", example, files)
    except Exception as error:
        work.defect(kind_of(error), example, files)
