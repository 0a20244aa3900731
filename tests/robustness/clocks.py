"""Clocks that are wrong: whatever the dates of the records say, what was done last counts, and undo undoes it."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Field
from tests.robustness.work import Work
from tests.robustness.world import NAME, ids, make_world

TIMES = 300
ACTS = ("confirm", "reject", "note", "undo", "redo")


def attempt(work: Work) -> str:
    """Do ten things in a row, each after the clock has been set; compare with what they should add up to."""
    world = make_world(work.folder / "world")
    for path in world.glob("incidents.annotations.json*"):
        path.unlink()
    for _ in work.repeat(TIMES):
        _one(work, world)
    return f"{work.count} histories of ten changes with a clock that jumps"


def _one(work: Work, world: Path) -> None:
    casebook = work.fresh(world) / NAME
    incident = next(one for one in ids(casebook) if one.startswith("KZ-2011"))
    done: list[str] = []
    undone: list[str] = []
    told: list[str] = []
    for _ in range(10):
        act = work.chance.choice(ACTS)
        told.append(act)
        _set_clock(casebook, timedelta(days=work.chance.choice((-400, -1, 0, 1, 400))))
        book = Casebook.open(casebook, author="ada")
        changed = _do(book, incident, act, len(told))
        book.close()
        if act == "undo":
            expected = bool(done)
            if done:
                undone.append(done.pop())
        elif act == "redo":
            expected = bool(undone)
            if undone:
                done.append(undone.pop())
        else:
            expected = True
            done.append(act)
            undone.clear()
        if changed != expected:
            work.defect(f"{act} {'did nothing' if expected else 'did something'}", " ".join(told))
            return
        if _state(casebook, incident) != _expected(done):
            work.defect(f"the state is wrong after {act}", " ".join(told))
            return


def _do(book: Casebook, incident: str, act: str, number: int) -> bool:
    if act == "undo":
        return bool(book.undo())
    if act == "redo":
        return bool(book.redo())
    if act == "note":
        book.annotate(AnnotationKind.NOTE, Target(incident), text=f"note {number}")
        return True
    fact = next(fact for fact in book.incident(incident).facts if fact.field is Field.KILLED)
    verdict = Verdict.CONFIRMED if act == "confirm" else Verdict.REJECTED
    book.annotate(AnnotationKind.VERDICT, Target(incident, fact.id), verdict=verdict)
    return True


def _state(casebook: Path, incident: str) -> tuple[bool, int]:
    """Return whether the number of the killed counts, and how many notes there are."""
    book = Casebook.open(casebook)
    notes = [one for one in book.annotations(incident) if one.kind is AnnotationKind.NOTE]
    return book.summary(incident).killed is not None, len(notes)


def _expected(done: list[str]) -> tuple[bool, int]:
    verdicts = [act for act in done if act in ("confirm", "reject")]
    return verdicts[-1:] != ["reject"], done.count("note")


def _set_clock(casebook: Path, by: timedelta) -> None:
    """Make it as if the clock had been wrong by so much when the newest record was written."""
    file = casebook.with_name("incidents.annotations.json")
    if not file.exists():
        return
    tables = json.loads(file.read_bytes())
    records = tables["annotations"]
    if records:
        newest = records[max(records, key=int)]
        for key in ("created", "retracted"):
            if newest.get(key):
                newest[key] = (datetime.fromisoformat(newest[key]) + by).isoformat()
    status = file.stat()
    file.write_text(json.dumps(tables), "ascii")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
