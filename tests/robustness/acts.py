"""What an analyst may do, in any order: after each act the casebook opens and is sound, and undo undoes exactly it."""

from pathlib import Path

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Field
from kztui.present.corrections import new_fact
from tests.robustness.command import run
from tests.robustness.files import read_all_of
from tests.robustness.kills import state_of
from tests.robustness.work import Work, kind_of
from tests.robustness.world import NAME, another_report, ids, make_world, report_ids

TIMES = 500
LENGTH = 12


def attempt(work: Work) -> str:
    """Do some things at random, each checked and some undone and redone."""
    world = make_world(work.folder / "world")
    acts = 0
    for _ in work.repeat(TIMES):
        acts += _history(work, work.fresh(world) / NAME)
    return f"{acts:,} acts in {work.count} histories"


def _history(work: Work, casebook: Path) -> int:
    told: list[str] = []
    for _ in range(LENGTH):
        before = state_of(casebook)
        words = _act(work, casebook)
        done = run(*words, "--casebook", str(casebook)) if words else None
        told.append(" ".join(words) if words else _on_a_fact(work, casebook))
        problem = done.defect if done else ""
        try:
            read_all_of(casebook)
            after = state_of(casebook)
            if not problem and after != before and words[:1] not in (("import",), ("fold",), ("reextract",)):
                problem = _undone(casebook, before, after)
        except Exception as error:
            problem = problem or kind_of(error)
        checked = run("check", "--casebook", str(casebook))
        if not problem and checked.code:
            problem = f"check fails: {(checked.out or checked.err).splitlines()[0][:120]}"
        if problem:
            work.defect(problem, " ; ".join(told), casebook.parent)
            return len(told)
    return len(told)


def _undone(casebook: Path, before: object, after: object) -> str:
    """Undo and redo the last act; return what is not as it should be."""
    for command, state in (("undo", before), ("redo", after)):
        done = run(command, "--casebook", str(casebook))
        if done.code:
            return done.defect or f"{command} fails: {done.err.strip()[-80:]}"
        if state_of(casebook) != state:
            return f"{command} does not lead back"
    return ""


def _act(work: Work, casebook: Path) -> tuple[str, ...]:
    """Return a command on some incidents and reports of a casebook; nothing for an act on a fact."""
    chance = work.chance
    incidents, reports = ids(casebook) or ["KZ-1999-0001"], report_ids(casebook) or ["r-000000000000"]
    one, other, report = chance.choice(incidents), chance.choice(incidents), chance.choice(reports)
    return chance.choice(
        (
            (),
            (),
            (),
            ("annotate", one, "--note", "a note"),
            ("annotate", one, "--tag", "tagged"),
            ("annotate", report, "--note", "on the report"),
            ("merge", one, other),
            ("merge", one, other),
            ("split", one, "--paragraphs", "1"),
            ("move", one, other, "--paragraphs", "1"),
            ("refuse", one, other),
            ("set-aside", report),
            ("restore", report),
            ("dismiss", one),
            ("restore", one),
            ("edit", report, "--published", "2017-01-02", "--publisher", "Another"),
            ("new", report, "--words", "killed", "--type", "bombing"),
            ("reextract", "--apply"),
            ("import", str(another_report(work.folder, chance.randrange(50)))),
            ("fold",),
        )
    )


def _on_a_fact(work: Work, casebook: Path) -> str:
    """Judge or add a fact; return what was done, in words."""
    with Casebook.open(casebook) as book:
        rows = book.search().rows(0, 99)
        if not rows:
            return "nothing"
        incident = book.incident(work.chance.choice(rows).id)
        fact = work.chance.choice(incident.facts)
        if work.chance.random() < 0.5:
            added = new_fact("weapon rifles", fact.evidence)
            book.annotate(AnnotationKind.FACT, Target(incident.id, evidence=added.evidence), fact=added)
            return f"add a weapon to {incident.id} beside {fact.id}"
        verdict = work.chance.choice(tuple(Verdict))
        value = 3 if fact.field in (Field.KILLED, Field.WOUNDED, Field.ARRESTED) else None
        if verdict is Verdict.CORRECTED and value is None:
            verdict = Verdict.REJECTED
        given = value if verdict is Verdict.CORRECTED else None
        book.annotate(AnnotationKind.VERDICT, Target(incident.id, fact.id), verdict=verdict, value=given)
        return f"{verdict} {fact.field} {fact.id} of {incident.id}"
