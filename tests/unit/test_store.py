"""The files on disk: open to plain TinyDB, written whole or not at all, strict about what they hold."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from kztui.casebook import Casebook
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.store.opening import open_store
from kztui.store.tinydb.storage import AtomicStorage
from tests.files import notes_file, put, records_file

ID = "KZ-2016-0001"
NOTE = AnnotationKind.NOTE


def test_plain_tinydb_opens_both_files(casebook: Casebook) -> None:
    casebook.annotate(NOTE, Target(ID), text="сколько?")
    assert TinyDB(records_file(casebook)).tables() == {"meta", "reports", "incidents", "suggestions", "listing"}
    assert TinyDB(records_file(casebook)).table("incidents").get(where("id") == ID)
    annotations = TinyDB(notes_file(casebook))
    assert annotations.tables() == {"meta", "annotations", "saved_searches"}
    assert annotations.table("annotations").all()[0]["text"] == "сколько?"
    assert notes_file(casebook).read_bytes().isascii()


def test_what_plain_tinydb_adds_is_kept(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    with TinyDB(records_file(casebook), encoding="utf-8", ensure_ascii=False) as plain:
        plain.table("mine").insert({"word": "Құлсары"})
    again = Casebook.open(casebook.location)
    assert again.problem == ""
    assert "was changed by another program" in again.prepare()
    report = make_report(" More.")
    again.add([(report, [make_facts(report)])])
    assert TinyDB(records_file(again)).table("mine").all() == [{"word": "Құлсары"}]
    assert records_file(casebook).read_bytes().isascii()


@pytest.mark.parametrize("listing", [[], "rows", None, {"a": {}}, {"1": 5}])
def test_a_listing_that_is_none_harms_nothing(casebook: Casebook, listing: Any) -> None:
    tables = json.loads(records_file(casebook).read_text())
    records_file(casebook).write_text(json.dumps({**tables, "listing": listing}))
    again = Casebook.open(casebook.location)
    assert again.problem == ""
    assert any("its table listing is stale" in line for line in again.check())
    again.annotate(NOTE, Target(ID), text="how many?")
    again.close()
    assert TinyDB(records_file(casebook)).table("listing").get(where("id") == ID)
    assert Casebook.open(casebook.location).check() == ()


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5)))
def test_the_storage_gives_back_what_tinydb_put_in(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("storage") / "any.json"
    with TinyDB(path, storage=AtomicStorage) as database:
        database.insert(document)
    with TinyDB(path, storage=AtomicStorage) as again:
        assert again.all() == [document]
    assert json.loads(path.read_text("ascii"))["_default"] == {"1": document}


def test_an_error_amid_a_transaction_writes_nothing(casebook: Casebook) -> None:
    before = records_file(casebook).read_bytes()
    store = open_store(casebook.location)
    with suppress(RuntimeError), store.transaction(store.version()):
        raise RuntimeError
    assert records_file(casebook).read_bytes() == before


def test_left_over_temporary_files_are_swept_by_the_next_writer(casebook: Casebook) -> None:
    left_over = records_file(casebook).with_name(f".{notes_file(casebook).name}.0123456789ab.tmp")
    other = records_file(casebook).with_name(".something.else.tmp")
    for file in (left_over, other):
        file.write_text("{")
    casebook.annotate(NOTE, Target(ID), text="x")
    casebook.close()
    assert (left_over.exists(), other.exists()) == (False, True)


def test_a_file_keeps_its_permissions(casebook: Casebook) -> None:
    records_file(casebook).chmod(0o640)
    casebook.add([])
    assert records_file(casebook).stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(casebook: Casebook, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(records_file(casebook))
    linked = Casebook.open(link)
    linked.annotate(NOTE, Target(ID), text="x")
    linked.add([])
    assert link.is_symlink()
    assert notes_file(linked) == notes_file(casebook)


def _newer(tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["schema"] = 99


def _foreign(tables: dict[str, Any]) -> None:
    tables["meta"].clear()


def _annotations(tables: dict[str, Any]) -> None:
    tables["meta"]["1"]["holds"] = "annotations"


def _doubled_number(tables: dict[str, Any]) -> None:
    tables["reports"]["01"] = tables["reports"]["1"]


def _bad_incident(tables: dict[str, Any]) -> None:
    tables["incidents"]["1"]["facts"][0]["field"] = "colour"


def _no_report(tables: dict[str, Any]) -> None:
    tables["reports"].clear()


def _twice(tables: dict[str, Any]) -> None:
    tables["incidents"]["2"] = tables["incidents"]["1"]


def _no_id(tables: dict[str, Any]) -> None:
    tables["incidents"]["7"] = {"facts": []}


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (_newer, "newer kztui (schema 99"),
        (_foreign, "not a casebook of kztui"),
        (_annotations, "holds annotations, not incidents"),
        (_doubled_number, "is damaged"),
        (_bad_incident, f"incident {ID}: Invalid enum value 'colour' - at `$.facts[0].field`"),
        (_no_report, f"incident {ID}: a report that its facts quote is missing"),
        (_twice, f"incident {ID} is there twice"),
        (_no_id, "incident with TinyDB id 7: Object missing required field `id`"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_named_and_left_alone(
    casebook: Casebook, damage: Callable[[dict[str, Any]], None], says: str
) -> None:
    tables = json.loads(records_file(casebook).read_text())
    damage(tables)
    records_file(casebook).write_text(json.dumps(tables))
    before = records_file(casebook).read_bytes()
    book = Casebook.open(casebook.location)
    assert book.problem.startswith(casebook.location)
    assert says in book.problem
    with pytest.raises(StoreError):
        book.add([])
    assert records_file(casebook).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b" \n", b"{", b"null", b"[]", b'{"reports": []}', b"\x00" * 9, b"[" * 99_999, b"\xef\xbb\xbf{}", b"\xff\xfe"],
)
def test_a_file_that_is_no_casebook_is_one_clear_line(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    problem = Casebook.open(path).problem
    assert problem.startswith(str(path))
    assert "\n" not in problem
    assert path.read_bytes() == content


def test_one_bad_record_does_not_hide_the_others(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report(" More.")
    put(casebook.location, ("KZ-2016-0002", report, make_facts(report)))
    tables = json.loads(records_file(casebook).read_text())
    tables["incidents"]["1"]["facts"] = "none"
    records_file(casebook).write_text(json.dumps(tables))
    assert [row.id for row in Casebook.open(casebook.location).search().rows(0, 9)] == ["KZ-2016-0002"]


@pytest.mark.parametrize("escape", ["\x1b]52;c;aGk=\x07", "\u202e", "\u009b31m", "\u200f", "\r", "\x7f", "\ufeff"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_escapes_in_a_casebook_from_a_stranger_are_made_harmless(
    casebook: Casebook, escape: str, ascii_only: bool
) -> None:
    tables = json.loads(records_file(casebook).read_text())
    tables["reports"]["1"]["publisher"] = f"Вести{escape}Courier"
    records_file(casebook).write_text(json.dumps(tables, ensure_ascii=ascii_only), "utf-8")
    book = Casebook.open(casebook.location)
    publisher = book.report(book.incident(ID).reports[0]).publisher
    assert len(publisher) == len(f"Вести{escape}Courier")
    assert escape not in publisher


def test_a_folder_that_cannot_be_written_is_one_clear_line(
    tmp_path: Path, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    report = make_report()
    with pytest.raises(StoreError, match=r"^cannot write .*file/incidents.json: .+$"):
        Casebook.open(file / "incidents.json").add([(report, [make_facts(report)])])


_NOTE_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.errors import StoreError
try:
    casebook = Casebook.open(Path(sys.argv[1]), author="ada")
    casebook.annotate(AnnotationKind.NOTE, Target("KZ-2016-0001"), text="x" * 9999)
except StoreError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_is_one_clear_line_and_loses_nothing(casebook: Casebook) -> None:
    casebook.annotate(NOTE, Target(ID), text="before")
    before = notes_file(casebook).read_bytes()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    done = subprocess.run(
        [sys.executable, "-c", _NOTE_ON_A_FULL_DISK, casebook.location],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"cannot write {notes_file(casebook)}: file too large")
    assert done.stderr.count("\n") == 1
    assert notes_file(casebook).read_bytes() == before
    assert not list(records_file(casebook).parent.glob(".*.tmp"))
