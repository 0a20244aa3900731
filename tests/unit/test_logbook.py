"""The log: who did what, when, and what was there before."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from kztui import AnnotationKind, Casebook, Target, Verdict
from kztui.cli.program import kztui
from kztui.model.fact import Field
from kztui.model.report import Head
from kztui.present.log_words import entry_words

ID = "KZ-2016-0001"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments])


def did(book: Casebook, about: str = "", **narrowed: str) -> list[str]:
    return [entry_words(entry) for entry in book.log(about, author=narrowed.get("author", ""))]


def killed_in(book: Casebook, incident: str) -> str:
    return next(fact.id for fact in book.incident(incident).facts if fact.field is Field.KILLED)


def killed(book: Casebook) -> Target:
    return Target(ID, killed_in(book, ID))


def test_it_tells_before_and_after_the_newest_first(casebook: Casebook) -> None:
    note = casebook.annotate(AnnotationKind.NOTE, Target(ID), text="ask")
    casebook.notes.edit(note, "asked")
    casebook.annotate(AnnotationKind.VERDICT, killed(casebook), verdict=Verdict.CONFIRMED)
    casebook.annotate(AnnotationKind.VERDICT, killed(casebook), verdict=Verdict.CORRECTED, value=3)
    casebook.annotate(AnnotationKind.VERDICT, killed(casebook), verdict=Verdict.CORRECTED, value=4, text="the clinic")
    assert did(casebook) == [
        "killed 3 → 4: the clinic",
        "killed 2 → 3",
        "killed 2: confirmed",
        "note “ask” → “asked”",
        "note “ask”",
    ]


def test_what_was_undone_stays_and_says_so(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    casebook.undo()
    undid, tag = casebook.log()
    assert (entry_words(undid), undid.about, tag.stands) == ("undid the tag #verify", ID, False)
    casebook.redo()
    assert [entry.stands for entry in casebook.log()] == [True, True, True]


def test_what_was_undone_or_redone_is_told_in_words(casebook: Casebook) -> None:
    facts = casebook.incident(ID).facts
    here, words = Target(ID), facts[0].evidence
    number, other = killed(casebook), next(fact.id for fact in facts if fact.field is Field.PLACE)
    report = facts[0].evidence.report
    note = casebook.annotate(AnnotationKind.NOTE, here, text="ask")
    added = replace(facts[0], id="f-1", field=Field.WOUNDED, value=9)
    acts: list[tuple[Callable[[], object], str]] = [
        (lambda: casebook.annotate(AnnotationKind.VERDICT, number, verdict=Verdict.CONFIRMED),
         "the confirmation of killed 2"),
        (lambda: casebook.annotate(AnnotationKind.VERDICT, number, verdict=Verdict.REJECTED),
         "the rejection of killed 2"),
        (lambda: casebook.annotate(AnnotationKind.VERDICT, number, verdict=Verdict.CORRECTED, value=13),
         "the correction of killed 2 to 13"),
        (lambda: casebook.notes.judge(ID, [number.fact, other], Verdict.CONFIRMED), "the confirmation of 2 facts"),
        (lambda: casebook.annotate(AnnotationKind.FACT, Target(ID, evidence=words), fact=added),
         "the added fact wounded 9"),
        (lambda: casebook.notes.edit(note, "asked"), "the edit of the note “asked”"),
        (lambda: casebook.notes.reply(note, "why?"), "the reply “why?”"),
        (lambda: casebook.notes.retract(note), "the retraction of the note “ask”"),
        (lambda: casebook.decisions.set_figure(ID, Field.KILLED, 4, "counted"), "the number of killed set to 4"),
        (lambda: casebook.decisions.dismiss(ID), "the dismissal"),
        (lambda: casebook.reports.set_aside([report]), "the decision to set it aside"),
        (lambda: casebook.reports.mend(report, Head(title="Raid")), "the correction to title Raid"),
        (lambda: casebook.decisions.make([facts[0]]), "the incident made by hand, with 1 fact"),
    ]  # fmt: skip
    for act, told in acts:
        act()
        casebook.undo()
        assert did(casebook)[0] == f"undid {told}"
        casebook.redo()
        assert did(casebook)[0] == f"redid {told}"
        casebook.undo()


def test_decisions_about_two_incidents_are_told_in_words(casebook: Casebook) -> None:
    new = casebook.decisions.split(ID, [killed(casebook).fact]).into
    casebook.undo()
    assert did(casebook)[0] == f"undid the split that made {new}"
    casebook.redo()
    for act, told in (
        (casebook.decisions.merge, f"the merge into {ID}"),
        (casebook.decisions.part, f"the decision that it is part of {ID}"),
    ):
        act(new, ID)
        casebook.undo()
        assert did(casebook)[0] == f"undid {told}"
    casebook.notes.tag([ID, new], "verify")
    casebook.undo()
    assert did(casebook)[0] == "undid the tag #verify (2 incidents)"


def test_a_mended_head_says_what_it_was(casebook: Casebook) -> None:
    report = casebook.incident(ID).reports[0]
    casebook.reports.mend(report, Head(title="Raid on Alga"))
    casebook.reports.mend(report, Head(title="Raid", publisher="Reuters"))
    assert did(casebook, report) == [
        "mended title Raid on Alga → Raid, publisher The Steppe Courier → Reuters",
        "mended title Raid at Alga → Raid on Alga",
    ]


@pytest.mark.parametrize("about", ["own", "old", "report"])
def test_it_follows_an_incident_by_any_of_its_ids(casebook: Casebook, about: str) -> None:
    target = killed(casebook)
    new = casebook.decisions.split(ID, [target.fact]).into
    casebook.annotate(AnnotationKind.NOTE, Target(new), text="apart")
    casebook.decisions.merge(new, ID)
    wanted = {"own": ID, "old": new, "report": ""}[about]
    told = did(casebook, wanted)
    assert told == [f"{new} merged into {ID}", "note “apart”", f"{ID} facts split off as {new}"]


def test_it_can_be_narrowed_to_an_author_and_to_days(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(ID), text="ours")
    casebook.as_author("Ben").annotate(AnnotationKind.NOTE, Target(ID), text="his")
    assert did(casebook, author="ben") == ["note “his”"]
    today = casebook.log()[0].record.created.astimezone().date()
    assert len(casebook.log(since=today)) == 2
    assert casebook.log(since=today + timedelta(1)) == casebook.log(since=date.max) == []


def test_the_command_prints_it(path: Path, casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target(ID), text="verify")
    casebook.close()
    lines = run("log", "--casebook", path).stdout.splitlines()
    assert [line.split("  ")[1:] for line in lines] == [["ada", ID, "tag #verify"]]
    assert json.loads(run("log", ID.lower(), "--json", "--casebook", path).stdout)["did"] == "tag #verify"
    assert run("log", "--author", "ben", "--casebook", path).stdout == ""
    assert "there is no incident KZ-1999-0001" in run("log", "KZ-1999-0001", "--casebook", path).stderr
    assert run("log", "--since", "yesterweek", "--casebook", path).exit_code == 2
