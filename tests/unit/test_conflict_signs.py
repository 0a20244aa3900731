"""Twenty small stories as several reports tell them: which show the sign of a conflict, a history, or none.

Each report is read, linked and counted as an import does it.
"""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.link.joining import link
from kztui.model.fact import Field
from kztui.model.figures import CountFigure
from kztui.model.report import Report
from kztui.model.summary import Summary, summarize
from kztui.search.memory import Memory
from kztui.store.base import Records

MONDAY = date(2017, 5, 8)
KILLED, WOUNDED, ARRESTED = Field.KILLED, Field.WOUNDED, Field.ARRESTED


class Told(NamedTuple):
    """What a publisher prints, so many days after the Monday of the incident."""

    publisher: str
    text: str
    day: int = 0
    language: str = "en"

    @property
    def report(self) -> Report:
        made = make_report(self.text, Header("", self.publisher, MONDAY + timedelta(self.day), language=self.language))
        assert made is not None
        return made


def incident(*told: Told) -> Summary:
    """Return the one incident that the reports tell."""
    nothing = LibraryIncidents(Memory(Records({}, {})))
    reports = [one.report for one in told]
    found = link([(one, extract(one).drafts) for one in reports], nothing, lambda _: False, wording)
    (only,) = found.new
    assert {*only.reports} == {one.id for one in reports}
    return summarize(only, {one.id: one.source for one in found.reports})


def figure(field: Field, *told: Told) -> CountFigure:
    return incident(*told).counts[field]


CONFLICTS = {
    "two officials on one day": (KILLED, [
        Told("Post", "Gunmen killed four guards in Semey on Monday, the police said."),
        Told("Radio", "Gunmen killed six guards in Semey on Monday, the prosecutor's office said."),
    ]),
    "officials and the opposition, days later": (KILLED, [
        Told("Post", "Riot police shot dead five protesters in Semey on Monday, the Interior Ministry said.", 1),
        Told("Word", "Riot police shot dead 17 protesters in Semey on Monday, an opposition party said.", 6),
    ]),
    "a doctor against the ministry": (WOUNDED, [
        Told("Post", "A bomb wounded nine people in Semey on Monday, the Interior Ministry said.", 1),
        Told("Word", "A bomb wounded 30 people in Semey on Monday, a doctor said.", 1),
    ]),
    "three against at least five": (KILLED, [
        Told("Post", "A bomb killed three people in Semey on Monday, the police said."),
        Told("Word", "A bomb killed at least five people in Semey on Monday, residents said.", 1),
    ]),
    "none against two": (KILLED, [
        Told("Post", "A bomb exploded in Semey on Monday. Nobody was killed, the police said."),
        Told("Word", "A bomb exploded in Semey on Monday and killed two people, witnesses said.", 1),
    ]),
    "a range below the other number": (WOUNDED, [
        Told("Post", "A bomb wounded four to six people in Semey on Monday, the police said."),
        Told("Word", "A bomb wounded 12 people in Semey on Monday, witnesses said.", 1),
    ]),
    "one authority heard otherwise on one day": (KILLED, [
        Told("Post", "Gunmen killed four guards in Semey on Monday, the police said.", 1),
        Told("Radio", "Gunmen killed five guards in Semey on Monday, the police said.", 1),
    ]),
    "two languages": (KILLED, [
        Told("Post", "Gunmen shot dead four guards at a bank in Semey on Monday, the police said.", 1),
        Told("Степь", "В понедельник в Семее боевики застрелили семь охранников банка, сообщила прокуратура.", 1, "ru"),
    ]),
    "who was arrested": (ARRESTED, [
        Told("Post", "Police arrested eight people after a riot in Semey on Monday, the Interior Ministry said."),
        Told("Word", "Police arrested 40 people after a riot in Semey on Monday, a human rights group said."),
    ]),
    "the sides add up to more": (KILLED, [
        Told("Post", "Four people were killed in a gun battle in Semey on Monday, the police said."),
        Told("Word", "Three gunmen and four officers died in a gun battle in Semey on Monday, residents say.", 1),
    ]),
}  # fmt: skip
"""Stories that no single number is right for: the field, and who tells what."""

AGREED = {
    "ten and at least ten": (KILLED, False, [
        Told("Post", "A bomb killed ten people in Semey on Monday, the police said."),
        Told("Word", "A bomb killed at least ten people in Semey on Monday, residents said."),
    ]),
    "twelve and about twelve": (WOUNDED, False, [
        Told("Post", "A bomb wounded 12 people in Semey on Monday, the police said."),
        Told("Word", "A bomb wounded about 12 people in Semey on Monday, residents said."),
    ]),
    "a number within a range": (WOUNDED, False, [
        Told("Post", "A bomb wounded five people in Semey on Monday, the police said."),
        Told("Word", "A bomb wounded four to six people in Semey on Monday, residents said."),
    ]),
    "a toll that has risen": (KILLED, True, [
        Told("Post", "A bomb killed three people in Semey on Monday, the police said."),
        Told("Word", "The number of people killed by a bomb in Semey on Monday has risen to five.", 1),
        Told("Radio", "The number of people killed by a bomb in Semey on Monday has risen to six.", 2),
    ]),
    "a publisher corrects itself": (KILLED, True, [
        Told("Post", "A bomb killed seven people in Semey on Monday, witnesses told the Post."),
        Told("Post", "A bomb killed four people in Semey on Monday, the Post has learnt.", 1),
    ]),
    "an authority raises its number elsewhere": (WOUNDED, True, [
        Told("Post", "A bomb wounded six people in Semey on Monday, the Interior Ministry said."),
        Told("Word", "A bomb wounded nine people in Semey on Monday, the Interior Ministry said.", 1),
    ]),
    "the dead of one side and all": (KILLED, False, [
        Told("Post", "Two officers were killed in a gun battle in Semey on Monday, the police said."),
        Told("Word", "Five people, two of them officers, were killed in a gun battle in Semey on Monday."),
    ]),
    "the sides add up": (KILLED, False, [
        Told("Post", "Seven people were killed in a gun battle in Semey on Monday, the police said."),
        Told("Word", "Three gunmen and four officers were killed in a gun battle in Semey on Monday, residents said."),
    ]),
    "two languages that agree": (KILLED, False, [
        Told("Post", "Gunmen killed four guards in Semey on Monday, the police said.", 1),
        Told("Степь", "В понедельник в Семее боевики убили четырёх охранников, сообщила полиция.", 1, "ru"),
    ]),
    "the court that came long after": (KILLED, True, [
        Told("Post", "A bomb killed three people in Semey on Monday, the police said."),
        Told("Word", "A court jailed two men on Friday for the bomb that killed five in Semey on 8 May.", 200),
    ]),
}  # fmt: skip
"""Stories that all numbers can be right for: the field, whether the number has a history, and who tells what."""


@pytest.mark.parametrize(("field", "told"), CONFLICTS.values(), ids=CONFLICTS)
def test_numbers_of_which_one_must_be_wrong_show_a_conflict(field: Field, told: list[Told]) -> None:
    shown = figure(field, *told)
    assert shown.conflict
    assert figure(field, *reversed(told)) == shown


@pytest.mark.parametrize(("field", "history", "told"), AGREED.values(), ids=AGREED)
def test_numbers_that_can_all_be_right_show_none(field: Field, history: bool, told: list[Told]) -> None:
    shown = figure(field, *told)
    assert (shown.conflict, shown.history) == (False, history)
    assert figure(field, *reversed(told)) == shown
