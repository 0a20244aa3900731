"""Reports as such: listed with their states, annotated, mended, set aside; incidents made and dismissed by hand."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import DecisionError, QueryError
from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report as report_of
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact, Field, quote
from kztui.model.report import Head, Provenance, Report, ReportState
from kztui.present.corrections import new_fact
from kztui.present.report_query import parse_report_query
from kztui.search import opening
from tests.unit.ingest import documents
from tests.unit.ingest.documents import DEPOT, RAID, SHOTS

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(kztui, [*arguments])


@pytest.fixture(params=["memory", "index"])
def casebook(
    request: pytest.FixtureRequest, casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Casebook:
    """A casebook with one report and its incident, searched in memory or by an index."""
    if request.param == "memory":
        return casebook
    monkeypatch.setattr(opening, "SMALL", 0)
    return Casebook.open(casebook.location, author="ada", cache=tmp_path / "cache")


@pytest.fixture
def quiet(casebook: Casebook) -> Report:
    """A report in which nothing was found."""
    report = report_of("The market in Alga was open on Monday.", Header("A market day", "Courier", date(2016, 3, 8)))
    assert report
    casebook.add([(report, [])])
    return report


@pytest.fixture
def unread(casebook: Casebook) -> Report:
    """A report in a language without rules."""
    report = report_of("Nukusda nima boldi?", Header("Nukus", "Kun", date(2022, 7, 4), language="uz"))
    assert report
    casebook.add([(report, [])])
    return report


@pytest.fixture
def second(casebook: Casebook, make_report: MakeReport, make_facts: MakeFacts) -> Report:
    """A second report with an incident of its own."""
    report = make_report(" Nothing more was said.", "Border Times")
    casebook.add([(report, [make_facts(report)])])
    return report


def made(report: Report, words: str, *texts: str) -> list[Fact]:
    """Return the facts that an analyst makes of words."""
    start = report.text.index(words)
    evidence = quote(report.text, report.id, report.paragraph_at(start).number, start, start + len(words))
    return [new_fact(text, evidence) for text in texts]


def test_every_report_is_listed_with_its_state_the_newest_first(
    casebook: Casebook, quiet: Report, unread: Report
) -> None:
    rows = casebook.reports.rows()
    assert [(row.report.title, row.state) for row in rows] == [
        ("Nukus", ReportState.NOT_READ),
        ("Raid at Alga", ReportState.READ),
        ("A market day", ReportState.NOTHING_FOUND),
    ]
    assert [bool(row.incidents) for row in rows] == [False, True, False]
    assert dict(casebook.reports.counts()) == {"read": 1, "nothing found": 1, "not read": 1, "set aside": 0}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Nukus", "Raid at Alga", "A market day"}),
        ("alga", {"Raid at Alga", "A market day"}),
        ("Алга market", {"A market day"}),
        ("-market alga", {"Raid at Alga"}),
        ("state:not-read", {"Nukus"}),
        ("state:waiting", {"Nukus", "A market day"}),
        ("-state:read lang:en", {"A market day"}),
        ('"in alga was open"', {"A market day"}),
        ("source:courier date:2016-03-08", {"A market day"}),
        ("date:2016", {"Raid at Alga", "A market day"}),
    ],
)
def test_reports_are_found_by_words_and_fields(
    casebook: Casebook, quiet: Report, unread: Report, query: str, titles: set[str]
) -> None:
    wanted = parse_report_query(query)
    assert {row.report.title for row in casebook.reports.rows(lambda row: wanted(row, ()))} == titles


@pytest.mark.parametrize("query", ["state:lost", "killed:5", '"open'])
def test_a_query_that_makes_no_sense_is_one_line(query: str) -> None:
    with pytest.raises(QueryError):
        parse_report_query(query)


def test_a_report_can_be_noted_and_tagged_and_found_by_that(casebook: Casebook, quiet: Report) -> None:
    casebook.reports.annotate(quiet.id, AnnotationKind.NOTE, "Ask the mayor")
    casebook.reports.annotate(quiet.id, AnnotationKind.TAG, "#Verify")
    with pytest.raises(DecisionError, match="#verify is there already"):
        casebook.reports.annotate(quiet.id, AnnotationKind.TAG, "verify")
    with pytest.raises(DecisionError, match="there is no report r-0"):
        casebook.reports.annotate("r-0", AnnotationKind.NOTE, "x")
    again = Casebook.open(casebook.location, author="ada")
    assert [one.text for one in again.reports.annotations(quiet.id)] == ["Ask the mayor", "verify"]
    for query in ("mayor", "tag:verify"):
        wanted = parse_report_query(query)
        rows = again.reports.rows(lambda row, wanted=wanted: wanted(row, again.reports.annotations(row.report.id)))  # type: ignore[misc]
        assert [row.report.id for row in rows] == [quiet.id]
    again.undo()
    assert [one.text for one in again.reports.annotations(quiet.id)] == ["Ask the mayor"]
    assert again.check() == ()


def test_the_head_of_a_report_can_be_mended_and_the_list_follows(casebook: Casebook) -> None:
    report = casebook.reports.rows()[0].report
    casebook.reports.mend(report.id, Head(publisher="Border Times", published=date(2016, 3, 10)))
    now = casebook.report(report.id)
    assert (now.publisher, now.published, now.title, now.text) == (
        "Border Times",
        date(2016, 3, 10),
        report.title,
        report.text,
    )
    assert casebook.search("source:border").count == 1
    assert casebook.search("source:courier").count == 0
    assert casebook.reports.rows()[0].report.publisher == "Border Times"
    casebook.reports.mend(report.id, Head(published=None))
    assert casebook.report(report.id).published is None
    assert casebook.report(report.id).publisher == "Border Times"
    with pytest.raises(DecisionError, match="nothing is to be mended"):
        casebook.reports.mend(report.id, Head(published=None))
    reopened = Casebook.open(casebook.location, author="ada")
    assert reopened.report(report.id).publisher == "Border Times"
    for _ in range(2):
        reopened.undo()
    assert reopened.report(report.id) == report
    assert reopened.search("source:courier").count == 1


def test_a_report_that_is_set_aside_counts_no_longer(casebook: Casebook, second: Report) -> None:
    assert casebook.incident_count == 2
    gone = casebook.reports.row(second.id).incidents[0]
    casebook.reports.set_aside([second.id], "an exercise")
    row = casebook.reports.row(second.id)
    assert (row.state, row.reason, row.incidents) == (ReportState.SET_ASIDE, "an exercise", ())
    assert (casebook.incident_count, casebook.search().count) == (1, 1)
    with pytest.raises(KeyError):
        casebook.incident(gone)
    assert casebook.search(f"id:{gone}").message == f"the reports of {gone} are set aside"
    with pytest.raises(DecisionError, match="is set aside already"):
        casebook.reports.set_aside([second.id])
    reopened = Casebook.open(casebook.location, author="ben")
    assert reopened.incident_count == 1
    reopened.reports.restore([second.id])
    assert reopened.incident(gone).id == gone
    assert reopened.incident_count == 2
    with pytest.raises(DecisionError, match="is not set aside"):
        reopened.reports.restore([second.id])


def test_an_incident_keeps_what_its_other_reports_tell(
    casebook: Casebook, second: Report, make_report: MakeReport
) -> None:
    one, two = (casebook.reports.row(row.report.id).incidents[0] for row in casebook.reports.rows())
    casebook.decisions.merge(two, one)
    whole = casebook.incident(one)
    casebook.reports.set_aside([second.id])
    assert {fact.evidence.report for fact in casebook.incident(one).facts} == {*whole.reports} - {second.id}
    casebook.undo()
    assert casebook.incident(one) == whole


def test_facts_that_analysts_added_go_and_come_back_with_their_report(casebook: Casebook, second: Report) -> None:
    one, two = (casebook.reports.row(row.report.id).incidents[0] for row in casebook.reports.rows())
    casebook.decisions.merge(two, one)
    added = new_fact("weapon rifles", quote(second.text, second.id, 1, 0, 10))
    casebook.annotate(AnnotationKind.FACT, Target(one, evidence=added.evidence), fact=added)
    told = next(fact for fact in casebook.incident(one).facts if fact.evidence.report == second.id)
    casebook.annotate(AnnotationKind.VERDICT, Target(one, told.id), verdict=Verdict.CONFIRMED)
    assert casebook.search("weapon:rifles").count == 1
    casebook.reports.set_aside([second.id])
    assert casebook.search("weapon:rifles").count == 0
    reopened = Casebook.open(casebook.location, author="ada")
    assert second.id not in reopened.incident(one).reports
    assert not any(annotation.fact for annotation in reopened.annotations(one))
    assert reopened.check() == ()
    with pytest.raises(DecisionError, match="is set aside: restore it first"):
        reopened.decisions.make([added])
    reopened.reports.restore([second.id])
    assert reopened.search("weapon:rifles").count == 1
    assert any(annotation.fact for annotation in reopened.annotations(one))


def test_those_that_wait_are_counted_as_one_would_look_at_them(
    casebook: Casebook, second: Report, quiet: Report, unread: Report
) -> None:
    def looked() -> int:
        waiting = (ReportState.NOTHING_FOUND, ReportState.NOT_READ)
        return sum(row.state in waiting for row in casebook.reports.each())

    casebook.add([(unread, [])])
    assert casebook.reports.waiting() == looked() == 2
    casebook.reports.set_aside([quiet.id, second.id], "an exercise")
    assert casebook.reports.waiting() == looked() == 1
    casebook.undo()
    assert casebook.reports.waiting() == looked() == 2


def test_several_reports_are_set_aside_in_one_act(casebook: Casebook, second: Report, quiet: Report) -> None:
    every = [row.report.id for row in casebook.reports.rows()]
    casebook.reports.set_aside(every)
    assert casebook.incident_count == 0
    casebook.undo()
    assert casebook.incident_count == 2
    casebook.redo()
    assert casebook.incident_count == 0


def test_a_dismissed_incident_is_hidden_until_it_is_asked_for(casebook: Casebook, second: Report) -> None:
    first = casebook.search().rows(0, 1)[0].id
    types = dict(casebook.values("type"))
    casebook.decisions.dismiss(first, "an exercise")
    assert first not in {row.id for row in casebook.search().rows(0, 9)}
    assert [row.id for row in casebook.search("is:dismissed").rows(0, 9)] == [first]
    assert casebook.search("alga OR is:dismissed").count == 2
    assert (casebook.incident_count, sum(casebook.values("type").values())) == (1, sum(types.values()) - 1)
    assert casebook.incident(first).id == first
    with pytest.raises(DecisionError, match="is dismissed already"):
        casebook.decisions.dismiss(first)
    other = Casebook.open(casebook.location, author="ben")
    assert other.search().count == 1
    other.decisions.restore(first)
    assert other.search().count == 2
    other.undo()
    assert other.search().count == 1
    with pytest.raises(DecisionError, match="is not dismissed"):
        other.decisions.restore(other.search().rows(0, 1)[0].id)


def test_an_incident_is_made_by_hand_of_a_report_in_which_none_was_found(casebook: Casebook, quiet: Report) -> None:
    facts = made(quiet, "The market in Alga", "type protest", "date 2016-03-07", "place Alga", "arrested at least 2")
    acted = casebook.decisions.make(facts)
    new = acted[0].target.incident
    assert new.startswith("KZ-2016-")
    row = casebook.summary(new)
    assert (row.type, row.place and row.place.name, row.counts[Field.ARRESTED].low) == ("protest", "Alga", 2)
    assert [found.id for found in casebook.search("is:made").rows(0, 9)] == [new]
    assert casebook.reports.row(quiet.id).state is ReportState.READ
    assert Casebook.open(casebook.location, author="ada").incident(new).facts == casebook.incident(new).facts
    assert casebook.check() == ()
    casebook.undo()
    assert casebook.search("is:made").count == 0
    assert casebook.reports.row(quiet.id).state is ReportState.NOTHING_FOUND
    casebook.redo()
    assert casebook.incident(new).id == new
    with pytest.raises(DecisionError, match="an incident needs a fact"):
        casebook.decisions.make([])
    with pytest.raises(DecisionError, match="the marked words are not in the report"):
        casebook.decisions.make([replace(facts[0], evidence=quote("no such words", quiet.id, 1, 0, 2))])


def test_the_command_line_does_all_of_it(casebook: Casebook, quiet: Report, unread: Report) -> None:
    here = ("--casebook", casebook.location)
    listed = [json.loads(line) for line in run("reports", "--json", *here).stdout.splitlines()]
    assert [line["state"] for line in listed] == ["not read", "read", "nothing found"]
    assert "A market day" in run("reports", "state:nothing-found", *here).stdout
    shown = json.loads(run("show", quiet.id, "--json", *here).stdout)
    assert (shown["state"], shown["text"], shown["annotations"]) == ("nothing found", quiet.text, [])
    assert "¶1 The market in Alga was open on Monday." in run("show", quiet.id, *here).stdout
    assert "there is no report r-0: see kztui reports" in run("show", "r-0", *here).stderr
    assert run("annotate", quiet.id, "--note", "Ask the mayor", *here).stderr.startswith(f"Saved on {quiet.id}: note")
    assert "Ask the mayor" in run("show", quiet.id, *here).stdout
    mended = run("edit", quiet.id, "--published", "9 March 2016", "--title", "Market", *here)
    assert "mended to title Market, published 2016-03-09" in mended.stderr
    assert "would follow" not in mended.stderr  # nothing in it rests on its day
    assert run("edit", quiet.id, "--published", "someday", *here).exit_code == 1
    assert run("edit", quiet.id, *here).exit_code == 2
    new = run("new", quiet.id, "--words", "The market in Alga", "--type", "protest", "--fact", "killed 0", *here)
    identifier = new.stderr.split()[-1]
    assert run("new", quiet.id, "--words", "no such words", "--type", "riot", *here).exit_code == 1
    assert run("dismiss", identifier, "--reason", "a market", *here).exit_code == 0
    assert identifier in run("list", "is:dismissed", *here).stdout
    assert identifier not in run("list", *here).stdout
    assert run("restore", identifier, *here).exit_code == 0
    assert run("set-aside", quiet.id, unread.id, *here).stderr == "Set 2 reports aside\n"
    assert identifier not in run("list", *here).stdout
    assert "Undone on 2 reports: set aside" in run("undo", *here).stderr
    assert run("set-aside", quiet.id, *here).exit_code == 0
    assert run("restore", quiet.id, *here).exit_code == 0
    assert identifier in run("list", *here).stdout


def test_a_russian_report_without_an_incident_is_within_reach(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SHOTS.text.replace("погибли", "были"))
    run("import", str(file), "--language", "uz", "--casebook", str(path))
    (row,) = (
        json.loads(line)
        for line in run("reports", "министерстве", "--json", "--casebook", str(path)).stdout.splitlines()
    )
    assert (row["state"], row["language"]) == ("not read", "uz")
    words = "Двое полицейских"
    new = run("new", row["id"], "--words", words, "--fact", "killed 2", "--place", "Актобе", "--casebook", str(path))
    assert new.exit_code == 0, new.stderr
    (incident,) = (json.loads(line) for line in run("list", "--json", "--casebook", str(path)).stdout.splitlines())
    assert (incident["killed"]["best"], incident["place"]) == (2, "Aktobe")
    exported = run("export", "--format", "jsonl", "--casebook", str(path)).stdout
    added = [one["added_fact"] for one in json.loads(exported)["annotations"] if one["added_fact"]]
    assert {fact["evidence"]["exact"] for fact in added} == {words}


def test_after_the_day_of_publication_is_mended_the_dates_are_found_again(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Two guards were killed at a depot near Alga on Monday, the police said.")
    here = ("--casebook", str(path))
    run("import", str(file), *here)
    (row,) = (json.loads(line) for line in run("list", "--json", *here).stdout.splitlines())
    assert row["date_start"] is None
    (report,) = (json.loads(line) for line in run("reports", "--json", *here).stdout.splitlines())
    run("edit", report["id"], "--published", "2016-03-09", *here)
    assert "1 difference" in run("reextract", *here).stderr
    run("reextract", "--apply", *here)
    (row,) = (json.loads(line) for line in run("list", "--json", *here).stdout.splitlines())
    assert row["date_start"] == "2016-03-07"


def test_an_import_is_taken_back_and_brought_back(casebook: Casebook, tmp_path: Path) -> None:
    here = ("--casebook", casebook.location)
    before = run("list", "--json", *here).stdout
    for name, story in (("a", RAID), ("b", SHOTS), ("c", DEPOT)):
        (tmp_path / f"{name}.txt").write_bytes(documents.text(story))
    files = [str(tmp_path / f"{name}.txt") for name in "abc"]
    assert "3 reports and" in run("import", *files, *here).stderr
    after = run("list", "--json", *here).stdout
    assert len(after.splitlines()) > len(before.splitlines())
    assert run("undo", *here).stderr == "Undone on 3 reports: import\n"
    assert run("list", "--json", *here).stdout == before
    states = [json.loads(line)["state"] for line in run("reports", "--json", *here).stdout.splitlines()]
    assert sorted(states) == ["read", "set aside", "set aside", "set aside"]
    run("redo", *here)
    assert run("list", "--json", *here).stdout == after
    run("undo", *here)
    again = run("import", *files, *here)
    more = len(after.splitlines()) - len(before.splitlines())
    brought = "3 reports brought back that had been set aside, and"
    assert f"{brought} {more} incident{'s' if more > 1 else ''} with them" in again.stderr.splitlines()
    assert "added" not in again.stderr
    assert run("list", "--json", *here).stdout == after
    assert run("check", *here).exit_code == 0


def test_one_report_of_an_import_that_was_taken_back_can_be_restored(casebook: Casebook, tmp_path: Path) -> None:
    here = ("--casebook", casebook.location)
    (tmp_path / "a.txt").write_bytes(documents.text(RAID))
    (tmp_path / "b.txt").write_bytes(documents.text(DEPOT))
    run("import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), *here)
    run("undo", *here)
    aside = [json.loads(line)["id"] for line in run("reports", "state:set-aside", "--json", *here).stdout.splitlines()]
    run("restore", aside[0], *here)
    left = [json.loads(line)["id"] for line in run("reports", "state:set-aside", "--json", *here).stdout.splitlines()]
    assert left == aside[1:]
    run("undo", *here)
    assert len(run("reports", "state:set-aside", *here).stdout.splitlines()) == 3


RAIDED = "12 марта 2016 года в Актобе неизвестные обстреляли пост полиции. Погибли двое полицейских."


def in_russian(text: str, about: Provenance | UnsetType = UNSET) -> Report:
    """Return a Russian report with what is known of how it came in."""
    report = report_of(text, Header("", "Курьер", date(2016, 3, 14), language="ru"))
    assert report
    return replace(report, provenance=about)


@pytest.mark.parametrize("about", [UNSET, Provenance(unread=True)])
def test_reports_that_came_in_unread_are_read_later(casebook: Casebook, about: Provenance | UnsetType) -> None:
    told, silent = in_russian(RAIDED, about), in_russian("Рынок в Алге открылся в понедельник.", about)
    casebook.add([(told, []), (silent, [])])
    assert {casebook.reports.row(one.id).state for one in (told, silent)} == {ReportState.NOT_READ}
    assert {*casebook.reports.unread()} == {told.id, silent.id}
    found = casebook.differences(lambda report: extract(report).drafts)
    assert {one.report for one in found if not one.incident} == {told.id}
    casebook.renew(found, casebook.reports.unread())
    assert casebook.reports.unread() == []
    assert casebook.reports.row(told.id).state is ReportState.READ
    assert casebook.reports.row(silent.id).state is ReportState.NOTHING_FOUND
    opened = Casebook.open(casebook.location, author="ada")
    assert opened.reports.unread() == []
    assert opened.reports.row(silent.id).state is ReportState.NOTHING_FOUND


def test_reports_that_were_read_or_cannot_be_are_not_waiting(casebook: Casebook, unread: Report, quiet: Report) -> None:
    read = in_russian("Рынок в Алге открылся в понедельник.", Provenance())
    casebook.add([(read, [])])
    assert casebook.reports.unread() == []
    assert casebook.reports.row(read.id).state is ReportState.NOTHING_FOUND
    assert casebook.reports.row(unread.id).state is ReportState.NOT_READ


def test_a_report_of_which_an_incident_was_made_by_hand_is_not_waiting(casebook: Casebook) -> None:
    told = in_russian(RAIDED)
    casebook.add([(told, [])])
    casebook.decisions.make(made(told, "двое полицейских", "killed 2"))
    assert casebook.reports.unread() == []


def test_reextract_says_how_many_reports_it_reads_first(path: Path) -> None:
    told = in_russian(RAIDED)
    Casebook.open(path).add([(told, [])])
    here = ("--casebook", str(path))
    assert run("reports", *here).stderr.endswith("1 report never read: kztui reextract --apply reads it\n")
    assert "1 report read for the first time: apply with kztui reextract --apply" in run("reextract", *here).stderr
    assert run("reextract", "--apply", *here).exit_code == 0
    assert "never read" not in run("reports", *here).stderr
    assert "Aktobe" in run("list", "killed:2", *here).stdout


def test_facts_that_rest_on_a_mended_day_are_said_and_follow_when_told(tmp_path: Path) -> None:
    here = ("--casebook", str(tmp_path / "incidents.json"))
    file = tmp_path / "raid.txt"
    file.write_text(f"Published: {RAID.day}\n\n{RAID.text}")
    run("import", str(file), *here)
    report = json.loads(run("reports", "--json", *here).stdout)
    edit = ("edit", report["id"], "--published", "16 March 2016")
    said = run(*edit, "--dry-run", *here)
    assert "“Monday”: 7 March 2016 becomes 14 March 2016" in said.stdout
    assert json.loads(run("list", "--json", *here).stdout)["date_start"] == "2016-03-07"
    assert "would follow: --facts follow" in run(*edit, *here).stderr
    run("undo", *here)
    assert "followed" in run(*edit, "--facts", "follow", *here).stderr
    assert json.loads(run("list", "--json", *here).stdout)["date_start"] == "2016-03-14"
    run("undo", *here)
    assert json.loads(run("list", "--json", *here).stdout)["date_start"] == "2016-03-07"
    assert run("edit", "r-000000000000", "--title", "x", *here).exit_code == 1
