"""``kztui import`` as a user runs it: many kinds of documents, folders, the standard input, previews."""

import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.present.wording import title_words
from tests.unit.ingest import documents
from tests.unit.ingest.documents import DEPOT, FIRE, RAID, SHOTS, TRIAL
from tests.unit.ingest.test_coded import ACLED, table


def run(*arguments: str | Path, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of five documents, one of them bad."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.html").write_text(documents.modern_page(RAID))
    (made / "b.eml").write_bytes(documents.mail(DEPOT))
    (made / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (made / "d.xml").write_bytes(documents.rss(SHOTS, FIRE))
    (made / "e.txt").write_bytes(documents.text(TRIAL))
    return made


def test_a_folder_comes_in_and_the_summary_says_as_what(folder: Path, path: Path) -> None:
    done = run("import", folder, "--casebook", path)
    assert done.exit_code == 1
    said = done.stderr.splitlines()
    assert said[0] == f"Error: {folder}/c.pdf: it is broken"
    assert f"{path}: 5 reports and" in done.stderr
    assert "Read as rss 2, html 1, eml 1, txt 1" in said
    assert said[-1] == "Error: 1 document of 5 could not be read"
    assert Casebook.open(path).report_count == 5
    again = run("import", folder, "--casebook", path)
    assert "0 reports and 0 incidents added" in again.stderr
    assert "5 reports were in the casebook already" in again.stderr


def test_a_casebook_in_the_folder_is_not_imported_into_itself(folder: Path) -> None:
    own = folder / "mine.json"
    run("import", folder / "e.txt", "--casebook", own)
    done = run("import", folder, "--casebook", own)
    assert "mine.json: " not in done.stderr.replace(f"{own}: 4 reports", "")


def test_the_standard_input_is_read_for_what_it_is(path: Path) -> None:
    done = run("import", "-", "--casebook", path, given=documents.modern_page(RAID))
    assert (done.exit_code, "Read as html 1" in done.stderr) == (0, True)
    assert Casebook.open(path).report_count == 1


def test_a_dry_run_shows_what_would_come_in_and_changes_nothing(folder: Path, path: Path) -> None:
    done = run("import", folder, "--dry-run", "--json", "--casebook", path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["kind"], line["problem"] is None) for line in lines] == [
        ("html", True),
        ("eml", True),
        ("", False),
        ("rss", True),
        ("rss", True),
        ("txt", True),
    ]
    first = lines[0]
    assert (first["known"], first["state"], first["report"]["title"]) == (False, "read", RAID.title)
    assert first["report"]["provenance"]["known_from"]["title"] == "JSON-LD"
    assert first["incidents"][0]["killed"]["best"] == 2
    assert not path.exists()
    words = run("import", folder / "a.html", "--dry-run", "--casebook", path)
    assert words.stdout.startswith(f"{folder}/a.html (html) · {RAID.title} · {RAID.publisher} · 2016-03-09 · en · ")
    assert words.stdout.splitlines()[1].startswith("  new: Armed attack, Alga, ")


def test_a_dry_run_says_that_documents_are_not_compared_with_one_another(folder: Path, path: Path) -> None:
    says = "some may tell of one incident"
    (folder / "b.txt").write_text("Gunmen killed three soldiers in Taraz on 5 May 2016.")
    assert says in run("import", folder, "--dry-run", "--casebook", path).stderr
    assert says not in run("import", folder / "b.txt", "--dry-run", "--casebook", path).stderr


def test_a_dry_run_names_the_known_incident_that_a_report_tells_of(folder: Path, path: Path) -> None:
    run("import", folder / "a.html", "--casebook", path)
    (row,) = Casebook.open(path).search().rows(0, 9)
    other = RAID._replace(paragraphs=(*RAID.paragraphs, "Nothing else was said."))
    words = run("import", "-", "--dry-run", "--casebook", path, given=documents.text(other))
    assert words.stdout.splitlines()[1].startswith(f"  joins {row.id} {title_words(row)}, ")


def test_the_outcome_can_be_had_as_json(folder: Path, path: Path) -> None:
    done = run("import", folder / "a.html", "--json", "--casebook", path)
    outcome = json.loads(done.stdout)
    assert (outcome["reports"], outcome["failed"], outcome["read_as"]) == (1, 0, {"html": 1})


def test_what_kztui_exports_comes_in_as_reports_and_invents_nothing(casebook: Casebook, tmp_path: Path) -> None:
    exported, other = tmp_path / "e.jsonl", tmp_path / "other.json"
    run("export", "--format", "jsonl", "--output", exported, "--casebook", casebook.location)
    done = run("import", exported, "--casebook", other)
    assert (done.exit_code, "1 report and 1 incident added" in done.stderr) == (0, True)
    brought = Casebook.open(other)
    (row,) = brought.search().rows(0, 9)
    (report,) = (brought.report(one) for one in brought.incident(row.id).reports)
    assert (report.title, report.publisher) == ("Raid at Alga", "The Steppe Courier")


