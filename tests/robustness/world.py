"""A casebook with something of everything in it, made by the program itself from reports in our own words."""

from datetime import date, timedelta
from pathlib import Path

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact, Field, fact_id, quote
from tests.robustness.command import run

NAME = "incidents.json"

REPORTS = (
    ("Steppe Courier", "2016-03-09", "Gunmen attacked a police post in Aktobe on Sunday, killing three officers and "
     "wounding two, the interior ministry said.\n\nFour men were arrested on Monday."),
    ("Herald", "2016-03-12", "Armed men attacked a police post in Aktobe on March 6, 2016. At least five officers were "
     "killed, residents said."),
    ("Lake Gazette", "2011-11-13", "A bomb exploded beside a market in Taraz on 12 November 2011, killing seven "
     "people. Three passers-by were wounded, prosecutors said."),
    ("Wire", "2012-06-02", "A riot broke out in a prison near Balkhash on May 30, 2012.\n\nNine prisoners were killed "
     "and about twenty guards were wounded. Witnesses said that a guard tower had burned down."),
    ("Morning Post", "2020-02-10", "Ten people were killed in clashes between villagers in Masanchi on February 7, "
     "2020. Dozens of houses were burned and 24 people were arrested."),
)  # fmt: skip
"""Publisher, day of publication and text of each report."""


def make_world(folder: Path) -> Path:
    """Make a casebook in a new `folder`: imported reports, each kind of annotation and decision, undone ones too."""
    folder.mkdir(parents=True)
    casebook = folder / NAME
    for number, (publisher, day, text) in enumerate(REPORTS):
        file = folder / f"{number}.txt"
        file.write_text(f"Title: Report {number}\nPublisher: {publisher}\nPublished: {day}\n\n{text}\n", "utf-8")
        _must("import", str(file), "--casebook", str(casebook))
        file.unlink()
    first, second, *_, last = ids(casebook)
    for words in (
        ("annotate", first, "--note", "who counted?"),
        ("annotate", second, "--tag", "verify"),
        ("merge", second, first),
        ("split", last, "--paragraphs", "1"),
        ("annotate", last, "--tag", "undone"),
        ("undo",),
    ):
        run(*words, "--casebook", str(casebook))
    book = Casebook.open(casebook, author="ada")
    incident = book.incident(first)
    for fact, verdict in zip(incident.facts, (Verdict.CONFIRMED, Verdict.REJECTED), strict=False):
        book.annotate(AnnotationKind.VERDICT, Target(first, fact.id), verdict=verdict)
    report = book.report(incident.reports[0])
    evidence = quote(report.text, report.id, 1, 0, 6)
    added = Fact(fact_id(Field.PERPETRATOR, evidence, "masked men"), Field.PERPETRATOR, "masked men", evidence)
    book.annotate(AnnotationKind.FACT, Target(first, evidence=evidence), fact=added)
    book.searches.save("tolls", "killed:>=5", "1")
    return folder


def another_report(folder: Path, number: int = 0) -> Path:
    """Write a report of an incident that the casebook does not have; return its file."""
    day = date(2014, 5, 1) + timedelta(days=60 * number)
    file = folder / f"another-{number}.txt"
    town = ("Ekibastuz", "Semey", "Kokshetau", "Kyzylorda", "Turkestan")[number % 5]
    text = f"Gunmen killed {2 + number % 7} guards at a depot in {town} on {day.day} {day:%B %Y}, the police said."
    file.write_text(f"Published: {day + timedelta(days=1)}\n\n{text}\n", "utf-8")
    return file


def ids(casebook: Path) -> list[str]:
    """Return the ids of the incidents of a casebook, in the order of the list."""
    lines = run("list", "--casebook", str(casebook)).out.splitlines()[1:]
    return [line.split()[0] for line in lines]


def report_ids(casebook: Path) -> list[str]:
    """Return the ids of the reports of a casebook, the newest first."""
    return [line.split()[0] for line in run("reports", "--casebook", str(casebook)).out.splitlines()[1:]]


def _must(*words: str) -> None:
    done = run(*words)
    assert done.code == 0, (words, done)
