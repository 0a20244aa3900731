"""What an analyst types for a fact."""

from datetime import date

import pytest
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind, Target, Verdict, judged
from kztui.model.fact import DateSpan, Evidence, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value
from kztui.present.corrections import editable, editable_fact, typed_correction, typed_value
from kztui.present.dossier import read_dossier
from kztui.present.fact_lines import Kind, Line
from kztui.tui.fact_rows import fact_rows


def fact(field: Field, value: Value) -> Fact:
    return Fact("f-1", field, value, Evidence("r-1", 1, 0, 1, "x"))


DAY = DateSpan(date(2016, 6, 5), date(2016, 6, 5), 1)
MONTH = DateSpan(date(2016, 6, 1), date(2016, 6, 30), 4)
YEAR = DateSpan(date(2016, 1, 1), date(2016, 12, 31), 5)
FEW = DateSpan(date(2016, 6, 3), date(2016, 6, 5), 2)


@pytest.mark.parametrize("span", [DAY, MONTH, YEAR, FEW])
def test_a_date_reads_back_as_it_is_written(span: DateSpan) -> None:
    assert typed_value(fact(Field.DATE, DAY), editable(span)) == span


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "most"),
    [
        (" 12 ", 12, "none", None),
        ("six", 6, "none", None),
        ("0", 0, "none", None),
        ("none", 0, "none", None),
        ("nobody", 0, "none", None),
        ("about 6", 6, "about", None),
        ("~6", 6, "about", None),
        ("at least 2", 2, "at_least", None),
        ("2+", 2, "at_least", None),
        ("more than five", 6, "at_least", None),
        ("up to 9", 9, "at_most", None),
        ("fewer than 10", 9, "at_most", None),
        ("2 to 4", 2, "range", 4),
        ("2-4", 2, "range", 4),
        ("between two and four", 2, "range", 4),
        ("1,200", 1200, "none", None),
    ],
)
def test_a_number_is_typed_as_one_says_it(text: str, value: int, qualifier: str, most: int | None) -> None:
    before = replace(fact(Field.KILLED, 3), qualifier=Qualifier.AT_LEAST, side=Side.SECURITY)
    right = typed_correction(before, text).on(before)
    assert (right.value, right.qualifier, right.value_max, right.side) == (value, qualifier, most, Side.SECURITY)
    assert typed_correction(before, editable_fact(right)).on(before) == right


@pytest.mark.parametrize("text", ["", "-1", "1.5", "many", "٣", "4 to 2", "fewer than 0", "5 friends"])
def test_what_is_not_a_number_of_people_is_one_line(text: str) -> None:
    with pytest.raises(UserError, match="number of people: write 6, about 6, at least 2, 2 to 4 or none"):
        typed_correction(fact(Field.KILLED, 3), text)


def test_after_a_number_its_terms_can_be_said() -> None:
    before = replace(fact(Field.WOUNDED, 3), hedge=Hedge.SUSPECTED)
    right = typed_correction(before, "at least 9 security, part, reportedly, says Interior Ministry").on(before)
    assert (right.value, right.qualifier, right.side) == (9, Qualifier.AT_LEAST, Side.SECURITY)
    assert (right.scope, right.hedge, right.attributed_to) == (Scope.PART, Hedge.REPORTEDLY, "Interior Ministry")
    right = typed_correction(right, "9 civilians whole certain").on(right)
    assert (right.side, right.scope, right.hedge) == (Side.CIVILIAN, Scope.WHOLE, Hedge.NONE)
    assert right.attributed_to == "Interior Ministry"


def test_corrected_terms_count_and_are_kept(casebook: Casebook) -> None:
    killed = next(one for one in casebook.incident("KZ-2016-0001").facts if one.field is Field.KILLED)
    right = typed_correction(killed, "at least 28, civilians")
    target = Target("KZ-2016-0001", killed.id)
    casebook.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CORRECTED, value=right.value, terms=right.terms)
    again = Casebook.open(casebook.location)
    (judged_fact,) = (
        one
        for one in judged(again.incident("KZ-2016-0001").facts, again.annotations("KZ-2016-0001"))
        if one.id == killed.id
    )
    assert (judged_fact.value, judged_fact.qualifier, judged_fact.side) == (28, Qualifier.AT_LEAST, Side.CIVILIAN)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("late July 2012", date(2012, 7, 21), date(2012, 7, 31)),
        ("mid-July 2012", date(2012, 7, 11), date(2012, 7, 20)),
        ("early February 2013", date(2013, 2, 1), date(2013, 2, 10)),
        ("July 2012", date(2012, 7, 1), date(2012, 7, 31)),
        ("9 March 2016", date(2016, 3, 9), date(2016, 3, 9)),
        ("3-5 June 2016", date(2016, 6, 3), date(2016, 6, 5)),
        ("28 May - 3 June 2016", date(2016, 5, 28), date(2016, 6, 3)),
        ("30 December 2015 to 2 January 2016", date(2015, 12, 30), date(2016, 1, 2)),
        ("2016-06-03..2016-06-05", date(2016, 6, 3), date(2016, 6, 5)),
        ("6 ноября 2024", date(2024, 11, 6), date(2024, 11, 6)),
    ],
)
def test_a_date_is_typed_as_one_writes_it(text: str, start: date, end: date) -> None:
    span = typed_value(fact(Field.DATE, DAY), text)
    assert isinstance(span, DateSpan)
    assert (span.start, span.end) == (start, end)


@pytest.mark.parametrize("text", ["soon", "late 2012", "31 June 2016", "5-3 June 2016", ">2016"])
def test_what_is_not_a_date_is_one_line(text: str) -> None:
    with pytest.raises(UserError):
        typed_value(fact(Field.DATE, DAY), text)


def test_a_place_is_found_in_any_spelling() -> None:
    place = typed_value(fact(Field.PLACE, Place("Almaty", "KZ")), "Құлсары")
    assert isinstance(place, Place)
    assert (place.name, place.country) == ("Kulsary", "KZ")
    assert place.lat is not None


def test_a_place_that_is_not_known_needs_its_degrees() -> None:
    before = fact(Field.PLACE, Place("Almaty", "KZ"))
    for text in ("Nowhere at all", "6"):
        with pytest.raises(UserError, match=f"“{text}” is not in the gazetteer: add its degrees"):
            typed_value(before, text)
    assert typed_value(before, "Nowhere at all 49.9, 57.33") == Place("Nowhere at all", "KZ", "", 49.9, 57.33)
    assert typed_value(before, "49.9 57.33") == Place("49.9, 57.33", "KZ", "", 49.9, 57.33)


def test_a_type_is_one_of_ours() -> None:
    assert typed_value(fact(Field.TYPE, "riot"), "Armed Clash") == "armed clash"
    with pytest.raises(UserError, match="a type is one of: armed clash"):
        typed_value(fact(Field.TYPE, "riot"), "party")


def test_a_long_name_of_a_field_stands_apart_from_its_value(casebook: Casebook) -> None:
    dossier = read_dossier(casebook, "KZ-2016-0001")
    stated = next(fact for fact in dossier.facts if fact.field is Field.PERPETRATOR)
    line = Line(Kind.FACT, (stated,), Field.PERPETRATOR, stated.evidence.report, depth=1)
    (row,) = fact_rows(dossier, [line], 60, {})
    assert "perpetrator " in "".join(part.text for part in row.left)
