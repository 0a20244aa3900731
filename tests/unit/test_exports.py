"""What goes out: each format carries what it has a place for, says what it leaves out, and harms no program."""

import csv
import hashlib
import html
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from pyld import jsonld  # type: ignore[import-untyped]

from kztui import AnnotationKind, Casebook, Target, Verdict
from kztui.cli.program import kztui
from kztui.errors import UserError
from kztui.export.acled import COLUMNS as ACLED
from kztui.export.csv import inert
from kztui.export.csv import line as csv_line
from kztui.export.exporting import export_bytes
from kztui.export.format import FolderFormat
from kztui.export.markdown import plain
from kztui.export.table import SEPARATOR
from kztui.export.ucdp import COLUMNS as UCDP
from kztui.model.fact import DateSpan, EventType, Fact, Field, Place, Qualifier, Side, Value, fact_id, quote
from kztui.model.figures import Policy
from kztui.model.report import Paragraph, Report, report_id
from kztui.plugins import Kind, plugins
from kztui.store.base import Batch
from tests.files import put

ID = "KZ-2016-0001"
TEXT = "Gunmen shot at least 4 people in Oral, and the police held 3, officials said. Two died in a village."

Export = Callable[..., Result]
MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


@pytest.fixture
def export(casebook: Casebook) -> Export:
    """Exports the casebook, to which a second incident came, with more told and less known."""
    report = Report(
        report_id(TEXT), TEXT, (Paragraph(1, 0, len(TEXT)),), 'Shots in "Oral" & 100%', "=Courier; -x", date(2016, 6, 8)
    )

    def fact(field: Field, words: str, value: Value, qualifier: Qualifier = Qualifier.NONE) -> Fact:
        start = TEXT.index(words)
        evidence = quote(TEXT, report.id, 1, start, start + len(words))
        return Fact(fact_id(field, evidence, value), field, value, evidence, qualifier)

    casebook.add(
        [
            (
                report,
                [
                    (
                        fact(Field.TYPE, "shot", EventType.ARMED_ATTACK.value),
                        fact(Field.PLACE, "Oral", Place("Oral", "KZ", "West Kazakhstan Region", 51.23, 51.37)),
                        fact(Field.KILLED, "at least 4", 4, Qualifier.AT_LEAST),
                        fact(Field.ARRESTED, "3", 3),
                        fact(Field.PERPETRATOR, "Gunmen", "Gunmen"),
                    ),
                    (fact(Field.KILLED, "Two", 2), fact(Field.PLACE, "a village", Place("a village", "KZ"))),
                ],
            )
        ]
    )

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(kztui, ["export", "--casebook", str(casebook.location), *map(str, arguments)])

    return run


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize("name", plugins(Kind.EXPORTER).names)
def test_each_format_writes_the_same_twice_and_knows_the_ids(export: Export, tmp_path: Path, name: str) -> None:
    folder = isinstance(plugins(Kind.EXPORTER).load(name), FolderFormat)
    outputs = []
    for number in ("1", "2"):
        done = export("--format", name, "--output", tmp_path / number)
        assert done.exit_code == 0, done.stderr
        files = sorted((tmp_path / number).rglob("*")) if folder else [tmp_path / number]
        outputs.append({file.name: file.read_bytes() for file in files if file.is_file() and file.name[0] != "."})
    assert outputs[0].keys() == outputs[1].keys() or not folder
    assert list(outputs[0].values()) == list(outputs[1].values())
    assert all(outputs[0].values())


def test_a_format_taken_for_a_search_is_told(export: Export) -> None:
    assert "BibTeX was searched for: the format of that name is --format bibtex" in export("BibTeX").stderr
    assert "was searched for" not in export("village").stderr


