"""The command line: data on stdout, words on stderr, exit codes, one clear line for what went wrong."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tinydb import TinyDB

from kztui.casebook import Casebook
from kztui.cli import casebooks
from kztui.cli.aligned import aligned_pages
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import notes_file, put, records_file

ID = "KZ-2016-0001"
RAID = "Gunmen attacked a police post in Aktobe on Sunday, killing three officers, the interior ministry said."
BLAST = "Two people died when a bomb exploded in Taraz on 12 April 2016, prosecutors said."


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments], input=given)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_line(result: Result, code: int = 1) -> str:
    """Return the line of a command that failed."""
    assert result.exit_code == code
    assert not isinstance(result.exception, Exception), result.exception
    line = result.stderr.splitlines()[-1]
    assert line.startswith("Error: ")
    return line


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user who has never started kztui."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    raid, blast = tmp_path / "raid.txt", tmp_path / "blast.txt"
    raid.write_text(f"Title: Raid on a post\nPublisher: The Steppe Courier\nPublished: 2016-03-09\n\n{RAID}\n")
    blast.write_text(BLAST)
    return raid, blast


def test_import_then_list(reports: tuple[Path, Path], path: Path) -> None:
    done = run("import", *reports, "--casebook", path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"{reports[1]}: no publication day",
        f"{path}: 2 reports and 2 incidents added",
    ]
    blast, raid = rows(run("list", "--json", "--casebook", path))
    assert (raid["date_start"], raid["place"], raid["killed"]) == (
        "2016-03-06",
        "Aktobe",
        {"best": 3, "low": 3, "high": 3, "open": False},
    )
    assert (blast["date_end"], blast["place"], blast["wounded"]) == ("2016-04-12", "Taraz", None)
    assert TinyDB(path).tables() == {"meta", "reports", "incidents", "suggestions", "listing"}


def test_options_win_over_the_header(reports: tuple[Path, Path], path: Path) -> None:
    run("import", reports[0], "--casebook", path, "--publisher", "Another", "--published", "2017-03-08", "--title", "T")
    (row,) = rows(run("list", "--json", "--casebook", path))
    assert row["date_start"] == "2017-03-05"
    (report,) = rows(run("show", "--json", row["id"], "--casebook", path))[0]["reports"]
    assert (report["publisher"], report["published"], report["title"]) == ("Another", "2017-03-08", "T")


def test_the_same_text_twice_is_one_report_and_said_so(reports: tuple[Path, Path], path: Path) -> None:
    run("import", reports[0], "--casebook", path)
    again = run("import", reports[0], reports[1], reports[1], "--casebook", path)
    assert again.exit_code == 0
    assert again.stderr.count("is already in the casebook as r-") == 2
    assert "1 report and 1 incident added" in again.stderr


def test_one_bad_file_does_not_stop_the_others(reports: tuple[Path, Path], path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\x00\xfe")
    done = run("import", bad, reports[0], bad, tmp_path / "none.txt", "--casebook", path)
    assert one_line(done) == "Error: 3 documents of 4 could not be read"
    assert done.stderr.count("Error: ") == 4
    assert len(rows(run("list", "--json", "--casebook", path))) == 1


def test_the_name_of_a_file_is_safe_to_show(path: Path, tmp_path: Path) -> None:
    done = run("import", tmp_path / "bad\x1b[31m.txt", "--casebook", path)
    assert "bad␛[31m.txt does not exist" in done.stderr
    assert "\x1b" not in done.stderr


ESCAPE = "\x1b]0;owned\x07\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["where"],
        ["check"],
        ["show", ID],
        ["show", f"KZ{ESCAPE}"],
        ["show", ID, "--as-of", ESCAPE],
        ["show", ID, "--policy", ESCAPE],
        ["show", ID, f"--{ESCAPE}"],
        ["annotate", f"KZ{ESCAPE}", "--tag", ESCAPE],
        ["merge", f"KZ{ESCAPE}", ID],
        ["split", ID, "--facts", ESCAPE],
        ["export", "--format", ESCAPE],
        ["undo", ESCAPE],
        ["suggestions"],
        ["reextract"],
        ["import", f"{ESCAPE}.txt"],
        ["import", "a.txt", "--published", ESCAPE],
        [ESCAPE],
    ],
)
def test_what_was_typed_is_safe_to_show(arguments: list[str], casebook: Casebook, tmp_path: Path, home: Path) -> None:
    hostile = tmp_path / f"{ESCAPE}.json"
    hostile.write_bytes(records_file(casebook).read_bytes())
    for options in ([], ["--casebook", str(hostile)], ["--casebook", str(tmp_path / f"none{ESCAPE}.json")]):
        done = run(*arguments, *options)
        assert not isinstance(done.exception, Exception), done.exception
        assert not {"\x1b", "\x07", "\u202e"} & {*done.stdout, *done.stderr}


def test_when_no_file_can_be_read_nothing_is_written(path: Path, tmp_path: Path) -> None:
    one_line(run("import", tmp_path / "none.txt", "--casebook", path))
    assert not path.exists()


@pytest.mark.parametrize(
    "options", [["--published", "2016-02-30"], ["--published", "today"], ["--title", "One title for two"]]
)
def test_options_that_make_no_sense_are_wrong_usage(reports: tuple[Path, Path], path: Path, options: list[str]) -> None:
    one_line(run("import", *reports, "--casebook", path, *options), code=2)
    assert not path.exists()


def test_import_into_a_damaged_casebook_changes_nothing(reports: tuple[Path, Path], path: Path) -> None:
    path.write_text("{}")
    assert str(path) in one_line(run("import", reports[0], "--casebook", path))
    assert path.read_text() == "{}"


def test_list_for_people_is_aligned_and_found_by_words(casebook: Casebook) -> None:
    listed = run("list", "raid", "alga", "--casebook", casebook.location)
    heading, row = listed.stdout.splitlines()
    assert heading.index("Date") == row.index("2016-03-07")
    assert listed.stderr == "1 incident\n"
    assert run("list", "nowhere", "--casebook", casebook.location).stdout == ""


def test_a_long_list_comes_in_pages(
    casebook: Casebook,
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(2, 7):
        report = make_report(f" More {number}.")
        put(casebook.location, (f"KZ-2016-000{number}", report, make_facts(report)))
    arguments = ("list", "--casebook", casebook.location)
    whole, as_json = run(*arguments), run(*arguments, "--json")
    assert whole.stderr == "6 incidents\n"
    monkeypatch.setattr(casebooks, "_FIRST_PAGE", 1)
    monkeypatch.setattr(casebooks, "_PAGE", 2)
    assert run(*arguments).output == whole.output
    assert run(*arguments, "--json").output == as_json.output


def test_columns_widen_where_a_later_page_needs_it() -> None:
    pages = [[("Id", "Dead"), ("a", "1")], [("long", "12")], [("b", "3")]]
    assert list(aligned_pages(pages, right=("Dead",))) == ["Id  Dead", "a      1", "long    12", "b        3"]


def test_list_of_no_casebook_says_what_to_do(path: Path) -> None:
    assert "kztui import FILE --casebook" in one_line(run("list", "--casebook", path))


def test_a_damaged_record_is_told_and_the_rest_is_listed(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report(" More.")
    put(casebook.location, ("KZ-2016-0002", report, make_facts(report)))
    records_file(casebook).write_text(
        records_file(casebook).read_text().replace('"field":"killed"', '"field":"kiled"', 1)
    )
    listed = run("list", "--json", "--casebook", casebook.location)
    assert [row["id"] for row in rows(listed)] == ["KZ-2016-0002"]
    assert f"incident {ID}" in listed.stderr


def test_show_gives_every_fact_with_the_words_that_state_it(casebook: Casebook) -> None:
    casebook.add([])
    run("annotate", ID, "--note", "who counted?", "--casebook", casebook.location)
    (shown,) = rows(run("show", ID.lower(), "--json", "--casebook", casebook.location))
    texts = {report["id"]: report["text"] for report in shown["reports"]}
    assert [fact["field"] for fact in shown["facts"]] == ["type", "date", "place", "killed"]
    for fact in shown["facts"]:
        evidence = fact["evidence"]
        assert texts[evidence["report"]][evidence["start"] : evidence["end"]] == evidence["exact"]
    assert shown["facts"][1]["value"] == {"start": "2016-03-07", "end": "2016-03-07", "prec": 1}
    assert set(shown["facts"][2]["value"]) == {"name", "country", "region", "lat", "lon", "prec"}
    assert [annotation["text"] for annotation in shown["annotations"]] == ["who counted?"]


def test_show_for_people_names_figures_sources_words_and_notes(casebook: Casebook) -> None:
    run("annotate", ID, "--tag", "#Verify", "--casebook", casebook.location)
    page = run("show", ID, "--casebook", casebook.location).stdout
    for part in (
        "Armed attack · Alga · 7 March 2016",
        "killed 2",
        "The Steppe Courier",
        "“Two guards”",
        "¶1",
        "#verify",
    ):
        assert part in page


def test_show_of_what_is_not_there(casebook: Casebook) -> None:
    assert "there is no incident KZ-1999-0001" in one_line(run("show", "KZ-1999-0001", "--casebook", casebook.location))


def test_annotate_undo_and_redo(casebook: Casebook) -> None:
    assert run("annotate", ID, "--tag", "verify", "--casebook", casebook.location).exit_code == 0
    assert rows(run("list", "--json", "--casebook", casebook.location))[0]["tags"] == ["verify"]
    assert "tag #verify" in run("undo", "--casebook", casebook.location).stderr
    assert rows(run("list", "--json", "--casebook", casebook.location))[0]["tags"] == []
    assert "nothing to undo" in one_line(run("undo", "--casebook", casebook.location))
    assert run("redo", "--casebook", casebook.location).stderr == f"Redone on {ID}: tag #verify\n"
    assert rows(run("list", "--json", "--casebook", casebook.location))[0]["tags"] == ["verify"]
    assert "nothing to redo" in one_line(run("redo", "--casebook", casebook.location))


def test_annotations_are_signed_with_the_name_from_the_configuration(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    config = tmp_path / "kztui" / "config.toml"
    config.parent.mkdir()
    config.write_text('author = " Ada  Byron\\u001b "\n')
    assert run("annotate", ID, "--note", "hm", "--casebook", casebook.location).exit_code == 0
    assert [one.author for one in Casebook.open(casebook.location).annotations(ID)] == ["Ada Byron␛"]
    config.write_text("author = [")
    failed = run("annotate", ID, "--note", "hm", "--casebook", casebook.location)
    assert failed.stderr.startswith("config.toml: ")
    assert "signed with your login name" in failed.stderr
    assert failed.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([ID], 2),
        ([ID, "--note", "x", "--tag", "y"], 2),
        ([ID, "--tag", "two words"], 1),
        ([ID, "--note", " "], 1),
        (["KZ-1999-0001", "--note", "x"], 1),
    ],
)
def test_an_annotation_that_makes_no_sense_is_refused(casebook: Casebook, arguments: list[str], code: int) -> None:
    one_line(run("annotate", *arguments, "--casebook", casebook.location), code)
    assert not notes_file(casebook).exists()


def test_extract_prints_what_one_text_tells(reports: tuple[Path, Path]) -> None:
    from_file = json.loads(run("extract", reports[0]).stdout)
    from_stdin = json.loads(run("extract", "--published", "2016-03-09", given=RAID).stdout)
    assert json.loads(run("extract", "-", "--published", "2016-03-09", given=RAID).stdout) == from_stdin
    assert from_file == from_stdin
    (incident,) = from_file["incidents"]
    assert (incident["date_start"], incident["place"]) == ("2016-03-06", "Aktobe")
    for fact in incident["facts"]:
        assert RAID[fact["evidence"]["start"] : fact["evidence"]["end"]] == fact["evidence"]["exact"]


def test_extract_answers_every_line_and_names_the_bad_ones() -> None:
    lines = [
        json.dumps({"id": "a", "text": f"\n {BLAST}", "published": None}),
        "{",
        "",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": RAID, "published": "2016-03-09", "place": "Aktobe"}),
        json.dumps({"id": "d", "text": RAID, "published": "soon"}),
        json.dumps({"id": "e", "text": " "}),
    ]
    done = run("extract", "--jsonl", given="\n".join(lines))
    assert one_line(done) == "Error: 4 lines could not be read"
    assert [line.split(":")[1] for line in done.stderr.splitlines()[:-1]] == [
        " line 2",
        " line 4",
        " line 6",
        " line 7",
    ]
    first, second = rows(done)
    assert (first["id"], second["id"]) == ("a", "c")
    evidence = first["incidents"][0]["facts"][0]["evidence"]
    assert f"\n {BLAST}"[evidence["start"] : evidence["end"]] == evidence["exact"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_extract_at_the_ends_of_the_calendar(published: str) -> None:
    text = "A bomb killed nine men in Taraz yesterday, Svoboda writes.\n\nFive were killed tomorrow, officials say."
    done = run("extract", "--jsonl", given=json.dumps({"id": "a", "text": text, "published": published}))
    assert (done.exit_code, done.exception) == (0, None)
    assert rows(done)[0]["incidents"]


@pytest.mark.parametrize("given", ["", " \n"])
def test_extract_of_no_text(given: str) -> None:
    assert "no text" in one_line(run("extract", given=given))


def test_export_to_csv_does_not_run_formulas(casebook: Casebook) -> None:
    run("annotate", ID, "--tag", "=1+2", "--casebook", casebook.location)
    (row,) = csv.DictReader(run("export", "--casebook", casebook.location).stdout.splitlines())
    assert (row["id"], row["killed_best"], row["wounded_best"], row["lat"]) == (ID, "2", "", "49.9")
    assert row["tags"] == "'=1+2"


def test_export_to_geojson_and_json_lines(casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    assert run("export", "--format", "geojson", "--output", file, "--casebook", casebook.location).exit_code == 0
    (feature,) = json.loads(file.read_text())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [57.33, 49.9]}
    (whole,) = rows(run("export", "--format", "jsonl", "--casebook", casebook.location))
    assert whole == rows(run("show", ID, "--json", "--casebook", casebook.location))[0]


def test_export_never_writes_over_the_casebook(casebook: Casebook, tmp_path: Path) -> None:
    run("annotate", ID, "--note", "mine", "--casebook", casebook.location)
    symbolic, hard = tmp_path / "symbolic.csv", tmp_path / "hard.csv"
    symbolic.symlink_to(notes_file(casebook))
    hard.hardlink_to(records_file(casebook))
    own = (records_file(casebook), notes_file(casebook), symbolic, hard, Path(f"{records_file(casebook)}.journal"))
    before = [file.read_bytes() for file in own]
    for output in own:
        done = run("export", "--force", "--output", output, "--casebook", casebook.location)
        assert one_line(done) == f"Error: {output} belongs to the casebook: choose another file for the output"
    assert [file.read_bytes() for file in own] == before


def test_export_replaces_a_file_only_if_asked_and_keeps_its_permissions(casebook: Casebook, tmp_path: Path) -> None:
    file, link = tmp_path / "out.csv", tmp_path / "link.csv"
    file.write_text("something else")
    file.chmod(0o640)
    link.symlink_to(file)
    refused = run("export", "--output", link, "--casebook", casebook.location)
    assert one_line(refused) == f"Error: {link} exists: choose another file, or replace it with --force"
    assert file.read_text() == "something else"
    assert run("export", "--force", "--output", link, "--casebook", casebook.location).exit_code == 0
    assert file.read_text().startswith("id,")
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert not list(tmp_path.glob(".*.tmp"))


def test_export_writes_through_a_fifo(casebook: Casebook, tmp_path: Path) -> None:
    fifo = tmp_path / "out"
    os.mkfifo(fifo)
    with subprocess.Popen(["cat", fifo], stdout=subprocess.PIPE, text=True) as reader:
        assert run("export", "--output", fifo, "--casebook", casebook.location).exit_code == 0
        assert reader.communicate()[0].startswith("id,")
    assert fifo.is_fifo()


def test_export_replaces_a_folder_only_if_an_export_made_it(casebook: Casebook, tmp_path: Path) -> None:
    folder, full = tmp_path / "site", tmp_path / "full"
    full.mkdir()
    (full / "thesis.odt").write_text("years of work")
    export = ("export", "--format", "site", "--casebook", casebook.location, "--output")
    assert run(*export, folder).exit_code == 0
    (folder / "stale.html").touch()
    assert one_line(run(*export, folder)).endswith("exists: choose another folder, or replace it with --force")
    assert run(*export, folder, "--force").exit_code == 0
    assert not (folder / "stale.html").exists()
    refused = one_line(run(*export, full, "--force"))
    assert refused == f"Error: {full} holds more than an export: choose another folder for the output"
    assert (full / "thesis.odt").exists()
    assert one_line(run(*export, tmp_path, "--force")).endswith(
        "holds the casebook: choose another folder for the output"
    )
    journal = Path(f"{notes_file(casebook)}.journal")
    refused = one_line(run(*export, journal, "--force"))
    assert refused == f"Error: {journal} belongs to the casebook: choose another folder for the output"
    assert not journal.exists()


@pytest.mark.parametrize("place", [".", "none/out.csv", "/dev/full"])
def test_export_to_what_cannot_be_written_is_one_line(casebook: Casebook, tmp_path: Path, place: str) -> None:
    done = run("export", "--force", "--output", tmp_path / place, "--casebook", casebook.location)
    assert one_line(done).startswith(f"Error: cannot write {tmp_path / place}: ")


def test_a_term_of_a_query_may_begin_with_a_hyphen(casebook: Casebook) -> None:
    def found(*query: str) -> list[str]:
        return [row["id"] for row in rows(run("list", *query, "--json", "--casebook", casebook.location))]

    assert found("near:Alga", "-type:riot") == [ID]
    assert found("-killed>1") == found("-type:armed", "OR", "-place:Alga") == []
    assert run("export", "-type:riot", "--casebook", casebook.location).stdout.count(ID) == 1
    assert "--jsn" in one_line(run("list", "--jsn", "--casebook", casebook.location), code=2)
    assert "-z" in one_line(run("list", "-z", "--casebook", casebook.location), code=2)


def test_check_finds_words_that_are_not_in_their_report(casebook: Casebook) -> None:
    assert run("check", "--casebook", casebook.location).exit_code == 0
    records_file(casebook).write_text(
        records_file(casebook).read_text().replace("Two guards were", "Ten guards were", 1)
    )
    done = run("check", "--casebook", casebook.location)
    assert one_line(done).startswith("Error: 2 problems in ")
    assert "its text is not the one that was imported" in done.stdout
    assert f"incident {ID}: fact f-" in done.stdout


def test_check_finds_values_that_do_not_fit_their_field(casebook: Casebook) -> None:
    text = records_file(casebook).read_text()
    assert '"field":"killed","value":2' in text
    records_file(casebook).write_text(text.replace('"field":"killed","value":2', '"field":"killed","value":"two"', 1))
    done = run("check", "--casebook", casebook.location)
    assert one_line(done).startswith("Error: 1 problem in ")
    assert "killed is a number of people" in done.stdout


def test_first_start_copies_the_bundled_casebook_once_and_says_so(home: Path) -> None:
    first = run("list", "--json")
    assert first.exit_code == 0
    assert str(home / "kztui" / "incidents.json") in first.stderr
    assert len(rows(first)) >= 12
    assert "copied" not in run("list").stderr
    assert run("check").exit_code == 0


def test_the_users_files_are_theirs_alone(home: Path) -> None:
    before = os.umask(0)
    try:
        run("annotate", ID, "--note", "mine")
    finally:
        os.umask(before)
    assert home.joinpath("kztui").stat().st_mode & 0o777 == 0o700
    for file in home.joinpath("kztui").glob("*.json"):
        assert file.stat().st_mode & 0o777 == 0o600, file.name


def test_where_names_the_files_in_use(home: Path, path: Path) -> None:
    assert str(home / "kztui" / "incidents.annotations.json") in run("where").stdout
    assert str(path) in run("where", "--casebook", path).stdout
    assert [line.split()[0] for line in run("where").stdout.splitlines()][-3:] == ["config", "sessions", "log"]


def test_a_word_that_is_no_command_and_no_casebook(tmp_path: Path) -> None:
    assert "no command and no casebook lst: did you mean list?" in one_line(run("lst"), code=2)
    assert one_line(run("zzz"), code=2).endswith("no command and no casebook zzz")
    assert "there is no casebook" in one_line(run(tmp_path / "none.json"))


def test_the_screen_needs_a_terminal(casebook: Casebook) -> None:
    assert "needs a terminal" in one_line(run(records_file(casebook)))


def test_words_that_the_terminal_cannot_show_are_replaced(casebook: Casebook) -> None:
    run("annotate", ID, "--note", "Құлсары", "--casebook", casebook.location)
    command = [sys.executable, "-m", "kztui", "show", ID, "--casebook", casebook.location]
    done = subprocess.run(command, capture_output=True, check=False, env={"PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"??????? (" in done.stdout.replace(b"  ", b" ")


def test_explain_tells_the_words_and_the_rules(reports: tuple[Path, Path]) -> None:
    done = run("extract", "--explain", reports[0])
    assert done.exit_code == 0
    assert "1. Armed attack · Aktobe · 6 March 2016\n   killed 3\n" in done.stdout
    assert "¶1 (source: interior ministry)  [Gunmen] attacked [a police post] in [Aktobe]" in done.stdout
    assert "killed: 3 (security)  “three officers”\n       ↳ a verb of the list “kill”" in done.stdout


def test_explain_says_what_is_no_incident_and_why() -> None:
    done = run("extract", "--explain", given="The men planned to bomb a market in Taraz.")
    assert done.stdout.splitlines()[0].startswith("0 incidents.")
    assert "  The men planned to [bomb] a market in Taraz.\n    ↳ planned, feared, denied" in done.stdout


def test_explain_says_that_another_language_is_not_read() -> None:
    done = run("extract", "--explain", given="Language: uz\n\nKarshida portlash yuz berdi.")
    assert done.stdout == "Not read: there are no rules for its language (uz).\n"


def test_explain_shows_the_dictionary_form_of_a_russian_word() -> None:
    done = run("extract", "--explain", "--published", "2016-03-15", given="В Таразе 14 марта убиты двое полицейских.")
    assert "killed: 2 (security)  “двое полицейских”" in done.stdout
    assert "[убить]  events.kill.passive/1" in done.stdout


def test_explain_shows_the_stem_of_a_kazakh_verb_and_names_a_source_without_its_full_stop() -> None:
    text = "Құлсарыда 14 наурызда бес содырдың көзі жойылды, деп хабарлады ҰҚК."
    done = run("extract", "--explain", "--published", "2016-03-15", given=text)
    assert "[көзі жой-]  events.kill.passive/1" in done.stdout
    assert "attributed_to: KNB  “ҰҚК”\n" in done.stdout


def test_explain_is_for_one_text() -> None:
    assert run("extract", "--explain", "--jsonl", given="").exit_code == 2


def test_words_on_the_command_line_are_kept_in_a_locale_of_ascii(casebook: Casebook) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "LOGNAME": "Әсел", "HOME": str(Path(casebook.location).parent)}
    command = [sys.executable, "-m", "kztui", "annotate", ID, "--note", "Құлсары", "--casebook", casebook.location]
    done = subprocess.run(command, capture_output=True, check=False, env=bare)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    [note] = Casebook.open(casebook.location).annotations(ID)
    assert (note.text, note.author) == ("Құлсары", "Әсел")


@pytest.mark.parametrize(
    "words",
    [
        ("annotate", ID, "--note", "\udcff\udcfe"),
        ("annotate", ID, "--tag", "a\udcff"),
        ("dismiss", ID, "--reason", "\udcff"),
        ("edit", "r-1", "--title", "\udcff\udcfe"),
        ("list", "\udcff"),
    ],
)
def test_words_that_are_no_text_are_refused(casebook: Casebook, words: tuple[str, ...]) -> None:
    before = notes_file(casebook).exists()
    assert "not text in UTF-8" in one_line(run(*words, "--casebook", casebook.location), 2)
    assert notes_file(casebook).exists() == before


def test_a_login_name_that_is_no_text_signs_what_can_be_read_of_it(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Ada\udcff\x1b")
    assert run("annotate", ID, "--note", "seen", "--casebook", casebook.location).exit_code == 0
    assert Casebook.open(casebook.location).annotations(ID)[0].author == "Ada\ufffd␛"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize("words", ["import - --casebook new.json", "extract", "extract --jsonl", "open incidents.json"])
def test_a_closed_standard_input_is_named(casebook: Casebook, tmp_path: Path, words: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m kztui {words} <&-', sys.executable],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
        env={"HOME": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    expected = "the screen needs a terminal" if words.startswith("open") else "the standard input is closed"
    assert expected in done.stderr


def test_a_shell_gets_completions() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kztui"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "_KZTUI_COMPLETE": "bash_source"},
    )
    assert done.returncode == 0
    assert "complete" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize(
    "words", ["list --casebook", "list --json --casebook", "export --casebook", "--help", "--version", "list --help"]
)
def test_a_closed_standard_output_fails_in_one_line(casebook: Casebook, tmp_path: Path, words: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m kztui {words} {casebook.location if words.endswith("casebook") else ""} >&-',
         sys.executable],
        capture_output=True,
        check=False,
        text=True,
        env={"HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "Error: cannot write the output: stdout is closed\n"


def test_a_casebook_with_a_strange_name_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert one_line(run("--", "-x.json")).startswith("Error: there is no casebook at -x.json: make one with ")
    for words in (("",), ("list", "--casebook", "")):
        done = run(*words)
        assert one_line(done).startswith("Error: the casebook has an empty name: ")
        assert len(done.stderr.splitlines()) == 1


def test_check_says_what_to_do_about_an_incident_that_is_gone(casebook: Casebook) -> None:
    note = casebook.annotate(AnnotationKind.NOTE, Target(ID), text="ask the clinic")
    casebook.close()
    records = json.loads(records_file(casebook).read_text())
    records["incidents"] = {}
    records_file(casebook).write_text(json.dumps(records))
    run("repair", "--casebook", casebook.location)
    done = run("check", "--casebook", casebook.location)
    assert done.exit_code == 1
    (line,) = (one for one in done.stdout.splitlines() if note.id in one)
    assert line == (
        f"annotation {note.id}: there is no incident {ID}: bring it back from a copy with kztui merge-casebooks, "
        "or import its report again"
    )
