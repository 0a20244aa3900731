"""Linking joins what is certainly one incident, asks about what is likely, keeps apart what a report does."""

from collections.abc import Sequence
from datetime import date

import pytest

from kztui.casebook.lookup import KnownIncidents
from kztui.link.joining import link
from kztui.model.fact import DateSpan, Fact, Field, Place, Value, fact_id, quote
from kztui.model.figures import count_figure
from kztui.model.incident import serial_id
from kztui.model.linked import Linked
from kztui.model.report import Paragraph, Report, report_id
from kztui.search.memory import Memory
from kztui.store.base import Records

ALGA = Place("Alga", "KZ", "Aktobe", 49.9, 57.33)
EMBA = Place("Emba", "KZ", "Aktobe", 48.83, 58.14)
AKTOBE_REGION = Place("Aktobe Region", "KZ", "Aktobe", 48.8, 58.4, 4)
KAZAKHSTAN = Place("Kazakhstan", "KZ", "", 48.0, 68.0, 6)
MONDAY = DateSpan(date(2016, 3, 7), date(2016, 3, 7), 1)
MARCH = DateSpan(date(2016, 3, 1), date(2016, 3, 31), 4)

WIRE = (
    "Two guards were killed on Monday at a depot near Alga when men who had come in a white lorry opened fire, police "
    "say. The attackers took rifles and drove away towards the hills, where soldiers have been looking for them since."
)


def report(text: str, day: int = 9) -> Report:
    return Report(report_id(text), text, (Paragraph(1, 0, len(text)),), published=date(2016, 3, day))


def draft(told: Report, *values: Value, at: str = "") -> tuple[Fact, ...]:
    """The facts of one incident, all standing where `at` does; bare numbers are people killed."""
    start = told.text.index(at)
    evidence = quote(told.text, told.id, 1, start, start + max(1, len(at)))
    fields = [_field(value) for value in values]
    return tuple(
        Fact(fact_id(field, evidence, value), field, value, evidence)
        for field, value in zip(fields, values, strict=True)
    )


def _field(value: Value) -> Field:
    if isinstance(value, str):
        return Field.TYPE
    return Field.DATE if isinstance(value, DateSpan) else Field.PLACE if isinstance(value, Place) else Field.KILLED


def linked(*told: tuple[Report, Sequence[tuple[Fact, ...]]]) -> Linked:
    return link(told, KnownIncidents(Memory(Records({}, {}))), lambda _: False, serial_id)


def test_the_same_day_town_kind_and_number_are_one_incident() -> None:
    first, second = report("Seven died at Alga."), report("In Alga, seven people lost their lives.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MONDAY, ALGA, 7)]),
    )
    assert [incident.reports for incident in found.new] == [(first.id, second.id)]
    assert not found.suggestions


def test_what_agrees_in_day_and_town_alone_is_asked_about_with_reasons() -> None:
    first, second = report("Seven died at Alga."), report("In Alga, two people lost their lives.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MONDAY, ALGA, 2)]),
    )
    assert len(found.new) == 2
    (suggestion,) = found.suggestions
    assert (suggestion.incident, suggestion.like) == ("KZ-2016-0002", "KZ-2016-0001")
    assert suggestion.reasons == ("both on 7 March 2016", "both in Alga", "both armed attack")


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (DateSpan(date(2016, 3, 20), date(2016, 3, 20), 1), ALGA),
        (MONDAY, EMBA),
        (DateSpan(date(2015, 1, 1), date(2015, 12, 31), 5), ALGA),
    ],
)
def test_another_day_or_another_town_is_another_incident(day: DateSpan, place: Place) -> None:
    first, second = report("Seven died."), report("Seven people lost their lives.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", day, place, 7)]),
    )
    assert len(found.new) == 2
    assert not found.suggestions


def test_vague_dates_and_regions_are_never_joined_silently() -> None:
    first, second = report("Seven died at Alga."), report("In March seven people lost their lives in Aktobe Region.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MARCH, AKTOBE_REGION, 7)]),
    )
    assert len(found.new) == 2
    assert len(found.suggestions) == 1


