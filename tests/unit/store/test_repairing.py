"""A damaged casebook is put right as far as that goes, and nothing that cannot be read is thrown away."""

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.present.corrections import new_fact
from kztui.store.tinydb.repairing import repair
from kztui.store.tinydb.storage import AtomicStorage
from tests.files import notes_file, put, records_file

ID, OTHER = "KZ-2016-0001", "KZ-2016-0002"


@pytest.fixture
def book(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> Casebook:
    """Two incidents and two notes, all in the files."""
    report = make_report(" More.")
    put(casebook.location, (OTHER, report, make_facts(report)))
    for text in ("first", "second"):
        casebook.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    casebook.close()
    return casebook


def again(book: Casebook) -> Casebook:
    return Casebook.open(book.location, author="ada")


def texts(book: Casebook) -> list[str]:
    return [one.text for one in again(book).annotations(ID)]


def contents(book: Casebook) -> dict[str, bytes]:
    folder = Path(book.location).parent
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.suffix != ".lock"}


def _cut(book: Casebook) -> str:
    path = notes_file(book)
    path.write_bytes(path.read_bytes()[: path.read_bytes().index(b"second")])
    return "first"


def _bad_record(book: Casebook) -> str:
    path = notes_file(book)
    path.write_text(path.read_text().replace('"kind":"note"', '"kind":"nought"', 1))
    return "second"


def _bad_line(book: Casebook) -> str:
    for text in ("third", "fourth"):
        book.annotate(AnnotationKind.NOTE, Target(ID), text=text)
    path = Path(f"{book.places['annotations']}.journal")
    path.write_bytes(path.read_bytes().replace(b"third", b"th1rd"))
    return "first second fourth"


def _emptied(book: Casebook) -> str:
    notes_file(book).write_bytes(b"")
    return ""


def _gone(book: Casebook) -> str:
    book.annotate(AnnotationKind.NOTE, Target(ID), text="third")
    Path(book.places["annotations"]).unlink()
    return "third"


@pytest.mark.parametrize("damage", [_cut, _bad_record, _bad_line, _emptied, _gone])
def test_what_can_be_read_of_the_annotations_is_kept(book: Casebook, damage: Callable[[Casebook], str]) -> None:
    kept = damage(book)
    before = contents(book)
    assert again(book).problem
    said = again(book).repair(dry_run=True)
    assert said
    assert contents(book) == before
    assert again(book).repair()[: len(said)] == said
    assert texts(book) == kept.split()
    assert (again(book).problem, again(book).repair()) == ("", [])
    copies = {name: content for name, content in contents(book).items() if ".damaged-" in name}
    assert set(copies.values()) <= set(before.values())
    assert copies
    again(book).annotate(AnnotationKind.NOTE, Target(ID), text="after")
    assert texts(book) == [*kept.split(), "after"]


def test_what_can_be_read_of_the_records_is_kept(book: Casebook) -> None:
    path = records_file(book)
    tables = json.loads(path.read_text())
    tables["incidents"]["1"]["facts"][0]["field"] = "colour"
    tables["incidents"]["3"] = tables["incidents"]["2"]
    path.write_text(json.dumps(tables))
    said = again(book).repair()
    assert f"incident {ID}: Invalid enum value" in said[0]
    assert f"incident {OTHER} is there twice" in said[1]
    assert [row.id for row in again(book).search().rows(0, 9)] == [OTHER]
    assert again(book).problem == ""


def _broken_mark(data: bytes) -> bytes:
    return data.replace(b'"1":', b"\xff1:", 1)


def _broken_table(data: bytes) -> bytes:
    return data.replace(b'"reports":{', b'\xffreports":{')


def _headless(data: bytes) -> bytes:
    return data[data.index(b'"reports":{') + len(b'"reports":{') :]


def _broken_number(data: bytes) -> bytes:
    return data.replace(b'"2":{"id":"KZ', b'\xff:{"id":"KZ')


def _other_table(name: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b'"%b":{' % name, b'"%bx":{' % name[:-1])


def _other_number(data: bytes) -> bytes:
    return data.replace(b'"2":{"id":"KZ', b'"u2":{"id":"KZ')


@pytest.mark.parametrize(
    "damage",
    [
        *(_broken_mark, _broken_table, _headless, _broken_number, _other_number),
        *map(_other_table, (b"meta", b"reports", b"incidents")),
    ],
)
def test_damage_near_the_head_costs_no_record(book: Casebook, damage: Callable[[bytes], bytes]) -> None:
    path = records_file(book)
    before = [row.id for row in again(book).search().rows(0, 9)]
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert path.read_bytes() != whole
    assert again(book).repair()
    assert (again(book).problem, again(book).repair()) == ("", [])
    assert [row.id for row in again(book).search().rows(0, 9)] == before
    assert again(book).report_count == 2
    assert texts(book) == ["first", "second"]


