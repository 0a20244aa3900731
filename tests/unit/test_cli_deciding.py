"""Merging, splitting, moving, suggestions and what was known when, from the command line."""

import getpass
import json
import re
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from kztui.casebook.deciding import Decisions
from kztui.cli.program import kztui
from kztui.errors import StoreError
from kztui.extract.engine import extract
from kztui.ingest.reading import read_report
from scripts.make_casebook import import_numbered

HEADER = "Title: {0}\nPublisher: {0}\nPublished: 2016-06-{1}\n\n"
COURIER = "Gunmen attacked two gun shops in Aktobe on June 5, 2016. Six people were killed."
HERALD = "A gun battle broke out in Aktobe on June 5, 2016. At least 19 people were killed."
WIRE = "Ten people were killed in an attack on a bank in Taraz on June 8, 2016."
FIRST, SECOND, THIRD = "KZ-2016-0001", "KZ-2016-0002", "KZ-2016-0003"


def run(*words: object) -> Result:
    return CliRunner().invoke(kztui, [str(word) for word in words])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casebook of three incidents; the second may be the first."""
    casebook = tmp_path / "incidents.json"
    reports = []
    for name, day, text in (("Courier", "06", COURIER), ("Herald", "08", HERALD), ("Wire", "09", WIRE)):
        file = tmp_path / f"{name}.txt"
        file.write_text(HEADER.format(name, day) + text)
        reports.append(read_report(file))
    import_numbered(casebook, [(report, extract(report).drafts) for report in reports])
    return casebook


def ids(path: Path) -> set[str]:
    return {json.loads(line)["id"] for line in run("list", "--json", "--casebook", path).stdout.splitlines()}


def added(path: Path) -> str:
    """The one incident that was not there at first."""
    (new,) = ids(path) - {FIRST, SECOND, THIRD}
    return new


def shown(path: Path, *words: object) -> dict[str, object]:
    done = run("show", *words, "--json", "--casebook", path)
    assert done.exit_code == 0, done.stderr
    view: dict[str, object] = json.loads(done.stdout)
    return view


def _list(found: object) -> list[dict[str, object]]:
    assert isinstance(found, list)
    return found


def refused(path: Path, *words: object) -> str:
    done = run(*words, "--casebook", path)
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1].removeprefix("Error: ")


def test_suggestions_tell_both_incidents_and_the_reasons(path: Path) -> None:
    done = run("suggestions", "--casebook", path)
    assert done.stdout.splitlines() == [
        f"{SECOND}  Armed clash · Aktobe · 5 June 2016",
        f"  may be {FIRST}  Armed attack · Aktobe · 5 June 2016",
        done.stdout.splitlines()[2],
    ]
    assert re.match(r"  0\.\d\d: both on 5 June 2016 \+\d\.\d, both in Aktobe \+\d\.\d, ", done.stdout.splitlines()[2])
    assert done.stderr == "1 suggestion\n"
    (waiting,) = run("suggestions", "--json", "--casebook", path).stdout.splitlines()
    assert json.loads(waiting)["like"] == FIRST


def test_a_copy_is_said_to_be_one_and_is_no_second_source(path: Path, tmp_path: Path) -> None:
    told = (
        "Gunmen attacked a guard post in Kulsary on June 7, 2016, killing two guards, before they fled in a white van "
        "that was found burnt out beside the railway line north of the town, a spokesman said."
    )
    for name, words in (("Agency", told), ("Post", told.replace("white van", "van"))):
        (tmp_path / name).write_text(HEADER.format(name, "09") + words)
        done = run("import", tmp_path / name, "--casebook", path)
    assert "1 report of these repeats another: copies count as one source" in done.stderr
    assert "Post, 9 June 2016 · copy of Agency" in run("show", added(path), "--casebook", path).stdout
    assert run("list", "Kulsary", "--casebook", path).stdout.split()[-1] == "1"


def test_dates_that_contradict_each_other_are_said_and_kept(path: Path, tmp_path: Path) -> None:
    told = "Gunmen killed two guards in Kulsary on June 20, 2016. The attack took place on June 8, 2016."
    (tmp_path / "odd").write_text(HEADER.format("Odd", "09") + told)
    done = run("import", tmp_path / "odd", "--casebook", path)
    assert f"{tmp_path / 'odd'}: its dates contradict each other: 20 June 2016 is after its publication" in done.stderr
    page = run("show", added(path), "--casebook", path).stdout
    assert page.startswith(f"{added(path)}  Armed attack · Kulsary · 8 June 2016\n")
    assert [line.split()[1:4] for line in page.splitlines() if line.startswith("  date")] == [
        ["20", "June", "2016"], ["8", "June", "2016"]
    ]  # fmt: skip


def test_a_suggestion_is_taken_and_undone(path: Path) -> None:
    done = run("merge", SECOND.lower(), FIRST, "--casebook", path)
    assert done.stderr == f"{SECOND}: merged into {FIRST}. To undo this: kztui undo\n"
    assert ids(path) == {FIRST, THIRD}
    assert shown(path, SECOND)["killed"] == {"best": 19, "low": 19, "high": None, "open": True}
    (decided,) = _list(shown(path, FIRST)["annotations"])
    assert (decided["kind"], decided["about"], decided["into"]) == ("merged", SECOND, FIRST)
    assert run("suggestions", "--casebook", path).stdout == ""
    assert run("undo", "--casebook", path).stderr == f"Undone on {SECOND}: merged into {FIRST}\n"
    assert ids(path) == {FIRST, SECOND, THIRD}


def test_a_suggestion_is_refused(path: Path) -> None:
    assert run("refuse", SECOND, FIRST, "--casebook", path).exit_code == 0
    assert run("suggestions", "--casebook", path).stderr == "0 suggestions\n"
    assert ids(path) == {FIRST, SECOND, THIRD}


def test_facts_are_split_off_and_moved(path: Path) -> None:
    facts = shown(path, FIRST)["facts"]
    assert isinstance(facts, list)
    (killed,) = [fact["id"] for fact in facts if fact["field"] == "killed"]
    assert run("split", FIRST, "--facts", killed, "--casebook", path).exit_code == 0
    assert ids(path) == {FIRST, SECOND, THIRD, added(path)}
    assert shown(path, added(path))["killed"] == {"best": 6, "low": 6, "high": 6, "open": False}
    assert run("move", SECOND, FIRST, "--facts", _killed(path, SECOND), "--casebook", path).exit_code == 0
    assert shown(path, FIRST)["killed"] == {"best": 19, "low": 19, "high": None, "open": True}
    assert run("check", "--casebook", path).exit_code == 0


def _killed(path: Path, incident: str) -> str:
    facts = shown(path, incident)["facts"]
    assert isinstance(facts, list)
    return ",".join(fact["id"] for fact in facts if fact["field"] == "killed")


def test_an_incident_as_it_was_known_on_a_day(path: Path) -> None:
    run("merge", SECOND, FIRST, "--casebook", path)
    assert shown(path, FIRST, "--as-of", "2016-06-07")["killed"] == {"best": 6, "low": 6, "high": 6, "open": False}
    assert shown(path, FIRST, "--as-of", "2016-06-08")["killed"] == {"best": 19, "low": 19, "high": None, "open": True}
    page = run("show", FIRST, "--casebook", path).stdout
    assert f"{SECOND} merged into {FIRST}  (" in page
    assert "known as 6 on 6 June 2016, 19 or more on 8 June 2016" in page
    assert "best is the latest statement: Herald, 8 June 2016" in page


def test_parts_are_taken_out_of_an_episode_with_a_line_in_the_log(path: Path) -> None:
    for part in (SECOND, THIRD):
        run("part", part, FIRST, "--casebook", path)
    done = run("part", FIRST, "--none", "--casebook", path)
    assert done.stderr == f"2 incidents are no parts of {FIRST}. To undo this: kztui undo\n"
    assert run("list", "is:part", "--json", "--casebook", path).stdout == ""
    assert f"retraction of part of {FIRST}" in run("log", SECOND, "--casebook", path).stdout
    assert "part of" in run("undo", "--casebook", path).stderr
    assert len(run("list", "is:part", "--json", "--casebook", path).stdout.splitlines()) == 2
    done = run("part", SECOND, "--none", "--casebook", path)
    assert done.stderr == f"{SECOND} is no part of {FIRST}. To undo this: kztui undo\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("merge", FIRST, FIRST), "cannot merge an incident into itself"),
        (("merge", "KZ-1999-0001", FIRST), "there is no incident KZ-1999-0001"),
        (("refuse", FIRST, "KZ-1999-0001"), "there is no incident KZ-1999-0001"),
        (("part", FIRST, "--none"), f"{FIRST} is no part of another incident, and no other one is a part of it"),
        (("part", FIRST), "give either the incident that it is a part of or --none"),
        (("part", FIRST, SECOND, "--none"), "give either the incident that it is a part of or --none"),
        (("refuse", FIRST, FIRST), f"{FIRST} is the same incident: name another one"),
        (("split", FIRST), "give either --facts or --paragraphs"),
        (("split", FIRST, "--paragraphs", "one"), "paragraphs are numbers: --paragraphs 2,3"),
        (("split", FIRST, "--paragraphs", "1"), "those are all of its facts: merge the incident instead"),
        (("split", FIRST, "--paragraphs", "7"), "name the facts that belong elsewhere"),
        (("split", FIRST, "--facts", "f-none"), f"incident {FIRST} has no fact f-none"),
        (("move", FIRST, "KZ-1999-0001", "--facts", "f-none"), "there is no incident KZ-1999-0001"),
        (
            ("show", FIRST, "--as-of", "2016-06-05"),
            f"nothing was known of {FIRST} on 5 June 2016: the first report is of 6 June 2016",
        ),
        (
            ("show", FIRST, "--as-of", "June"),
            "Invalid value for '--as-of': 'June' is not a date: write it as YYYY-MM-DD",
        ),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(path: Path, words: tuple[str, ...], line: str) -> None:
    assert refused(path, *words) == line
    assert ids(path) == {FIRST, SECOND, THIRD}


def listed(path: Path, *words: str) -> list[tuple[str, object]]:
    lines = run("list", *words, "--json", "--casebook", path).stdout.splitlines()
    return [(row["id"], row["killed"] and row["killed"]["best"]) for row in map(json.loads, lines)]


def test_the_list_follows_a_policy_and_a_day(path: Path) -> None:
    run("merge", SECOND, FIRST, "--casebook", path)
    assert listed(path) == listed(path, "--policy", "latest-official") == [(THIRD, 10), (FIRST, 19)]
    assert listed(path, "--as-of", "2016-06-07") == [(FIRST, 6)]
    assert listed(path, "--as-of", "2016-06-08", "--policy", "conservative") == [(FIRST, 19)]
    assert listed(path, "--as-of", "2016-06-01") == []
    assert "'lowest'" in refused(path, "list", "--policy", "lowest")


@pytest.mark.parametrize(("policy", "best"), [("conservative", 6), ("highest", 9), ("latest-official", 9)])
def test_a_policy_chooses_among_numbers_that_contradict(
    tmp_path: Path, policy: str, best: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an option says, or the configuration where none does."""
    book = tmp_path / "incidents.json"
    for name, day, number in (("Courier", "06", "Six"), ("Herald", "07", "Nine")):
        file = tmp_path / f"{name}.txt"
        file.write_text(
            HEADER.format(name, day) + f"{number} people were killed in an attack in Aktobe on June 5, 2016."
        )
        run("import", file, "--casebook", book)
    assert [shown for _, shown in listed(book, "--policy", policy)] == [best]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "kztui").mkdir()
    (tmp_path / "kztui" / "config.toml").write_text(f'policy = "{policy}"\n')
    assert [shown for _, shown in listed(book)] == [best]
    assert [shown for _, shown in listed(book, "--policy", "highest")] == [9]


