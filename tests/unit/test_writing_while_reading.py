"""A change while another thread reads the casebook waits for it, and both come to their end."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.search import opening

ID = "KZ-2016-0001"
ENOUGH = 30.0  # seconds after which a thread that has not ended hangs
NOTE = AnnotationKind.NOTE
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


def _add(book: Casebook, make_report: MakeReport, make_facts: MakeFacts) -> None:
    report = make_report(" Later they left.")
    book.add([(report, [make_facts(report)])])


CHANGES: dict[str, Callable[[Casebook, MakeReport, MakeFacts], object]] = {
    "undo": lambda book, *_: book.undo(),
    "redo": lambda book, *_: book.redo(),
    "annotate": lambda book, *_: book.annotate(NOTE, Target(ID), text="who counted?"),
    "add": _add,
    "renew": lambda book, *_: book.renew([]),
}


def _calls(thread: Thread) -> set[str]:
    """Return the names of the functions that a thread is in."""
    frame, names = sys._current_frames().get(thread.ident or 0), set()
    while frame:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    return names


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_amid_a_slow_read_waits_for_it(
    casebook: Casebook,
    tmp_path: Path,
    make_report: MakeReport,
    make_facts: MakeFacts,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
) -> None:
    casebook.annotate(NOTE, Target(ID), text="first")
    monkeypatch.setattr(opening, "SMALL", 0)  # so that there is an index to build, whose progress can be held up
    book = Casebook.open(casebook.location, author="ada", cache=tmp_path / "cache")
    reading, go_on = Event(), Event()

    def held_up(done: int, total: int) -> None:
        reading.set()
        assert go_on.wait(ENOUGH)

    reader = Thread(target=book.prepare, args=(held_up,), daemon=True)
    writer = Thread(target=CHANGES[change], args=(book, make_report, make_facts), daemon=True)
    reader.start()
    assert reading.wait(ENOUGH)
    writer.start()
    while "prepare" not in _calls(writer):
        time.sleep(0.001)
    go_on.set()
    for thread in (reader, writer):
        thread.join(ENOUGH)
    assert not reader.is_alive()
    assert not writer.is_alive()
    assert book.problem == ""