@pytest.mark.parametrize(
    "damage", [*map(_other_table, (b"meta", b"annotations")), lambda data: data.replace(b'"2":', b'"x":')]
)
def test_damaged_names_in_the_annotations_are_told_and_cost_nothing(
    book: Casebook, damage: Callable[[bytes], bytes]
) -> None:
    whole = notes_file(book).read_bytes()
    notes_file(book).write_bytes(damage(whole))
    assert notes_file(book).read_bytes() != whole
    assert "see kztui repair" in again(book).problem
    assert again(book).repair()
    assert again(book).problem == ""
    assert texts(book) == ["first", "second"]


def test_a_sound_file_of_the_other_kind_is_not_called_damaged(book: Casebook, tmp_path: Path) -> None:
    tables = json.loads(notes_file(book).read_text())
    tables["annotations"]["1"]["facts"] = ["f-1"]  # as a split has them, and an incident
    other = tmp_path / "other.json"
    other.write_text(json.dumps(tables))
    assert "holds annotations, not incidents" in Casebook.open(other).problem


LAYOUTS = {
    "a record a line": lambda tables: json.dumps(tables, separators=(",", ":")).replace('},"', '},\n"'),
    "a single line": lambda tables: json.dumps(tables),
    "without blanks": lambda tables: json.dumps(tables, separators=(",", ":")),
    "indented": lambda tables: json.dumps(tables, indent=4),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_damage_costs_the_record_that_it_is_in(
    book: Casebook, layout: str, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report(" And more.")
    put(book.location, ("KZ-2016-0003", report, make_facts(report)))
    path = records_file(book)
    whole = LAYOUTS[layout](json.loads(path.read_text())).encode()
    start = whole.index(OTHER.encode())
    inside = whole.index(b"evidence", start)
    for damaged in (
        whole[:inside] + b"\xff" + whole[inside + 1 :],
        whole[: inside - 1] + whole[inside:],
        whole[:inside] + b"{" + whole[inside:],
        whole[:inside] + b"}" + whole[inside:],
        whole[:inside] + b"\0" * 20 + whole[inside + 20 :],
    ):
        path.write_bytes(damaged)
        said = again(book).repair()
        assert "5 records in it can be read, 1 cannot" in said[0] or f"incident {OTHER}: " in said[0]
        assert [row.id for row in again(book).search("", "id").rows(0, 9)] == [ID, "KZ-2016-0003"]
        assert again(book).report_count == 3
        assert (again(book).problem, again(book).repair()) == ("", [])


@pytest.mark.parametrize("damage", [_broken_mark, _broken_table, _headless, _broken_number])
def test_a_single_line_loses_no_record_by_damage_between_them(book: Casebook, damage: Callable[[bytes], bytes]) -> None:
    path = records_file(book)
    whole = json.dumps(json.loads(path.read_text()), separators=(",", ":")).encode()
    path.write_bytes(damage(whole))
    assert path.read_bytes() != whole
    again(book).repair()
    assert [row.id for row in again(book).search("", "id").rows(0, 9)] == [ID, OTHER]
    assert (again(book).report_count, again(book).problem) == (2, "")


def test_records_of_one_number_are_all_kept(book: Casebook) -> None:
    for path, first, second in (
        (records_file(book), b'"1":{"id":"KZ', b'"2":{"id":"KZ'),
        (notes_file(book), b'"1":{"id"', b'"2":{"id"'),
    ):
        whole = path.read_bytes()
        path.write_bytes(whole.replace(second, first))
        assert path.read_bytes() != whole
    ids = {OTHER, *(row.id for row in again(book).search().rows(0, 9))}
    assert "two records have one number" in again(book).problem
    assert again(book).repair()
    assert {row.id for row in again(book).search().rows(0, 9)} == ids | {ID}
    assert texts(book) == ["first", "second"]
    assert (again(book).problem, again(book).repair()) == ("", [])


def test_a_report_with_the_id_of_another_one_gets_its_own_again(book: Casebook) -> None:
    tables = json.loads(records_file(book).read_text())
    first, second = tables["reports"].values()
    right, second["id"] = second["id"], first["id"]
    records_file(book).write_text(json.dumps(tables))
    assert any(f"is {right} now" in line for line in again(book).repair())
    assert {report.id for report in again(book).batch().reports} == {first["id"], right}
    assert (again(book).problem, again(book).repair()) == ("", [])
    assert texts(book) == ["first", "second"]


def test_a_listing_that_cannot_be_read_is_in_nobodys_way(book: Casebook) -> None:
    path = records_file(book)
    table, listing, rows = path.read_bytes().partition(b'"listing":{')
    assert listing
    for there, damaged in ((b'"facts":[', b'"facts":{'), (b'"field":"', b'"field":"no')):
        before, found, after = table.rpartition(there)
        assert found
        path.write_bytes(before + damaged + after + listing + rows.replace(b"KZ-2016", b"KZ-2O16\xff"))
        assert again(book).repair()
        assert (again(book).problem, again(book).repair(), again(book).check()) == ("", [], ())
        assert [row.id for row in again(book).search().rows(0, 9)] == [ID]
        assert [row["id"] for row in json.loads(path.read_text())["listing"].values()] == [ID]


@pytest.mark.parametrize("content", [b"", b"\0" * 3000, b"\0" * 300 + b"\n"], ids=["empty", "zeros", "line"])
def test_a_journal_without_its_first_line_is_put_right(book: Casebook, content: bytes) -> None:
    journal = Path(f"{book.places['annotations']}.journal")
    journal.write_bytes(content)
    with pytest.raises(StoreError, match="see kztui repair"):
        again(book).annotate(AnnotationKind.NOTE, Target(ID), text="third")
    assert again(book).repair()[0] == f"{journal}: lines that cannot be read are dropped: 1"
    again(book).annotate(AnnotationKind.NOTE, Target(ID), text="third")
    assert texts(book) == ["first", "second", "third"]


def _id_given_twice(data: bytes) -> bytes:
    return data.replace(b'{"id":"KZ-2016-0007"', b'{"id":"KZ-2016-0003"')


def _bad_value(data: bytes) -> bytes:
    return data.replace(b'{"id":"KZ-2016-0007"', b'{"id":0')


def _bad_byte(data: bytes) -> bytes:
    return data.replace(b'{"id":"KZ-2016-0007"', b'{"id":"KZ-2016-0007\xff')


def _bad_brace(data: bytes) -> bytes:
    return data.replace(b'{"id":"KZ-2016-0007"', b'}"id":"KZ-2016-0007"')


def _cut_short(data: bytes) -> bytes:
    return data[: data.index(b'"KZ-2016-0120"')]


def _written_twice(data: bytes) -> bytes:
    return data + data


def _with_a_hole(data: bytes) -> bytes:
    hole = data.index(b"f-000007")
    return data[:hole] + b"\0" * 50_000 + data[hole:]


DAMAGES = (_id_given_twice, _bad_value, _bad_byte, _bad_brace, _cut_short, _written_twice, _with_a_hole)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_repair_holds_a_fraction_of_the_file(
    book: Casebook,
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
    damage: Callable[[bytes], bytes],
) -> None:
    told = []
    for number in range(3, 123):
        report = make_report(f" It was number {number}." + " More." * 2_000)
        facts = [replace(fact, id=f"f-{number:06x}{at:06x}") for at in range(30) for fact in make_facts(report)]
        told.append((f"KZ-2016-{number:04d}", report, tuple(facts)))
    put(book.location, *told)
    path, notes = records_file(book), notes_file(book)
    path.write_bytes(damage(path.read_bytes()))
    tracemalloc.start()
    lines = repair(path, notes, lambda done, total: None, dry_run=False)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines
    assert again(book).incident_count >= 119
    assert again(book).problem == ""
    assert most < path.stat().st_size / 6


@pytest.mark.parametrize("damage", [lambda data: data, _other_table(b"reports"), _broken_number, _other_number])
def test_progress_is_told_while_a_file_is_put_right(book: Casebook, damage: Callable[[bytes], bytes]) -> None:
    path = records_file(book)
    path.write_bytes(damage(path.read_bytes()))
    heard: list[tuple[int, int]] = []
    again(book).repair(lambda done, total: heard.append((done, total)))
    assert heard
    assert len({total for _, total in heard}) == 1
    assert all(0 <= done <= total for done, total in heard)


def test_what_is_right_stays_as_it_is(book: Casebook) -> None:
    path = records_file(book)
    before = path.read_bytes().splitlines()
    path.write_bytes(path.read_bytes().replace(f'{{"id":"{OTHER}"'.encode(), f'{{"id":"{ID}"'.encode()))
    link = path.with_name("link.json")
    link.symlink_to(path)
    path.chmod(0o600)
    said = Casebook.open(link).repair()
    assert "the later one is " in said[0]
    made = said[0].split()[-2].encode()
    after = [line.replace(made, OTHER.encode()) for line in path.read_bytes().splitlines()]
    assert set(after) <= {*before, b"}"}
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("layout", [*LAYOUTS, "as kztui lays it out"])
def test_the_tables_of_other_programs_are_kept(book: Casebook, layout: str) -> None:
    path = records_file(book)
    tables = json.loads(path.read_text())
    theirs = {"2": {"seen": {"7": {"by": "me"}}}, "9": {"seen": {}}}
    AtomicStorage(path).write({**tables, "theirs": theirs})
    if layout in LAYOUTS:
        path.write_text(LAYOUTS[layout](json.loads(path.read_text())))
    assert again(book).repair() == []
    path.write_text(path.read_text().replace(f'"{OTHER}"', "0", 1))
    assert "incident 2: " in again(book).repair()[0]
    assert json.loads(path.read_text())["theirs"] == theirs


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        (b'"schema":1', b'"schema":99', "is from a newer kztui"),
        (b'"holds":"incidents"', b'"holds":"annotations"', "holds annotations, not incidents"),
    ],
)
def test_a_damaged_file_that_is_not_ours_to_mend_is_left_alone(
    book: Casebook, there: bytes, instead: bytes, said: str
) -> None:
    path = records_file(book)
    path.write_bytes(path.read_bytes().replace(there, instead)[:-400])
    before = contents(book)
    with pytest.raises(StoreError, match=said):
        again(book).repair()
    assert contents(book) == before


