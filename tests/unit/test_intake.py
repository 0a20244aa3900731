"""Documents are prepared in kept processes: what fails, hangs or crashes takes no other document along."""

import os
import signal
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest

from kztui.casebook import Casebook
from kztui.casebook.intake.bringing import bring_in
from kztui.casebook.intake.line import MOST, Line
from kztui.casebook.intake.pool import FEW, LONG, Pool
from kztui.casebook.intake.preparing import Entry, Prepared, prepare
from kztui.casebook.intake.process import KeptProcess, ProcessLost, ProcessTimeout
from kztui.casebook.intake.sources import entries, files_in, pasted, watched
from kztui.extract.engine import State
from kztui.ingest.header import Header
from kztui.model.report import Provenance
from tests.unit.ingest import documents
from tests.unit.ingest.documents import DEPOT, RAID, SHOTS, TRIAL

ECHO = "tests.unit.kept_echo"


@pytest.fixture(autouse=True)
def path_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let kept processes find a module of the tests."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents of several kinds, some of them bad."""
    made = tmp_path / "in"
    (made / "deeper" / "page_files").mkdir(parents=True)
    (made / "a.html").write_text(documents.modern_page(RAID))
    (made / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (made / "c.txt").write_bytes(documents.text(DEPOT))
    (made / "deeper" / "d.eml").write_bytes(documents.mail(TRIAL))
    (made / "deeper" / "page.html").write_text(documents.plain_page(SHOTS))
    (made / "deeper" / "page_files" / "script.js").write_text("alert()")
    (made / ".hidden.txt").write_text("Nothing for the casebook.")
    (made / "incidents.json.damaged-2").write_text("Two guards were killed in Alga on Monday.")
    (made / "z.png").write_bytes(b"\x89PNG")
    return made


def test_a_folder_gives_its_files_and_those_of_its_folders(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in files_in(folder)]
    assert names == ["a.html", "b.pdf", "c.txt", "deeper/d.eml", "deeper/page.html", "z.png"]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("times", [1, FEW])
def test_bad_documents_take_no_others_along_and_the_order_stays(folder: Path, jobs: int, times: int) -> None:
    with Pool(jobs) as pool:
        parts = list(pool.prepare(list(entries(str(folder))) * times))
    once = parts[: len(parts) // times]
    assert [part.kind for part in once] == ["html", "", "txt", "eml", "html", ""]
    assert [part.report.title if part.report else "" for part in once] == [
        RAID.title, "", DEPOT.title, TRIAL.title, SHOTS.title, "",
    ]  # fmt: skip
    assert [part.problem.rpartition("/")[2] for part in once if part.problem] == [
        "b.pdf: it is broken",
        "z.png: it is a picture (PNG), which kztui cannot read",
    ]
    assert parts == once * times


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_its_reader_dies_of_takes_none_along_that_was_sent_with_it(jobs: int) -> None:
    names = [f"{number}.txt" for number in range(FEW + 10)]
    names[5] = names[-1] = "crash"
    with Pool(jobs, worker="tests.unit.crashing_worker") as pool:
        parts = list(pool.prepare([Entry(name, data=b"x") for name in names]))
    why = "crash: its reader has crashed on it twice: the document may be broken"
    assert [(part.name, part.kind, part.problem) for part in parts] == [
        each
        for name in names
        for each in ((name, "first", ""), (name, "", why) if name == "crash" else (name, "second", ""))
    ]


def test_a_long_document_is_read_in_another_process_which_can_be_given_up(tmp_path: Path) -> None:
    (tmp_path / "crash").write_bytes(b"x" * (LONG + 1))
    named = Entry("crash", str(tmp_path / "crash"))
    for entry, apart in (
        (Entry("crash", data=b"x" * (LONG + 1)), True),
        (named, True),
        (Entry("crash", data=b"x"), False),
    ):
        with Pool(1, worker="tests.unit.crashing_worker") as pool:
            *_, part = pool.prepare([entry])
        assert part.problem.startswith("crash: its reader has crashed on it twice") is apart


def test_what_waits_for_its_turn_is_limited() -> None:
    entry = Entry("x", data=b"x")
    line = Line([entry, entry])
    first, second = line.take(), line.take()
    assert first
    assert second
    for _ in range(MOST):
        line.put(second, Prepared("x"))

    def put_more() -> None:
        line.put(second, Prepared("later"))
        line.complete(second)

    waiting = Thread(target=put_more)
    waiting.start()
    line.put(first, Prepared("first"))  # its turn: it need not wait
    line.complete(first)
    taken = [part.name for part in line.parts()]
    waiting.join()
    assert taken == ["first", *["x"] * MOST, "later"]


def test_what_is_found_is_the_same_here_and_in_another_process(folder: Path) -> None:
    (entry,) = entries(str(folder / "a.html"), given=Header(publisher="Another"))
    with Pool(1) as pool:
        assert list(pool.prepare([entry])) == list(prepare(entry))


def test_a_file_that_is_cut_off_is_broken_and_no_text(tmp_path: Path) -> None:
    file = tmp_path / "broken.docx"
    for content in (documents.docx(RAID)[:-40], b"PK\x03\x04broken"):
        file.write_bytes(content)
        with Pool(1) as pool:
            (part,) = pool.prepare([*entries(str(file))])
        assert part.problem == f"{file}: it is broken: it is not a whole .docx file"


def test_a_text_that_a_terminal_pastes_has_its_lines() -> None:
    with Pool(1) as pool:
        (part,) = pool.prepare([pasted(f"Publisher: Wire\r\rA raid near Alga\r\r{RAID.paragraphs[0]}\r\nMore of it.")])
    assert part.report
    assert (part.report.publisher, part.report.title) == ("Wire", "A raid near Alga")
    assert "\r" not in part.report.text


def test_a_language_that_the_letters_tell_is_a_guess() -> None:
    with Pool(1) as pool:
        (guess,) = pool.prepare([pasted(RAID.text)])
        (told,) = pool.prepare([pasted(f"Language: en\n\n{RAID.text}")])
    origins = [
        part.report.provenance.known_from["language"]
        for part in (guess, told)
        if part.report and isinstance(part.report.provenance, Provenance)
    ]
    assert origins == ["letters?", "header line"]


def test_a_pasted_text_is_previewed_with_the_head_that_the_user_gives() -> None:
    with Pool(1) as pool:
        (first,) = pool.prepare([pasted(f"{RAID.title}\n\n{RAID.text}")])
        (again,) = pool.prepare([pasted(f"{RAID.title}\n\n{RAID.text}", Header(published=RAID.day))])
        (page,) = pool.prepare([pasted(documents.modern_page(RAID))])
    assert first.report
    assert first.report.title == RAID.title
    assert "the pasted text: no publication day: 'Monday' cannot be dated" in first.notes
    assert again.report
    assert (again.report.published, again.notes) == (RAID.day, [])
    assert page.kind == "html"


def test_a_process_that_hangs_or_crashes_is_replaced() -> None:
    process = KeptProcess(ECHO)
    assert list(process.ask(b"say a b", 30)) == [b"a", b"b"]
    with pytest.raises(ProcessTimeout):
        list(process.ask(b"hang", 0.3))
    with pytest.raises(ProcessLost):
        list(process.ask(b"crash", 30))
    assert list(process.ask(b"print", 30)) == [b"done"]
    (first,) = process.ask(b"pid", 30)
    os.kill(int(first), signal.SIGKILL)
    with pytest.raises(ProcessLost):
        list(process.ask(b"say a", 30))
    assert list(process.ask(b"say a", 30)) == [b"a"]
    process.close()


def test_a_process_may_not_write_files_nor_take_all_memory(tmp_path: Path) -> None:
    process = KeptProcess(ECHO)
    assert list(process.ask(f"write {tmp_path / 'x'}".encode(), 30)) == [b"OSError"]
    assert list(process.ask(b"eat", 60)) == [b"MemoryError"]
    process.close()


def test_an_answer_that_nobody_wants_to_the_end_ends_the_process() -> None:
    process = KeptProcess(ECHO)
    answer = process.ask(b"say a b", 30)
    assert next(answer) == b"a"
    answer.close()
    assert list(process.ask(b"say c", 30)) == [b"c"]
    process.close()


@pytest.mark.parametrize(
    ("text", "given", "note"),
    [
        ("Two guards were killed in Alga on Monday.", Header(), "no publication day: 'Monday' cannot be dated"),
        ("Two guards were killed in Alga on 3 May 2016.", Header(), "no publication day"),
        (SHOTS.text, Header(language="en"), "its text seems to be Russian, not English"),
        (RAID.text, Header(language="kk"), "its text seems to be English, not Kazakh"),
        ("Біздің қала", Header(language="uz"), "not read: there are no rules for its language (uz)"),
        ("The shop was open as usual.", Header(), "no incident was found in it"),
    ],
)
def test_what_the_reader_should_know_is_noted(text: str, given: Header, note: str) -> None:
    (part,) = prepare(Entry("a.txt", data=text.encode(), given=given))
    assert f"a.txt: {note}" in part.notes


def test_a_day_of_publication_to_come_is_noted() -> None:
    day = date.today() + timedelta(days=3)
    (part,) = prepare(Entry("a.txt", data=b"Two guards were killed in Alga.", given=Header(published=day)))
    assert f"a.txt: its day of publication, {day}, is still to come: kztui edit mends it" in part.notes


def test_a_reader_that_fails_is_a_defect_of_that_document(monkeypatch: pytest.MonkeyPatch) -> None:
    import kztui.casebook.intake.preparing as preparing

    def broken(document: object) -> object:
        raise KeyError("x")

    monkeypatch.setattr(preparing, "read_document", broken)
    assert list(prepare(Entry("a.txt", data=b"A fire."))) == [
        Prepared("a.txt", problem="a.txt: its reader failed on it, which is a defect (KeyError: 'x')")
    ]


def test_reports_go_in_batch_by_batch_and_an_interrupt_keeps_what_is_done(casebook: Casebook) -> None:
    def parts() -> object:
        yield from prepare(Entry("a.txt", data=documents.text(RAID)))
        yield from prepare(Entry("b.txt", data=b""))
        yield from prepare(Entry("a.txt", data=documents.text(RAID)))
        raise KeyboardInterrupt

    heard: list[tuple[str, bool]] = []
    with pytest.raises(KeyboardInterrupt):
        bring_in(casebook, parts(), lambda part, known: heard.append((part.name, known)))  # type: ignore[arg-type]
    assert heard == [("a.txt", False), ("b.txt", False), ("a.txt", True)]
    assert casebook.report_count == 2
    outcome = bring_in(casebook, prepare(Entry("a.txt", data=documents.text(RAID))), lambda part, known: None)
    assert (outcome.reports, outcome.known) == (0, 1)
    outcome = bring_in(casebook, prepare(Entry("s.txt", data=documents.text(SHOTS))), lambda part, known: None)
    assert outcome.reports == 1
    (part,) = prepare(Entry("n.txt", data=b"The shop was open as usual."))
    assert part.state is State.NOTHING_FOUND


def test_a_watched_folder_gives_files_that_have_stopped_growing_once(tmp_path: Path) -> None:
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    written = [(a, "one"), (b, "begun"), (b, "begun and more"), None, (a, "one, again"), None, None]
    steps = iter(written)

    def wait(seconds: float) -> None:
        if step := next(steps):
            step[0].write_text(step[1])

    found = watched(tmp_path, wait=wait)
    taken = [[path.name for path in next(found)] for _ in range(8)]
    assert taken == [[], [], ["a.txt"], [], ["b.txt"], [], ["a.txt"], []]