def test_a_number_is_set_and_taken_back(path: Path) -> None:
    done = run("figure", FIRST, "killed", "8", "--reason", "two died of their wounds", "--casebook", path)
    assert done.stderr == f"{FIRST}: killed set to 8: two died of their wounds. To undo this: kztui undo\n"
    assert "  killed 8 (6 to 8) set by " in run("show", FIRST, "--casebook", path).stdout
    assert shown(path, FIRST)["killed"] == {
        "best": 8, "low": 6, "high": 8, "open": False, "set_by": getpass.getuser(), "computed": 6
    }  # fmt: skip
    assert run("figure", FIRST, "killed", "--computed", "--casebook", path).exit_code == 0
    assert shown(path, FIRST)["killed"] == {"best": 6, "low": 6, "high": 6, "open": False}


def test_a_number_needs_digits_and_a_reason(path: Path) -> None:
    assert refused(path, "figure", FIRST, "killed", "8") == "a number of your own needs a reason: say why"
    assert refused(path, "figure", FIRST, "killed", "many", "--reason", "x").startswith(
        "many is not a number of people"
    )
    assert refused(path, "figure", FIRST, "killed") == "give either a number or --computed"
    assert "'place' is not one of" in refused(path, "figure", FIRST, "place", "8")


def test_a_dry_run_of_nothing_says_what_is_missing(path: Path) -> None:
    done = run("suggestions", "--dry-run", "--casebook", path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--dry-run says what --join-above would merge: give a score" in done.stderr
    assert run("suggestions", "--joined", "--join-above", "0.5", "--casebook", path).exit_code == 2
    assert run("suggestions", "--join-above", "nan", "--casebook", path).exit_code == 2


def test_what_is_likely_is_merged_above_a_score(path: Path) -> None:
    tried = run("suggestions", "--join-above", "0.5", "--dry-run", "--casebook", path)
    assert tried.stdout.startswith(f"would merge {SECOND} into {FIRST}, 0.")
    assert tried.stderr == "1 merge to make\n"
    assert ids(path) == {FIRST, SECOND, THIRD}
    done = run("suggestions", "--join-above", "0.5", "--casebook", path)
    assert done.stderr == "1 merge in one act. To undo this: kztui undo\n"
    assert ids(path) == {FIRST, THIRD}
    run("undo", "--casebook", path)
    assert ids(path) == {FIRST, SECOND, THIRD}
    assert "--join-above 0.9" in refused(path, "suggestions", "--dry-run")
    assert "0<=x<=1" in refused(path, "suggestions", "--join-above", "2")


def test_no_merge_is_told_of_that_was_not_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(decisions: Decisions, score: float) -> NoReturn:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Decisions, "join_likely", refuse)
    done = run("suggestions", "--join-above", "0.5", "--casebook", path)
    assert (done.exit_code, done.stdout) == (1, "")


