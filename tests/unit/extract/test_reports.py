"""Whole reports in Russian and Kazakh, and what a careful reader finds in them.

The files in the folder `reports` hold texts of our own in the manner of the region's news sites. Each begins with a
line ``== name, day of publication`` and ends with a line ``=> type; date; place; figures`` for each incident, or
``=> nothing``. Where several answers are right they are parted by ``|``, and ``-`` leaves a field open; a date can be a
span (``2016-05-16..2016-05-18``), the figures are ``killed 2, wounded 0, arrested 5``, and an incident that begins with
``maybe`` need not be found.
"""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.incident import Incident
from kztui.model.summary import Summary, summarize

FOLDER = Path(__file__).parent / "reports"


class Told(NamedTuple):
    """An incident as a reader finds it: the answers that are right, by field; an empty tuple for a field left open."""

    kinds: tuple[str, ...]
    days: tuple[str, ...]
    places: tuple[str, ...]
    figures: dict[str, int]
    optional: bool = False

    def wrong(self, found: Summary) -> list[str]:
        """Return the fields in which an incident that was found differs."""
        days = f"{found.date.start}..{found.date.end}" if found.date else ""
        place = found.place.name if found.place else ""
        answers = (("type", found.type, self.kinds), ("date", days, self.days), ("place", place, self.places))
        wrong = [field for field, value, right in answers if right and value not in right]
        stated = {field.value: figure.best for field, figure in found.counts.items()}
        return wrong + [name for name, number in self.figures.items() if stated.get(name) != number]


class Text(NamedTuple):
    """A report of the files: its language, day of publication, text, and incidents."""

    name: str
    language: str
    published: date
    text: str
    told: tuple[Told, ...]


def texts() -> list[Text]:
    """Return the reports of all files."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, *lines = block.strip().split("\n")
            name, published = head.split(", ")
            answers = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
            told = tuple(_told(answer) for answer in answers if answer != "nothing")
            body = "\n".join(line for line in lines if not line.startswith("=> "))
            found.append(Text(name, path.stem, date.fromisoformat(published), body, told))
    return found


def _told(answer: str) -> Told:
    optional = answer.startswith("maybe ")
    kinds, days, places, *figures = answer.removeprefix("maybe ").split("; ")
    spans = tuple(day if ".." in day else f"{day}..{day}" for day in _answers(days))
    numbers = dict(figure.split(" ") for figure in figures[0].split(", ")) if figures else {}
    return Told(
        _answers(kinds), spans, _answers(places), {name: int(number) for name, number in numbers.items()}, optional
    )


def _answers(field: str) -> tuple[str, ...]:
    return () if field == "-" else tuple(field.split("|"))


@pytest.mark.parametrize("text", texts(), ids=lambda text: f"{text.language}-{text.name}")
def test_a_report_is_read_as_a_careful_reader_reads_it(text: Text) -> None:
    report = make_report(text.text, Header(published=text.published, language=text.language))
    assert report
    drafts = extract(report).drafts
    for fact in (fact for draft in drafts for fact in draft):
        assert report.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
    left = [summarize(Incident("KZ-2016-0001", draft), {report.id: report.source}) for draft in drafts]
    for told in text.told:
        fitting = min(left, key=lambda found: len(told.wrong(found)), default=None)
        if told.optional and (fitting is None or told.wrong(fitting)):
            continue
        assert fitting is not None, told
        assert told.wrong(fitting) == [], (told, fitting)
        left.remove(fitting)
    assert left == []