def test_one_report_keeps_its_incidents_apart() -> None:
    known = report("Seven died at Alga.")
    both = report("In Alga seven people died in a raid, and later seven more.")
    found = linked(
        (known, [draft(known, "armed attack", MONDAY, ALGA, 7)]),
        (both, [draft(both, "armed attack", MONDAY, ALGA, 7), draft(both, "armed attack", MONDAY, ALGA, 7)]),
    )
    assert [len(incident.facts) for incident in found.new] == [8, 4]
    assert [suggestion.like for suggestion in found.suggestions] == ["KZ-2016-0001"]


def test_morning_and_evening_of_one_day_are_not_joined_silently() -> None:
    first = report("On Monday morning seven people were shot at Alga.")
    second = report("On Monday evening seven people were shot at Alga.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7, at="Monday")]),
        (second, [draft(second, "armed attack", MONDAY, ALGA, 7, at="Monday")]),
    )
    assert len(found.new) == 2
    assert len(found.suggestions) == 1


def test_dates_that_contradict_themselves_are_not_joined_silently() -> None:
    first, second = report("Seven died."), report("Seven people lost their lives.")
    tuesday = DateSpan(date(2016, 3, 8), date(2016, 3, 8), 1)
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MONDAY, tuesday, ALGA, 7)]),
    )
    assert len(found.new) == 2
    assert len(found.suggestions) == 1


def test_a_report_without_a_date_is_compared_by_its_publication() -> None:
    first, second = report("Nurlan Ospanov was shot at Alga."), report("They shot Nurlan Ospanov at Alga.", 11)
    late = report("Nurlan Ospanov was shot at Alga, all agree.", 30)
    late = Report(late.id, late.text, late.paragraphs, published=date(2017, 3, 30))
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA)]),
        (second, [draft(second, "armed attack", ALGA)]),
        (late, [draft(late, "armed attack", ALGA)]),
    )
    assert [suggestion.incident for suggestion in found.suggestions] == ["KZ-2016-0002"]
    assert "published in the days after" in found.suggestions[0].reasons


def test_an_undated_report_may_tell_of_what_others_date_by_the_month() -> None:
    first, second, late = report("Riots in March."), report("The unrest ended.", 20), report("The unrest is over.", 9)
    found = linked(
        (first, [draft(first, "riot", MARCH, ALGA)]),
        (second, [draft(second, "riot", ALGA)]),
        (late, [draft(late, "riot", DateSpan(date(2014, 3, 1), date(2014, 3, 31), 4), ALGA)]),
    )
    assert [(s.incident, s.like) for s in found.suggestions] == [("KZ-2016-0002", "KZ-2016-0001")]


@pytest.mark.parametrize(("kind", "asked"), [("riot", 1), ("armed attack", 0)])
def test_of_unrest_the_country_is_the_place_of_other_kinds_it_says_too_little(kind: str, asked: int) -> None:
    first, second = report("It began in March."), report("Nobody was there.")
    found = linked(
        (first, [draft(first, kind, MARCH, KAZAKHSTAN)]),
        (second, [draft(second, kind, MARCH, KAZAKHSTAN)]),
    )
    assert len(found.suggestions) == asked


def test_linked_incidents_are_asked_about_once() -> None:
    told = [report(f"{word} died at Alga.") for word in ("Two", "Seven", "Eleven")]
    found = linked(
        *((one, [draft(one, "armed attack", MONDAY, ALGA, n)]) for one, n in zip(told, (2, 7, 11), strict=True))
    )
    assert [(suggestion.incident, suggestion.like) for suggestion in found.suggestions] == [
        ("KZ-2016-0002", "KZ-2016-0001"),
        ("KZ-2016-0003", "KZ-2016-0001"),
    ]


def test_a_copied_wire_text_is_one_voice() -> None:
    wire, copy = report(WIRE), report(f"Staff and agencies. {WIRE}", 10)
    other = report("Men with rifles shot two people dead at the Alga depot on Monday and fled.")
    found = linked(*((one, [draft(one, "armed attack", MONDAY, ALGA, 2)]) for one in (wire, copy, other)))
    copies = {one.id: one.copy_of for one in found.reports}
    assert copies == {wire.id: "", copy.id: wire.id, other.id: ""}
    facts = [fact for incident in found.new for fact in incident.facts]
    figure = count_figure(facts, Field.KILLED, {one.id: one.source for one in found.reports})
    assert figure is not None
    assert (figure.best, figure.sources) == (2, 2)