def test_facts_of_a_report_that_is_missing_are_dropped(
    book: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    lost = make_report(" Lost.")
    (mine, others) = again(book).incident(ID).facts, make_facts(lost)
    put(book.location, (ID, make_report(" Other."), (*mine, *others)))
    assert "a report that its facts quote is missing" in again(book).problem
    again(book).repair()
    assert again(book).incident(ID).facts == mine
    assert again(book).check() in ((), (f"{book.location}: its table listing is stale: renew it with kztui fold",))


def test_a_casebook_that_has_lost_a_report_can_be_written_to_again(book: Casebook) -> None:
    lost = book.incident(OTHER).facts[0].evidence
    added = new_fact("weapon rifles", replace(lost, start=0, end=3, exact="Two", prefix="", suffix=""))
    kept = book.annotate(AnnotationKind.FACT, Target(OTHER, evidence=added.evidence), fact=added)
    book.close()
    path = records_file(book)
    path.write_bytes(path.read_bytes().replace(b'{"id":"%b"' % lost.report.encode(), b'{"id":\xff', 1))
    said = again(book).repair()
    assert any(
        f"annotation {kept.id}: the report {lost.report} that it quotes is missing: dropped" in one for one in said
    )
    assert (again(book).problem, again(book).repair()) == ("", [])
    again(book).annotate(AnnotationKind.NOTE, Target(ID), text="after")
    assert texts(book) == ["first", "second", "after"]


def test_the_command_says_what_it_did(book: Casebook) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(kztui, ["repair", *words, "--casebook", book.location])
        return done.exit_code, done.output

    assert run() == (0, f"{book.location}: nothing to repair\n")
    _cut(book)
    code, said = run("--dry-run")
    assert (code, "is damaged: " in said, "kept as" in said) == (0, True, False)
    code, said = run()
    assert (code, "incidents.annotations.json.damaged-1" in said) == (0, True)
    assert texts(book) == ["first"]


def test_a_file_of_another_program_is_left_alone(book: Casebook) -> None:
    notes_file(book).write_text("[]")
    done = CliRunner().invoke(kztui, ["repair", "--casebook", book.location])
    assert done.exit_code == 1
    assert "choose another file" in done.output
    assert notes_file(book).read_text() == "[]"


def test_an_id_that_was_given_twice_is_parted_and_annotations_follow_their_facts(
    book: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    book = again(book)
    kept, moved = book.incident(ID), book.incident(OTHER)
    on_fact = book.annotate(AnnotationKind.VERDICT, Target(OTHER, moved.facts[0].id), verdict=Verdict.REJECTED)
    words = replace(moved.facts[0].evidence, start=0, end=3, exact="Two", prefix="", suffix="")
    added = new_fact("weapon rifles", words)
    by_hand = book.annotate(AnnotationKind.FACT, Target(OTHER, evidence=added.evidence), fact=added)
    on_added = book.annotate(AnnotationKind.VERDICT, Target(OTHER, added.id), verdict=Verdict.CONFIRMED)
    stays = book.annotate(AnnotationKind.VERDICT, Target(ID, kept.facts[0].id), verdict=Verdict.CONFIRMED)
    unclear = book.annotate(AnnotationKind.NOTE, Target(OTHER), text="which?")
    book.close()
    for file in (records_file(book), notes_file(book)):  # as two copies made at once by an old version would leave it
        file.write_text(file.read_text().replace(OTHER, ID))
    assert f"incident {ID} is there twice: the first one counts (see kztui repair)" in again(book).problem
    said = again(book).repair()
    mended = again(book)
    assert mended.check() in ((), (f"{book.location}: its table listing is stale: renew it with kztui fold",))
    assert mended.incident(ID) == kept
    (other,) = {row.id for row in mended.search().rows(0, 9)} - {ID}
    assert {fact.id for fact in moved.facts} < {fact.id for fact in mended.incident(other).facts} | {added.id}
    assert f"{book.location}: incident {ID} is there twice: the later one is {other} now" in said
    assert {one.id for one in mended.annotations(other)} == {on_fact.id, by_hand.id, on_added.id}
    assert {stays.id, unclear.id} <= {one.id for one in mended.annotations(ID)}
    listed = [line for line in said if f"see whether {other} is meant" in line]
    assert any(f"annotation {unclear.id}, note “which?” by " in line for line in listed)
    assert not any(one.id in line for line in listed for one in (on_fact, by_hand, on_added, stays))
    assert again(book).repair() == []


def test_an_id_that_was_given_twice_is_parted_without_any_report(book: Casebook) -> None:
    path = records_file(book)
    tables = json.loads(path.read_text())
    tables["reports"] = {}
    tables["incidents"]["2"]["id"] = ID
    path.write_text(json.dumps(tables))
    assert f"incident {ID} is there twice: the later one is " in again(book).repair()[0]
    kept = json.loads(path.read_text())["incidents"]
    assert [one["facts"] for one in kept.values()] == [one["facts"] for one in tables["incidents"].values()]
    assert len({one["id"] for one in kept.values()}) == 2


def test_two_states_of_one_incident_are_joined(book: Casebook) -> None:
    path = records_file(book)
    tables = json.loads(path.read_text())
    first, *others = tables["incidents"]["2"]["facts"]
    tables["incidents"]["3"] = {"id": OTHER, "facts": [first]}
    tables["incidents"]["4"] = {"id": OTHER, "facts": [first, *others]}
    path.write_text(json.dumps(tables))
    whole = again(book).incident(OTHER)
    assert again(book).repair()[0] == f"{path}: incident {OTHER} is there twice: the two states are joined"
    assert again(book).incident(OTHER) == whole
    assert again(book).incident_count == 2


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize(
    "words", [("repair",), ("fold",), ("import", "-"), ("annotate", "KZ-2016-0001", "--note", "x")]
)
def test_nothing_is_left_beside_what_is_not_a_file(
    tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    path = tmp_path / "there" / "incidents.json"
    path.parent.mkdir()
    make(path)
    done = CliRunner().invoke(kztui, [*words, "--casebook", str(path)], input="A bomb killed two people in Almaty.")
    assert (done.exit_code, f"{path} is not a file: choose another one" in done.output) == (1, True)
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("words", [("list",), ("check",), ("repair",), ("import", "-")])
def test_the_root_of_the_file_system_is_no_casebook(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(kztui, [*words, "--casebook", "/"], input="A bomb killed two people in Almaty.")
    assert (done.exit_code, done.output) == (1, "Error: / is not a file: choose another one\n")


@pytest.mark.parametrize("command", ["list", "check"])
def test_annotations_make_no_incident_of_a_casebook_that_is_cut(book: Casebook, command: str) -> None:
    book.decisions.split(ID, [book.incident(ID).facts[0].id])
    book.close()
    path = records_file(book)
    path.write_bytes(path.read_bytes()[:1000])
    done = CliRunner().invoke(kztui, [command, "--casebook", book.location])
    assert (done.exit_code, ID in done.output) == (1, False)
    assert "see kztui repair" in done.output
    assert again(book).problems == again(book).check()


def test_the_name_of_a_folder_does_not_keep_a_casebook_from_repair(
    tmp_path: Path, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    folder = tmp_path / "newer kztui"
    folder.mkdir()
    report = make_report()
    put(folder / "incidents.json", ("KZ-2016-0001", report, make_facts(report)))
    book = Casebook.open(folder / "incidents.json")
    whole = records_file(book).read_bytes()
    records_file(book).write_bytes(whole[:-20])
    assert "is damaged" in book.repair()[0]
    assert Casebook.open(folder / "incidents.json").incident_count == 1