def test_a_join_is_listed_and_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "Post").write_text(
        HEADER.format("Post", "09") + "Gunmen attacked two gun shops in Aktobe on June 5, 2016."
    )
    run("import", tmp_path / "Post", "--casebook", path)
    listed = run("suggestions", "--joined", "--casebook", path)
    incident, report = (line.split()[0] for line in listed.stdout.splitlines()[:2])
    assert incident == FIRST
    assert re.match(r"  [01]\.\d\d, linking/\d+: both ", listed.stdout.splitlines()[2])
    assert listed.stderr == "1 join\n"
    assert report in refused(path, "refuse", SECOND, report)
    assert run("refuse", FIRST.lower(), report.upper(), "--casebook", path).exit_code == 0
    assert len(ids(path)) == 4
    assert run("suggestions", "--joined", "--casebook", path).stderr == "0 joins\n"


def test_several_incidents_are_dismissed_at_once(path: Path) -> None:
    done = run("dismiss", FIRST, SECOND, "--casebook", path)
    assert done.stderr.splitlines() == [f"Dismissed {FIRST}, {SECOND}"]
    assert ids(path) == {THIRD}
    assert run("undo", "--casebook", path).exit_code == 0
    assert ids(path) == {FIRST, SECOND, THIRD}


def test_of_several_incidents_none_is_dismissed_when_one_cannot_be(path: Path) -> None:
    assert run("dismiss", FIRST, "KZ-2016-0099", "--casebook", path).exit_code == 1
    assert ids(path) == {FIRST, SECOND, THIRD}
