"""Linking joins what is certainly one incident, asks about what is likely, keeps apart what a report does."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.link.candidates import Candidates
from kztui.link.clues import Clue, clues
from kztui.link.copies import Texts
from kztui.link.joining import link
from kztui.link.likeness import best_of, likeness
from kztui.link.matching import around
from kztui.link.profile import Profile, profile_of
from kztui.link.weights import weights
from kztui.model.fact import DateSpan, Fact, Field, Place, Scope, Value, fact_id, quote
from kztui.model.figures import TOWN_PREC, count_figure
from kztui.model.incident import Incident, serial_id
from kztui.model.linked import Linked
from kztui.model.report import Paragraph, Report, report_id
from kztui.model.suggestion import Relation
from kztui.search.memory import Memory
from kztui.store.base import Records
from scripts.learn_weights import PRIORS

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
    return link(told, LibraryIncidents(Memory(Records({}, {}))), lambda _: False, wording, serial_id)


def profile(told: Report, *values: Value) -> Profile:
    return profile_of(draft(told, *values), told, wording)


def names(found: Sequence[Clue] | None) -> set[str]:
    assert found is not None
    return {clue.name for clue in found}


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
        (second, [draft(second, "armed clash", MONDAY, ALGA, 2)]),
    )
    assert len(found.new) == 2
    (suggestion,) = found.suggestions
    assert (suggestion.incident, suggestion.like) == ("KZ-2016-0002", "KZ-2016-0001")
    assert suggestion.kind is Relation.SAME
    assert 0.5 < suggestion.score < 1
    words = [reason.rpartition(" ")[0] for reason in suggestion.reasons]
    assert words == ["both on 7 March 2016", "both in Alga", "another number of people"]
    points = [float(reason.rpartition(" ")[2]) for reason in suggestion.reasons]
    assert sum(points) + weights()["base"] == pytest.approx(suggestion.points, abs=0.2)


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


def test_vague_dates_and_regions_are_asked_about() -> None:
    first, second = report("Seven died at Alga."), report("In March seven people lost their lives in Aktobe Region.")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MARCH, AKTOBE_REGION)]),
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
    first = report("On Monday morning a bomb went off at the bus station of Alga.")
    second = report("On Monday evening two men were shot dead in Alga.")
    found = linked(
        (first, [draft(first, "bombing", MONDAY, ALGA, 7, at="Monday")]),
        (second, [draft(second, "armed clash", MONDAY, ALGA, 2, at="Monday")]),
    )
    assert len(found.new) == 2
    assert len(found.suggestions) == 1


def test_dates_that_contradict_themselves_weigh_less() -> None:
    first, second = report("Seven died."), report("Seven people lost their lives.")
    tuesday = DateSpan(date(2016, 3, 8), date(2016, 3, 8), 1)
    one = profile(first, "armed attack", MONDAY, ALGA, 7)
    sure, torn = (profile(second, "armed attack", *days, ALGA, 7) for days in ((MONDAY,), (MONDAY, tuesday)))
    agreed, doubtful = likeness(one, sure), likeness(one, torn)
    assert agreed
    assert doubtful
    assert agreed.points > doubtful.points + 1


def test_a_report_without_a_date_is_compared_by_its_publication() -> None:
    first, second = report("Nurlan Ospanov was shot at Alga."), report("They shot Nurlan Ospanov at Alga.", 11)
    late = report("Nurlan Ospanov was shot at Alga, all agree.", 30)
    late = Report(late.id, late.text, late.paragraphs, published=date(2017, 3, 30))
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA)]),
        (second, [draft(second, "armed attack", ALGA)]),
        (late, [draft(late, "armed attack", ALGA)]),
    )
    assert [incident.reports for incident in found.new] == [(first.id, second.id, late.id)]
    days = [clues(profile(first, MONDAY, ALGA), profile(other, ALGA)) for other in (second, late)]
    assert [names(one) & {"fresh", "recent", "recalled"} for one in days] == [{"fresh"}, {"recalled"}]


def test_an_undated_report_may_tell_of_what_others_date_by_the_month() -> None:
    first, second, late = report("Riots in March."), report("The unrest ended.", 20), report("The unrest is over.", 9)
    found = linked(
        (first, [draft(first, "riot", MARCH, ALGA)]),
        (second, [draft(second, "riot", ALGA)]),
        (late, [draft(late, "riot", DateSpan(date(2014, 3, 1), date(2014, 3, 31), 4), ALGA)]),
    )
    assert [incident.reports for incident in found.new] == [(first.id, second.id), (late.id,)]


@pytest.mark.parametrize(("kind", "incidents"), [("riot", 1), ("armed attack", 2)])
def test_of_unrest_the_country_is_the_place_of_other_kinds_it_says_too_little(kind: str, incidents: int) -> None:
    first, second = report("It began in March."), report("Nobody was there.")
    found = linked(
        (first, [draft(first, kind, MARCH, KAZAKHSTAN)]),
        (second, [draft(second, kind, MARCH, KAZAKHSTAN)]),
    )
    assert len(found.new) == incidents


def test_linked_incidents_are_asked_about_once() -> None:
    told = [report(f"{word} died at Alga.") for word in ("Two", "Seven", "Eleven")]
    kinds = zip(told, ("armed clash", "armed attack", "bombing"), (2, 7, 11), strict=True)
    found = linked(*((one, [draft(one, kind, MONDAY, ALGA, n)]) for one, kind, n in kinds))
    assert [(suggestion.incident, suggestion.like) for suggestion in found.suggestions] == [
        ("KZ-2016-0002", "KZ-2016-0001"),
        ("KZ-2016-0003", "KZ-2016-0002"),
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


NEXT_DAY = WIRE.replace("Two guards", "Three guards")


def related(second: Report, killed: int) -> Report:
    """What becomes of a report that is published after `WIRE`, which says two."""
    first = Report(report_id(WIRE), WIRE, (Paragraph(1, 0, len(WIRE)),), publisher="Wire", published=date(2016, 3, 8))
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 2)]),
        (second, [draft(second, "armed attack", MONDAY, ALGA, killed)]),
    )
    assert [incident.reports for incident in found.new] == [(first.id, second.id)]
    return found.reports[1]


def by(publisher: str, text: str) -> Report:
    return replace(report(text), publisher=publisher)


@pytest.mark.parametrize("head", ["", "(Wire) "])
def test_near_the_same_words_with_other_numbers_are_a_revision_of_the_same_wire(head: str) -> None:
    one = related(by("Post" if head else "Wire", head + NEXT_DAY), 3)
    assert (one.copy_of, one.revises) == ("", report_id(WIRE))


def test_near_the_same_words_with_other_numbers_are_a_voice_of_their_own_from_anybody_else() -> None:
    one = related(by("Post", NEXT_DAY), 3)
    assert (one.copy_of, one.revises) == ("", "")


@pytest.mark.parametrize(("publisher", "revises"), [("Wire", report_id(WIRE)), ("Post", "")])
def test_a_number_in_the_text_tells_a_new_toll_where_nobody_was_found_to_be_counted(
    publisher: str, revises: str
) -> None:
    first = replace(report(WIRE, 8), publisher="Wire")
    second = by(publisher, NEXT_DAY)
    found = linked(*((one, [draft(one, "armed attack", MONDAY, ALGA)]) for one in (first, second)))
    assert [(one.copy_of, one.revises) for one in found.reports] == [("", ""), ("", revises)]


def test_an_undated_report_of_no_known_day_is_looked_for_near_its_place() -> None:
    wire = report(WIRE)
    undated = replace(
        report("Two guards died at the depot near Alga when men in a white lorry opened fire."), published=None
    )
    found = linked(
        (wire, [draft(wire, "armed attack", MONDAY, ALGA, 2, at="Two guards")]),
        (undated, [draft(undated, "armed attack", ALGA, 2, at="Two guards")]),
    )
    assert [incident.reports for incident in found.new] == [(wire.id, undated.id)]
    elsewhere = linked(
        (wire, [draft(wire, "armed attack", MONDAY, ALGA, 2, at="Two guards")]),
        (undated, [draft(undated, "armed attack", EMBA, 2, at="Two guards")]),
    )
    assert len(elsewhere.new) == 2


def test_a_copy_may_leave_numbers_out_and_is_no_revision() -> None:
    one = related(by("Wire", WIRE + " More to follow."), 2)
    assert (one.copy_of, one.revises) == (report_id(WIRE), "")


def test_a_short_text_is_no_copy() -> None:
    texts = Texts()
    texts.add(report("Two guards were killed on Monday at a depot near Alga."))
    assert texts.near(report("Two guards were killed on Monday at a depot near Alga, police say.")) == []


def test_the_index_finds_near_texts_the_most_alike_first() -> None:
    texts, wire, longer = Texts(), report(WIRE), report(WIRE + " Roads into the town have been closed since then.")
    other = report("Nothing of the kind was said by anybody in the town, where the market opened at nine.")
    for one in (longer, wire, other):
        texts.add(one)
    assert list(texts.near(report(WIRE + " More."))) == [wire.id, longer.id]


def test_near_texts_are_found_among_others_as_well_as_in_the_index() -> None:
    texts, wire, longer = Texts(), report(WIRE), report(WIRE + " Roads into the town have been closed since then.")
    texts.add(longer)
    asked = report(WIRE + " More.")
    assert list(texts.near(asked, [wire, longer, asked])) == [wire.id, longer.id]
    assert list(texts.near(asked)) == [longer.id]


def test_a_day_of_unrest_that_goes_on_for_days_may_be_a_part_of_it() -> None:
    days = DateSpan(date(2016, 3, 5), date(2016, 3, 9), 2)
    first, second = report("Five days of unrest in Alga."), report("On Monday shops burned in Alga.", 8)
    found = linked(
        (first, [draft(first, "riot", days, ALGA, 9)]),
        (second, [draft(second, "riot", MONDAY, ALGA, 2)]),
    )
    assert [(one.incident, one.like, one.kind) for one in found.suggestions] == [
        ("KZ-2016-0002", "KZ-2016-0001", Relation.PART)
    ]


def test_the_whole_is_the_whole_whichever_comes_first() -> None:
    days = DateSpan(date(2016, 3, 5), date(2016, 3, 9), 2)
    first, second = report("On Monday shops burned in Alga.", 8), report("Five days of unrest in Alga.")
    found = linked(
        (first, [draft(first, "riot", MONDAY, ALGA, 2)]),
        (second, [draft(second, "riot", days, ALGA, 9)]),
    )
    assert [(one.incident, one.like, one.kind) for one in found.suggestions] == [
        ("KZ-2016-0001", "KZ-2016-0002", Relation.PART)
    ]


def test_facts_are_compared_across_languages() -> None:
    first = report("Seven people were killed in an attack at Alga on Monday.")
    second = replace(report("В понедельник в Алге при нападении погибли семь человек."), language="ru")
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, ALGA, 7)]),
        (second, [draft(second, "armed attack", MONDAY, ALGA, 7)]),
    )
    assert [incident.reports for incident in found.new] == [(first.id, second.id)]


@pytest.mark.parametrize(("killed", "wounded", "apart"), [(3, 11, True), (3, 4, False)])
def test_two_numbers_that_differ_speak_against_one_incident(killed: int, wounded: int, apart: bool) -> None:
    first, second = report("Men opened fire."), report("Shots were heard.")
    one, other = (
        profile_of(
            [*draft(told, MONDAY, ALGA, dead), says_wounded(told, hurt)], told, wording
        )
        for told, dead, hurt in ((first, 9, 4), (second, killed, wounded))
    )  # fmt: skip
    assert ("tolls-apart" in names(clues(one, other))) is apart


def says_wounded(told: Report, number: int) -> Fact:
    evidence = quote(told.text, told.id, 1, 0, 3)
    return Fact(fact_id(Field.WOUNDED, evidence, number), Field.WOUNDED, number, evidence)


def test_an_incident_that_many_tell_is_the_likelier_one() -> None:
    told = [report(f"Seven died at Alga, says {word}.") for word in ("one", "another", "a third", "a fourth")]
    profiles = [profile(one, "armed attack", MONDAY, ALGA, 7) for one in told]
    alone, known = best_of(profiles[0], profiles[1:2]), best_of(profiles[0], profiles[1:])
    assert alone
    assert known
    assert known.points > alone.points
    assert any(reason.startswith("told by 3 reports") for reason in known.reasons)


def test_every_clue_has_a_weight_and_every_weight_a_prior() -> None:
    assert weights().keys() - {"well-known"} == PRIORS.keys()
    assert all(weights()[name] * prior >= 0 for name, prior in PRIORS.items())


@pytest.mark.parametrize(("prec", "reached"), [(TOWN_PREC, False), (TOWN_PREC + 1, True)])
def test_only_towns_are_too_far_away(prec: int, reached: bool) -> None:
    first, second = report("Seven died."), report("Seven people lost their lives.")
    here, there = (replace(place, prec=prec) for place in (ALGA, EMBA))
    found = linked(
        (first, [draft(first, "armed attack", MONDAY, here, 7)]),
        (second, [draft(second, "armed attack", MONDAY, there, 7)]),
    )
    assert bool(len(found.new) == 1 or found.suggestions) is reached


def one_known(*values: Value) -> Candidates:
    """Return one known incident, as a report tells it."""
    told, found = report("Seven died."), Candidates(LibraryIncidents(Memory(Records({}, {}))), wording)
    facts = draft(told, *values)
    found.add_report(told, [facts])
    found.add_incident(Incident("KZ-2016-0001", facts))
    return found


@pytest.mark.parametrize(("prec", "reached"), [(TOWN_PREC, False), (TOWN_PREC + 1, True)])
def test_a_far_place_is_out_of_reach_where_both_are_in_or_near_towns(prec: int, reached: bool) -> None:
    told = report("Seven people lost their lives.")
    here, there = replace(ALGA, prec=prec), replace(EMBA, prec=prec)
    assert bool(around(profile(told, MONDAY, here), one_known(MONDAY, EMBA))) is reached
    assert bool(around(profile(told, MONDAY, ALGA), one_known(MONDAY, there))) is reached


@pytest.mark.parametrize(("prec", "recalled"), [(TOWN_PREC, True), (TOWN_PREC + 1, False)])
def test_old_incidents_are_looked_for_where_an_undated_report_names_a_place_near_a_town(
    prec: int, recalled: bool
) -> None:
    last_year = DateSpan(date(2015, 6, 1), date(2015, 6, 1), 1)
    told = profile(report("Seven people lost their lives."), replace(ALGA, prec=prec))
    assert bool(around(told, one_known(last_year, ALGA))) is recalled


def test_whoever_names_the_others_number_speaks_of_the_same_people() -> None:
    first, second = report("Nine people died at Alga."), report("Four people died at Alga, not nine, a nurse says.")
    one, other = draft(first, MONDAY, ALGA, 9, at="Nine people"), draft(second, MONDAY, ALGA, 4, at="Four people")
    found = clues(profile_of(one, first, wording), profile_of(other, second, wording))
    assert {"names-toll", "toll-apart"} <= names(found)
    assert "toll-fell" not in names(found)
    silent = report("Four people died at Alga.")
    found = clues(profile_of(one, first, wording), profile(silent, MONDAY, ALGA, 4))
    assert {"toll-fell", "toll-apart"} <= names(found)
    assert "names-toll" not in names(found)


def test_a_number_of_other_people_does_not_name_the_others_toll() -> None:
    first = report("Four people died at Alga.")
    second = report("A driver died at Alga and four people were wounded.")
    wounded = [replace(fact, field=Field.WOUNDED) for fact in draft(second, 4, at="four people")]
    other = (*draft(second, MONDAY, ALGA, 1, at="A driver"), *wounded)
    found = clues(profile(first, MONDAY, ALGA, 4), profile_of(other, second, wording))
    assert "names-toll" not in names(found)


@pytest.mark.parametrize(("beside", "named"), [("seven arrested, nine are on the run", False), ("not nine", True)])
def test_a_number_is_set_against_the_count_beside_it_alone(beside: str, named: bool) -> None:
    first, second = report("Nine people died at Alga."), report(f"At Alga four people died, {beside}.")
    arrested = (
        [replace(fact, field=Field.ARRESTED) for fact in draft(second, 7, at="seven")] if "seven" in beside else []
    )
    other = (*draft(second, MONDAY, ALGA, 4, at="four people"), *arrested)
    found = clues(profile(first, MONDAY, ALGA, 9), profile_of(other, second, wording))
    assert ("names-toll" in names(found)) is named


def joins(one: Sequence[Value], other: Sequence[Value], counted: Field = Field.KILLED) -> bool:
    """Whether two reports that tell these values are joined; bare numbers are of the field `counted`."""
    first, second = report("Police were in Alga."), report("There was no peace in that town.")
    told = [
        (each, [tuple(replace(f, field=counted) if f.field is Field.KILLED else f for f in draft(each, *values))])
        for each, values in ((first, one), (second, other))
    ]
    return len(linked(*told).new) == 1


def test_the_same_day_and_town_are_one_incident_unless_something_speaks_against_it() -> None:
    assert joins(("armed attack", MONDAY, ALGA, 7), (MONDAY, ALGA))
    assert not joins(("armed attack", MONDAY, ALGA, 7), (MONDAY, ALGA, 2))
    assert not joins(("armed attack", MONDAY, ALGA, 7), (MONDAY, ALGA, "arrest"))


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("arson: a school", "armed attack: a kiosk", False),
        ("robbery: a jeweller", "armed clash: a checkpoint", False),
        ("arson: a depot", "armed attack: a depot", True),
        ("arson: a depot", "riot: a kiosk", True),
    ],
)
def test_a_fire_and_a_fight_at_other_targets_are_two_incidents(first: str, second: str, one: bool) -> None:
    reports, drafts = [report(f"There was {text} in Alga.") for text in (first, second)], []
    for made, (kind, target) in zip(reports, (text.split(": ") for text in (first, second)), strict=True):
        (hit,) = draft(made, target, at=target)
        drafts.append((*draft(made, kind, MONDAY, ALGA), replace(hit, field=Field.TARGET)))
    found = linked(*((made, [facts]) for made, facts in zip(reports, drafts, strict=True)))
    assert (len(found.new) == 1) is one


@pytest.mark.parametrize(("number", "one"), [(18, True), (2, False)])
def test_an_arrest_and_a_clash_with_as_many_arrested_are_one_incident(number: int, one: bool) -> None:
    told = ("arrest", MONDAY, ALGA, number), ("armed clash", MONDAY, ALGA, number)
    assert joins(*told, counted=Field.ARRESTED) is one


def test_exact_days_that_differ_are_asked_about_though_a_rough_date_allows_one() -> None:
    days = MONDAY, DateSpan(date(2016, 3, 14), date(2016, 3, 14), 1)
    assert joins(("armed clash", MARCH, ALGA, 5), ("armed clash", days[1], ALGA, 5))
    assert not joins(("armed clash", MARCH, days[0], ALGA, 5), ("armed clash", days[1], MARCH, ALGA, 5))


WEEK = DateSpan(date(2016, 3, 5), date(2016, 3, 9), 2)
UNREST = "Nine died in the unrest in the region, from 5 to 9 March.\n\n"
DAY = "In Alga two of them died on 7 March, in Emba three a day later."
TUESDAY = DateSpan(date(2016, 3, 8), date(2016, 3, 8), 1)


def unrest(*, whole: int | None = 9, town: Place = AKTOBE_REGION, end: str = "") -> tuple[Report, tuple[Fact, ...]]:
    """A report of unrest, with two days of it in the last sentence but for the `end`."""
    told = report(UNREST + DAY + end)
    some = [
        replace(fact, scope=Scope.PART) for fact in (*draft(told, 2, at="two of them"), *draft(told, 3, at="three"))
    ]
    total = draft(told, whole, at="Nine") if whole is not None else ()
    frame = *draft(told, "riot", at="the unrest"), *draft(told, WEEK, at="5 to 9 March"), *total
    monday = *draft(told, ALGA, at="Alga"), some[0], *draft(told, MONDAY, at="7 March")
    tuesday = *draft(told, EMBA, at="Emba"), some[1], *draft(told, TUESDAY, at="a day later")
    return told, (*frame, *draft(told, town, at="the region"), *monday, *tuesday)


def test_days_of_unrest_told_apart_are_parts_of_it() -> None:
    day, whole = report("Two people died in a riot at Alga on Monday.", 8), unrest()
    found = linked((day, [draft(day, "riot", MONDAY, ALGA, 2)]), (whole[0], [whole[1]]))
    assert len(found.new) == 3
    ids = {place.name: one.id for one in found.new for f in one.facts if isinstance(place := f.value, Place)}
    assert {(one.incident, one.whole) for one in found.parts} == {
        (ids["Alga"], ids["Aktobe Region"]), (ids["Emba"], ids["Aktobe Region"])
    }  # fmt: skip
    joined = next(one for one in found.new if one.id == ids["Alga"])
    assert joined.reports == (day.id, whole[0].id)


@pytest.mark.parametrize("more", [{"whole": None}, {"town": ALGA}])
def test_what_is_not_told_as_a_whole_stays_one_incident(more: dict[str, Any]) -> None:
    told, facts = unrest(**more)
    found = linked((told, [facts]))
    assert len(found.new) == 1
    assert not found.parts


def test_what_an_analyst_took_out_of_an_episode_is_not_put_back_by_the_next_report(tmp_path: Path) -> None:
    book = Casebook.open(tmp_path / "incidents.json", author="ada", cache=tmp_path / "cache")
    first, facts = unrest()
    book.add([(first, [facts])])
    one, other = book.search("is:part").rows(0, 2)
    book.decisions.no_part(one.part_of)
    second, more = unrest(end=" The police said nothing.")
    book.add([(second, [more])])
    assert book.incident(one.id).reports == (first.id, second.id)
    assert not book.summary(one.id).part_of
    assert not book.summary(other.id).part_of


def test_a_part_does_not_choose_among_two_incidents_of_its_town_and_day() -> None:
    one, other = report("A riot at Alga on Monday.", 8), report("Another one at Alga.", 8)
    whole, facts = unrest()
    first, second = draft(one, "riot", MONDAY, ALGA), draft(other, "arrest", MONDAY, ALGA)
    found = linked((one, [first]), (other, [second]), (whole, [facts]))
    homes = [incident for incident in found.new if whole.id in incident.reports]
    assert {incident.reports for incident in homes} == {(whole.id,)}