def test_a_hyphen_is_stdout(export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert export("--output", "-").stdout == export().stdout != ""
    assert not (tmp_path / "-").exists()


def test_csv_has_bounds_precisions_and_publishers(export: Export) -> None:
    first, open_one, vague = sorted(table(export()), key=lambda row: row["reports"] + row["place"])
    assert (first["id"], first["title"], first["killed"], first["where_prec"]) == (
        ID, "Armed attack · Alga · 7 March 2016", "2", "2",
    )  # fmt: skip
    assert (open_one["killed"], open_one["killed_low"], open_one["killed_high"]) == ("4+", "4", "")
    assert open_one["publishers"] == "'=Courier; '-x"
    assert (vague["date_start"], vague["lat"], vague["type"]) == ("", "", "")


def test_columns_are_chosen_by_name(export: Export, casebook: Casebook) -> None:
    rows = table(export("--columns", "id, perpetrator,quotes", "killed:4"))
    assert [row["perpetrator"] for row in rows] == ["Gunmen"]
    assert "killed: “at least 4” — =Courier; '-x, 8 June 2016, ¶1" in rows[0]["quotes"]
    done = export("--columns", "perpetratr")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "Error: there is no column perpetratr: did you mean perpetrator?"


def test_a_byte_order_mark_is_there_on_demand(export: Export, tmp_path: Path) -> None:
    assert not export().stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert export("--bom").stdout_bytes.startswith(b"\xef\xbb\xbfid,")


@pytest.mark.parametrize(
    "words", ["=1+2", "+1", "-1", "@A1", "\t=1", ";=HYPERLINK(1)", "a;\t-1", "＝1", "a|＋1", "x\n=1", " =1", "a,@b"]
)
def test_no_cell_is_run(words: str) -> None:
    cell = inert(words)
    assert cell != words
    assert not re.search(r"(^|[;,|\t\r\n])\s*[-=+@＝＋－＠]", cell)
    assert cell.replace("'", "") == words


@given(st.lists(st.text(max_size=20), min_size=2, max_size=4))
def test_any_words_come_back_from_a_line(words: list[str]) -> None:
    written = csv_line(words).decode("utf-8", "surrogatepass") if all(map(_encodes, words)) else ""
    if written:
        (row,) = csv.reader(io.StringIO(written, newline=""))
        assert row == [inert(word) for word in words]


def _encodes(text: str) -> bool:
    return not re.search("[\ud800-\udfff]", text)


def test_acled_has_its_columns_codes_and_precisions(export: Export) -> None:
    done = export("--format", "acled")
    (row,) = table(done)
    assert tuple(row) == ACLED
    expected = {
        "event_id_cnty": ID, "event_date": "07 March 2016", "year": "2016", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Violence against civilians", "sub_event_type": "Attack",
        "iso": "398", "country": "Kazakhstan", "geo_precision": "2", "fatalities": "2", "location": "Alga",
        "source": "The Steppe Courier",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert "2 incidents without a date, a place or a type: ACLED needs all three, left out" in done.stderr


@pytest.mark.parametrize(
    ("text", "kind", "event"),
    [
        ("Gunmen killed two policemen in Alga.", EventType.ARMED_ATTACK, "Battles"),
        ("Gunmen killed two shoppers in Alga.", EventType.ARMED_ATTACK, "Violence against civilians"),
        ("Gunmen killed two policemen in Alga.", EventType.SUICIDE_BOMBING, "Explosions/Remote violence"),
    ],
)
def test_acled_takes_an_attack_on_police_for_a_battle(tmp_path: Path, text: str, kind: EventType, event: str) -> None:
    report = Report(report_id(text), text, (Paragraph(1, 0, len(text)),), "Shots", "Wire", date(2016, 6, 8))
    police = "policemen" in text

    def fact(field: Field, words: str, value: Value, side: Side = Side.UNKNOWN) -> Fact:
        evidence = quote(text, report.id, 1, text.index(words), text.index(words) + len(words))
        return Fact(fact_id(field, evidence, value), field, value, evidence, side=side)

    put(
        tmp_path / "shots.json",
        (
            ID,
            report,
            (
                fact(Field.TYPE, "killed", kind.value),
                fact(Field.DATE, "two", DateSpan(date(2016, 6, 7), date(2016, 6, 7), 1)),
                fact(Field.PLACE, "Alga", Place("Alga", "KZ")),
                fact(Field.KILLED, "two", 2, Side.SECURITY if police else Side.CIVILIAN),
                fact(Field.PERPETRATOR, "Gunmen", "Gunmen"),
                fact(Field.VICTIM, "two policemen" if police else "two shoppers", "two policemen"),
                fact(Field.VICTIM, "policemen" if police else "shoppers", "officers of the police"),
            ),
        ),
    )
    words = ["export", "--casebook", str(tmp_path / "shots.json"), "--format", "acled"]
    (row,) = table(CliRunner().invoke(kztui, words))
    assert (row["event_type"], row["civilian_targeting"] != "") == (event, event == "Violence against civilians")
    assert row["actor1"] == "Gunmen"
    assert SEPARATOR not in row["actor2"]
    assert "victim: two policemen; officers of the police" in row["notes"]


def test_ucdp_has_its_columns_and_counts_the_dead(export: Export) -> None:
    done = export("--format", "ucdp", "place:Alga")
    (row,) = table(done)
    assert tuple(row) == UCDP
    assert (row["best"], row["low"], row["high"], row["deaths_unknown"]) == ("2", "2", "2", "2")
    assert (row["date_prec"], row["where_prec"], row["number_of_sources"]) == ("1", "2", "1")
    assert "1 incident without type_of_violence" in done.stderr


def test_geojson_says_how_exact_a_point_is(export: Export) -> None:
    done = export("--format", "geojson", "sort:-reports")
    features = {f["properties"]["place"]: f for f in json.loads(done.stdout)["features"]}
    assert features["Alga"]["properties"]["where"] == "near"
    assert features["Oral"]["geometry"]["coordinates"] == [51.37, 51.23]
    assert features["a village"]["geometry"] is None
    assert "1 incident without coordinates: the feature has no geometry" in done.stderr


def test_bibtex_has_each_report_once(export: Export) -> None:
    written = export("--format", "bibtex").stdout
    assert written.count("@online{") == 2
    assert r'title = {Shots in "Oral" \& 100\%}' in written
    assert "date = {2016-06-08}" in written


def test_a_workbook_has_days_and_numbers(export: Export, tmp_path: Path) -> None:
    from python_calamine import load_workbook

    path = tmp_path / "incidents.xlsx"
    assert export("--format", "xlsx", "--output", path).exit_code == 0
    header, *rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    found: dict[object, Any] = {row[header.index("place")]: dict(zip(header, row, strict=True)) for row in rows}
    assert found["Alga"]["date_start"] == date(2016, 3, 7)
    assert found["Oral"]["killed_best"] == 4
    assert found["Oral"]["publishers"] == "=Courier; -x"


def test_tags_with_formulas_are_words(export: Export, casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="=cmd")
    assert table(export("place:Alga"))[0]["tags"] == "'=cmd"


def test_a_folder_is_not_written_to_stdout_nor_over_the_casebook(export: Export, casebook: Casebook) -> None:
    folders = [n for n in plugins(Kind.EXPORTER).names if isinstance(plugins(Kind.EXPORTER).load(n), FolderFormat)]
    for name in folders:
        assert export("--format", name).exit_code == 2
        done = export("--format", name, "--output", Path(casebook.location).parent, "--force")
        assert "holds the casebook" in done.stderr
        assert Path(casebook.location).exists()


@pytest.mark.parametrize("name", ["site", "markdown"])
def test_an_id_leads_to_no_file_outside_of_the_folder(
    export: Export, casebook: Casebook, tmp_path: Path, name: str
) -> None:
    casebook.take_in(Batch((), (replace(casebook.incident(ID), id="../../outside"),)))
    done = export("--format", name, "--output", tmp_path / "folder" / "out", "--force")
    assert "would be outside of" in done.stderr
    assert not [*tmp_path.rglob("outside*")]
    assert not [*tmp_path.glob("folder/*")]


@pytest.mark.parametrize("name", ["dossier", "site"])
def test_no_id_is_markup(export: Export, casebook: Casebook, tmp_path: Path, name: str) -> None:
    incident = casebook.incident(ID)
    facts = tuple(replace(fact, id=f'"><b>{number}') for number, fact in enumerate(incident.facts))
    casebook.take_in(Batch((), (replace(incident, id='"><b>', facts=facts),)))
    assert export("--format", name, "--output", tmp_path / "out").exit_code == 0
    pages = [path for path in (tmp_path / "out", *tmp_path.glob("out/**/*.html")) if path.is_file()]
    assert pages
    assert not [path for path in pages if "><b>" in path.read_text("utf-8")]


def test_no_link_is_within_what_screen_readers_take_for_an_image(export: Export, tmp_path: Path) -> None:
    assert export("--format", "site", "--output", tmp_path / "site").exit_code == 0
    drawings = re.findall(r"<svg.*?</svg>", (tmp_path / "site" / "map.html").read_text("utf-8"), re.DOTALL)
    assert any("<a " in one for one in drawings)
    assert not [one for one in drawings if 'role="img"' in one and "<a " in one]


def test_facts_go_out_as_the_verdicts_leave_them(export: Export, casebook: Casebook) -> None:
    facts = {fact.field: fact for fact in casebook.incident(ID).facts}
    words = facts[Field.TYPE].evidence
    for field, verdict, value in (
        (Field.KILLED, Verdict.CORRECTED, 3),
        (Field.PLACE, Verdict.REJECTED, None),
        (Field.DATE, Verdict.CONFIRMED, None),
    ):
        target = Target(ID, facts[field].id)
        casebook.annotate(AnnotationKind.VERDICT, target, verdict=verdict, value=value)
    added = Fact(fact_id(Field.WEAPON, words, "torch"), Field.WEAPON, "torch", words, origin="analyst")
    casebook.annotate(AnnotationKind.FACT, Target(ID, evidence=words), fact=added)
    told = json.loads(export("--format", "jsonl", f"id:{ID}").stdout)
    found = {fact["field"]: (fact["value"], fact["verdict"]) for fact in told["facts"]}
    assert found["killed"] == (3, "corrected")
    assert found["place"][1] == "rejected"
    assert found["date"][1] == "confirmed"
    assert found["weapon"] == ("torch", None)
    assert found["type"] == ("armed attack", None)
    assert (told["place"], told["killed"]["best"]) == ("", 3)
    assert len(told["annotations"]) == 4


def test_a_database_has_the_facts_with_their_words(export: Export, tmp_path: Path) -> None:
    path = tmp_path / "incidents.db"
    assert export("--format", "sqlite", "--output", path).exit_code == 0
    with closing(sqlite3.connect(path)) as base:
        stated = base.execute(
            "SELECT said, words, publisher FROM statements WHERE field = 'killed' AND incident = ?", (ID,)
        ).fetchall()
        assert stated == [("2", "Two guards", "The Steppe Courier")]
        assert base.execute("SELECT count(*), count(text) FROM reports").fetchone() == (2, 0)
        assert not base.execute("SELECT * FROM sqlite_master WHERE name = 'annotations'").fetchall()


@pytest.mark.parametrize("notes", [False, True])
def test_web_annotations_select_the_words_of_a_report(export: Export, casebook: Casebook, notes: bool) -> None:
    report = casebook.report(casebook.incident(ID).reports[0])
    words = quote(report.text, report.id, 1, 0, 10)
    casebook.annotate(AnnotationKind.NOTE, Target(ID, evidence=words), text="who?")
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    page = json.loads(export("--format", "w3c", *(["--notes"] if notes else []), f"id:{ID}").stdout)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {f"urn:sha256:{hashlib.sha256(report.text.encode()).hexdigest()}": report.text}
    on_words = [item for item in page["items"] if isinstance(item["target"], dict)]
    assert len(on_words) == len(casebook.incident(ID).facts) + notes
    for item in on_words:
        position, exact = item["target"]["selector"]
        assert texts[item["target"]["source"]][position["start"] : position["end"]] == exact["exact"]
        assert item["motivation"] in ("classifying", "commenting")
        assert all(body["purpose"] for body in item["body"])
    authors = [item["creator"]["name"] for item in page["items"] if "creator" in item]
    assert authors == (["ada", "ada"] if notes else [])


WEB_ANNOTATION = {
    "AnnotationPage": {"@context", "id", "type", "items", "partOf", "next", "prev", "startIndex"},
    "Annotation": {"id", "type", "body", "target", "motivation", "creator", "created", "modified", "canonical"},
    "TextualBody": {"type", "value", "format", "language", "purpose", "creator", "created"},
    "SpecificResource": {"type", "source", "selector", "purpose", "state", "scope"},
    "TextPositionSelector": {"type", "start", "end", "refinedBy"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix", "refinedBy"},
    "Person": {"id", "type", "name", "nickname", "email", "homepage"},
}
"""The terms of the Web Annotation Vocabulary (W3C, 2017) that an object of each class can have."""

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def test_web_annotations_use_only_the_words_of_the_vocabulary(export: Export, casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="who?")
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    waiting: list[Any] = [json.loads(export("--format", "w3c", "--notes").stdout)]
    seen = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            kind = one.get("type") or "SpecificResource"
            seen.add(kind)
            assert set(one) <= WEB_ANNOTATION[kind], kind
            assert {one.get("motivation"), one.get("purpose")} <= {None, *MOTIVATIONS}
            waiting += one.values()
    assert {"Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "Person"} <= seen


def test_a_folder_of_markdown_links_incidents_and_reports(export: Export, tmp_path: Path) -> None:
    assert export("--format", "markdown", "--output", tmp_path / "vault").exit_code == 0
    page = (tmp_path / "vault" / "incidents" / f"{ID}.md").read_text()
    head, rest = page.removeprefix("---\n").split("---\n", 1)
    values = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in head.splitlines())}
    assert (values["id"], values["killed"], values["date"]) == (ID, 2, "2016-03-07")
    (link,) = re.findall(r"\]\((\.\./reports/[^)]+)\)", rest)
    assert f"(../incidents/{ID}.md)" in (tmp_path / "vault" / "incidents" / link).resolve().read_text()
    assert f"incidents/{ID}.md" in (tmp_path / "vault" / "index.md").read_text()


@pytest.mark.parametrize("words", ["1. Two guards", "12) a depot", "- raid", "+ raid", "= raid", "3-4 June", "*a* <b>"])
def test_markdown_shows_words_as_they_are(words: str) -> None:
    assert MarkdownIt().render(plain(words)) == f"<p>{html.escape(words)}</p>\n"


def test_tags_go_into_a_folder_of_markdown_when_asked_for(export: Export, casebook: Casebook, tmp_path: Path) -> None:
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="informant")
    for name, options in (("with", ["--notes"]), ("without", [])):
        assert export("--format", "markdown", "--output", tmp_path / name, *options).exit_code == 0
        page = (tmp_path / name / "incidents" / f"{ID}.md").read_text()
        assert ("informant" in page) == bool(options)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["w3c", "--notes"], "1 incident with verdicts or decisions: a Web Annotation has no form for them"),
        (["xlsx", "--columns", "id,tags,tags"], "1 incident with a text of more than 32,767 characters: cut"),
        (["bibtex"], "1 incident with a report of which the day of publication is not known: no date there"),
    ],
)
def test_what_is_left_out_is_counted_by_incidents(
    export: Export, casebook: Casebook, make_report: MakeReport, make_facts: MakeFacts, options: list[str], line: str
) -> None:
    for fact in casebook.incident(ID).facts:
        casebook.annotate(AnnotationKind.VERDICT, Target(ID, fact.id), verdict=Verdict.CONFIRMED)
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="x" * 40_000)
    undated = replace(make_report(" No day."), published=None)
    casebook.add([(undated, [make_facts(undated)])])
    assert line in export("--format", *options).stderr.splitlines()