def test_a_kind_and_a_language_can_be_told(tmp_path: Path, path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(documents.modern_page(RAID))
    done = run("import", page, "--as", "txt", "--language", "ru", "--casebook", path)
    assert "its text seems to be English, not Russian" in done.stderr
    assert "there is no importer xyz: choose one of csv, docx, eml, html" in run("import", page, "--as", "xyz").stderr
    assert run("import", page, "--language", "no language").exit_code == 2


@pytest.mark.parametrize(
    "options", [["--title", "T"], ["--watch", "--dry-run"], ["--jobs", "0"], ["--url", "https://x.test"]]
)
def test_options_that_make_no_sense_for_a_folder_are_wrong_usage(folder: Path, path: Path, options: list[str]) -> None:
    assert run("import", folder, *options, "--casebook", path).exit_code == 2


def test_an_address_in_a_private_network_is_refused(path: Path) -> None:
    done = run("import", "http://127.0.0.1:9/", "--casebook", path)
    assert "it leads to a private address (127.0.0.1): use --allow-private if that is meant" in done.stderr
    assert done.exit_code == 1


def test_without_the_extra_the_line_says_what_to_install(tmp_path: Path, path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(documents.modern_page(RAID))
    hidden = "import sys; sys.modules['trafilatura'] = None; from kztui.ingest.reading import read_report; "
    script = hidden + f"from pathlib import Path; read_report(Path({str(page)!r}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith(
        "page.html: reading it needs trafilatura: pip install 'kztui[formats]'"
    )


def test_rows_of_a_table_of_incidents_are_incidents_without_a_voice(tmp_path: Path, path: Path) -> None:
    rows = tmp_path / "acled.csv"
    rows.write_bytes(table(ACLED))
    done = run("import", rows, "--casebook", path)
    assert (done.exit_code, done.stderr) == (0, f"{path}: 1 report and 1 incident added\nRead as csv 1\n")
    (row,) = (json.loads(line) for line in run("list", "--json", "--casebook", path).stdout.splitlines())
    assert (row["type"], row["place"], row["killed"]["best"], row["reports"]) == ("armed clash", "Alga", 5, 0)
    assert run("reextract", "--casebook", path).stderr == "0 differences\n"


def test_the_columns_of_any_table_can_be_told_and_kept(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    rows = tmp_path / "mine.csv"
    rows.write_text("When,Where,Dead\n9 March 2016,Alga,5\n10 March 2016,Taraz,7\n")
    maps = ["--map", "date=When", "--map", "place=Where", "--map", "killed=Dead"]
    shown = run("import", rows, *maps, "--keep-map", "mine", "--dry-run", "--json", "--casebook", path)
    found = [json.loads(line)["incidents"][0] for line in shown.stdout.splitlines()]
    assert [(one["place"], one["date_start"], one["killed"]["best"]) for one in found] == [
        ("Alga", "2016-03-09", 5),
        ("Taraz", "2016-03-10", 7),
    ]
    done = run("import", rows, "--map", "mine", "--casebook", path)
    assert "2 reports and 2 incidents added" in done.stderr
    assert "there is no map other (kept are mine)" in run("import", rows, "--map", "other").stderr
    assert "there is no field dead" in run("import", rows, "--map", "dead=Dead").stderr


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three policemen in Aktobe yesterday.",
        "A bomb killed three policemen in Aktobe over the weekend.",
        "Two men were shot dead in Aktobe.",
        "В ночь на 1 января в Актобе взрыв убил трёх полицейских.",
        "В минувшие выходные в Актобе взрыв убил трёх полицейских.",
        "На этой неделе в Актобе взрыв убил трёх полицейских.",
    ],
)
def test_a_report_can_be_dated_at_either_end_of_the_calendar(path: Path, day: str, text: str) -> None:
    for number in range(2):
        done = run("import", "-", "--casebook", path, given=f"Published: {day}\n\n{text} {'Police said.' * number}")
        assert (done.exit_code, done.exception) == (0, None), done.stderr
    assert run("list", path, "--json").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no devices among the files")
def test_a_device_and_a_pipe_are_refused(tmp_path: Path, path: Path) -> None:
    pipe, link = tmp_path / "pipe.kztui", tmp_path / "link.kztui"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for name in (pipe, link):
        for arguments in (("import", name, "--casebook", path), ("import", name, "--dry-run", "--casebook", path)):
            done = run(*arguments)
            assert (done.exit_code, f"{name} is not a file" in done.stderr) == (1, True)
        assert "is not a file" in run("diff", name, name).stderr


def test_a_folder_gives_nothing_of_the_casebook_in_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Two people died in an explosion in Almaty on 3 May 2016.")
    (tmp_path / "two.txt").write_text("A bank was robbed in Aktau on 4 May 2016.")
    casebook, other = tmp_path / "incidents.json", tmp_path.parent / f"{tmp_path.name}-other.json"
    for name, path in (("one.txt", casebook), ("two.txt", other)):
        run("import", str(tmp_path / name), "--casebook", str(path))
    run("merge-casebooks", str(casebook), str(other))
    assert (tmp_path / "incidents.json.bak").exists()
    done = run("import", str(tmp_path), "--casebook", str(casebook), "--json")
    assert (done.exit_code, json.loads(done.stdout)["failed"]) == (0, 0)


def test_an_interrupted_import_says_how_many_reports_stay(tmp_path: Path) -> None:
    first, long, casebook = (tmp_path / name for name in ("a.txt", "b.txt", "incidents.json"))
    first.write_text("Two guards were killed in Alga on Monday.")
    long.write_text(
        "\n\n".join(f"Three men were wounded near Alga, witness {number} said." for number in range(20_000))
    )
    command = [sys.executable, "-m", "kztui", "import", str(first), str(long), "--casebook", str(casebook)]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell runs beside it ignores ctrl+c
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as importing:
        assert importing.stderr
        assert importing.stderr.readline().startswith(f"{first}: no publication day")
        importing.send_signal(signal.SIGINT)
        words = importing.stderr.read()
    assert importing.returncode == 1
    said = re.search(r"Interrupted: (\d) reports? went in, and stay. Import the same again for the rest.", words)
    assert said, words
    assert (Casebook.open(casebook).report_count if casebook.exists() else 0) == int(said[1])