@pytest.mark.parametrize("columns", ["place", "killed,title", "id"])
def test_a_database_of_any_columns_has_what_its_view_rests_on(export: Export, tmp_path: Path, columns: str) -> None:
    assert export("--format", "sqlite", "--columns", columns, "--output", tmp_path / "db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "db")) as base:
        assert base.execute("SELECT title FROM statements WHERE incident = ?", (ID,)).fetchone()
        base.execute(f"SELECT {columns} FROM incidents")


def test_a_folder_that_cannot_be_deleted_whole_gives_way_to_the_new_one(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(1, "Operation not permitted", str(path))

    words = ["export", "--casebook", casebook.location, "--format", "site", "--output", str(tmp_path / "site")]
    assert CliRunner().invoke(kztui, words).exit_code == 0
    (tmp_path / "site" / "index.html").write_text("old")
    monkeypatch.setattr(shutil, "rmtree", refuse)
    assert CliRunner().invoke(kztui, [*words, "--force"]).exit_code == 0
    assert (tmp_path / "site" / "index.html").read_text() != "old"


@pytest.mark.parametrize(
    "name",
    ["acled", "csv", "dossier", "dossier-docx", "dossier-md", "geojson", "markdown", "site", "sqlite", "w3c", "xlsx"],
)
def test_notes_that_are_left_out_are_counted(casebook: Casebook, tmp_path: Path, name: str) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="between us")
    out = ["export", "--casebook", casebook.location, "--format", name, "--output"]
    plain, asked = (
        CliRunner().invoke(kztui, [*out, str(tmp_path / str(number)), *options])
        for number, options in enumerate(([], ["--notes"]))
    )
    lost = "1 incident with notes:"
    assert lost in plain.stderr
    assert (lost in asked.stderr) is (name in ("acled", "csv", "geojson", "xlsx"))


def exported(casebook: Casebook, address: str, tmp_path: Path) -> dict[str, str]:
    """Return what formats that link reports make of a report with this address."""
    text = "Gunmen shot 4 people in Oral."
    report = Report(report_id(text), text, (Paragraph(1, 0, len(text)),), "Shots", "Wire", url=address)
    evidence = quote(text, report.id, 1, 12, 13)
    casebook.add([(report, [(Fact(fact_id(Field.KILLED, evidence, 4), Field.KILLED, 4, evidence),)])])

    def run(name: str) -> str:
        words = ["export", "--casebook", str(casebook.location), "--format", name]
        if name in ("markdown", "site"):
            assert CliRunner().invoke(kztui, [*words, "--output", str(tmp_path / name)]).exit_code == 0
            return "".join(file.read_text("utf-8") for file in sorted((tmp_path / name).rglob("*.*")))
        done = CliRunner().invoke(kztui, words)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return {name: run(name) for name in ("bibtex", "dossier", "dossier-md", "geojson", "markdown", "site", "w3c")}


@pytest.mark.parametrize("address", ["javascript:alert(8472)", "data:text/html,8472", "JavaScript://h/%0a8472", "8472"])
def test_only_addresses_of_the_web_are_links(casebook: Casebook, tmp_path: Path, address: str) -> None:
    for name, made in exported(casebook, address, tmp_path).items():
        assert "8472" not in made, name


def test_nothing_in_an_address_ends_its_link(casebook: Casebook, tmp_path: Path) -> None:
    made = exported(casebook, 'https://e.org/8472"onmouseover=alert(1)> x', tmp_path)
    for name, words in made.items():
        assert "https://e.org/8472%22onmouseover=alert(1)%3E%20x" in words, name
        assert '8472"' not in words, name


@pytest.mark.parametrize("name", ["jsonl", "sqlite", "csv"])
def test_data_keeps_an_address_as_it_was_given(casebook: Casebook, tmp_path: Path, name: str) -> None:
    """Nothing in these is a link: a program that makes one of it must look at it, as at any other words."""
    exported(casebook, "javascript:alert(8472)", tmp_path)
    out = tmp_path / "data"
    words = ["export", "--casebook", str(casebook.location), "--format", name, "--output", str(out)]
    done = CliRunner().invoke(kztui, [*words, *(["--columns", "id,urls"] if name == "csv" else [])])
    assert done.exit_code == 0, done.stderr
    assert b"javascript:alert(8472)" in out.read_bytes()


@pytest.fixture
def rising(tmp_path: Path) -> Casebook:
    """A casebook with a toll of 3,417 on the first day, and of 9,417 three days later."""

    def told(number: int, day: int) -> tuple[Report, tuple[Fact, ...]]:
        text = f"{number} people were killed in a clash in Oral on 5 June."
        report = Report(report_id(text), text, (Paragraph(1, 0, len(text)),), "", "Wire", date(2016, 6, day))

        def says(field: Field, words: str, value: Value) -> Fact:
            evidence = quote(text, report.id, 1, text.index(words), text.index(words) + len(words))
            return Fact(fact_id(field, evidence, value), field, value, evidence)

        return report, (
            says(Field.TYPE, "clash", EventType.ARMED_CLASH.value),
            says(Field.DATE, "5 June", DateSpan(date(2016, 6, 5), date(2016, 6, 5), 1)),
            says(Field.PLACE, "Oral", Place("Oral", "KZ", "West Kazakhstan Region", 51.23, 51.37)),
            says(Field.KILLED, str(number), number),
        )

    first, later = told(3417, 6), told(9417, 9)
    put(tmp_path / "rising.json", (ID, *first))
    put(tmp_path / "rising.json", (ID, later[0], first[1] + later[1]))
    return Casebook.open(tmp_path / "rising.json")


FIGURED = ["acled", "csv", "dossier", "dossier-md", "geojson", "jsonl", "markdown", "site", "ucdp", "w3c"]


@pytest.mark.parametrize("name", FIGURED)
def test_figures_go_out_as_they_were_known_on_a_day(rising: Casebook, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    words = ["export", "--casebook", rising.location, "--format", name, "--as-of", "2016-06-07", "--output", str(out)]
    done = CliRunner().invoke(kztui, words)
    assert done.exit_code == 0, done.stderr
    assert "Figures: as of 7 Jun 2016\n" in done.stderr
    made = "".join(one.read_text("utf-8") for one in (sorted(out.rglob("*.*")) if out.is_dir() else [out]))
    assert "3417" in made
    assert "9417" not in made
    if name in ("dossier", "dossier-md", "site"):
        assert "as of 7 Jun 2016" in made


def test_figures_go_out_by_a_policy(rising: Casebook) -> None:
    def killed(policy: Policy | str) -> str:
        (row,) = csv.DictReader(io.StringIO(b"".join(export_bytes(rising, "csv", policy=policy)).decode()))
        return row["killed_best"]

    assert [killed(one) for one in Policy] == ["9417", killed("conservative"), "9417"]
    (row,) = rising.recomputed(rising.search().rows(0, 1), Policy.CONSERVATIVE)
    assert killed("conservative") == str(row.counts[Field.KILLED].best)
    with pytest.raises(UserError, match="there is no policy lowest: choose one of latest-official, conservative"):
        export_bytes(rising, "csv", policy="lowest")
    with pytest.raises(UserError, match="this format has records and no figures"):
        export_bytes(rising, "bundle", as_of=date(2016, 6, 7))
    done = CliRunner().invoke(kztui, ["export", "--casebook", rising.location, "--as-of", "1999-01-01"])
    assert done.stderr == "1 incident not known yet on that day: left out\nFigures: as of 1 Jan 1999\n"


def as_terms(value: object) -> object:
    """JSON-LD in which a list of one is the same as its only value."""
    if isinstance(value, dict):
        return {key: as_terms(one) for key, one in value.items()}
    if isinstance(value, list):
        return as_terms(value[0]) if len(value) == 1 else [as_terms(one) for one in value]
    return value


def test_web_annotations_are_json_ld_that_loses_nothing_on_the_way_to_its_iris(
    export: Export, casebook: Casebook
) -> None:
    """The context is written after appendix A of the Web Annotation Vocabulary (W3C, 2017); no network is asked."""
    terms = json.loads(Path(__file__).with_name("web_annotation_terms.json").read_text("ascii"))
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="who?")
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    page = json.loads(export("--format", "w3c", "--notes").stdout)

    def load(url: str, options: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": terms}

    options = {"documentLoader": load}
    (expanded,) = jsonld.expand(page, options)
    assert as_terms(jsonld.compact(expanded, page["@context"], options)) == as_terms(page)
    oa = "http://www.w3.org/ns/oa#"
    (items,) = expanded["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == len(page["items"]) > 2
    for one in items["@list"]:
        assert one["@type"] == [f"{oa}Annotation"]
        assert {f"{oa}hasBody", f"{oa}hasTarget", f"{oa}motivatedBy"} <= one.keys()
        assert one[f"{oa}motivatedBy"][0]["@id"].removeprefix(oa) in MOTIVATIONS
    triples = jsonld.to_rdf(page, options)["@default"]
    assert {one["predicate"]["value"] for one in triples} >= {f"{oa}exact", f"{oa}start", f"{oa}hasSource"}


@pytest.mark.parametrize("name", ["bundle", "csv", "dossier", "jsonl"])
def test_a_search_that_finds_nothing_is_said(export: Export, name: str) -> None:
    done = export("--format", name, "nowhere")
    assert done.exit_code == 0
    assert "No incident matches nowhere" in done.stderr.splitlines()
