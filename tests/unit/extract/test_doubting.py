"""Why a fact may be wrong is said with it."""

import pytest

from kztui.model.annotation import AnnotationKind, Target, Verdict, annotation, judged
from kztui.model.fact import DateSpan, Doubt, Fact, Field
from kztui.model.incident import Incident
from kztui.model.summary import summarize

from .samples import FRIDAY, incident, incidents, report, words


def doubts(facts: tuple[Fact, ...], field: Field) -> set[Doubt]:
    return {fact.doubt for fact in facts if fact.field is field}


@pytest.mark.parametrize(
    ("text", "field", "doubt"),
    [
        ("Gunmen killed two guards in Taraz on Monday. The attack began on Sunday.", Field.DATE, Doubt.OTHER_DAYS),
        ("Gunmen killed two guards in Taraz on Monday. The attack began in May.", Field.DATE, Doubt.OTHER_DAYS),
        ("Gunmen killed two guards in Aktobe region on Monday.", Field.PLACE, Doubt.ONLY_REGION),
        ("There was an explosion and a murder in Taraz on Monday.", Field.TYPE, Doubt.SEVERAL_KINDS),
        ("Gunmen killed two guards in Taraz three days ago.", Field.DATE, Doubt.COUNTED_DAY),
        ("Gunmen killed two guards in Taraz on Monday.", Field.DATE, Doubt.NONE),
        ("Gunmen killed two guards in the village of Karasuattam on Monday.", Field.PLACE, Doubt.UNLISTED),
        ("Gunmen killed two guards in Taraz and Shymkent on Monday.", Field.PLACE, Doubt.OTHER_TOWNS),
        ("Gunmen killed two guards in Taraz on Monday.", Field.PLACE, Doubt.NONE),
        ("Gunmen killed two guards in Taraz on Monday. A doctor said that three guards were killed.", Field.KILLED,
         Doubt.OTHER_NUMBERS),
        ("Gunmen killed two guards in Taraz on Monday. The mayor said that there were no deaths.", Field.KILLED,
         Doubt.OTHER_NUMBERS),
        ("Six people were killed in Taraz on Monday: two guards and a nurse. Another report names five dead.",
         Field.KILLED, Doubt.OTHER_NUMBERS),
        ("Gunmen killed two guards in Taraz on Monday.", Field.KILLED, Doubt.NONE),
        ("Gunmen wounded dozens of traders in Taraz on Monday.", Field.WOUNDED, Doubt.IMPLIED),
        ("Gunmen wounded more than fifty traders in Taraz on Monday.", Field.WOUNDED, Doubt.NONE),
        ("Gunmen killed two guards in Taraz two days after the vote.", Field.DATE, Doubt.UNKNOWN_DAY),
        ("Gunmen struck a convoy in Taraz on Monday.", Field.TYPE, Doubt.VAGUE_KIND),
        ("Gunmen bombed a convoy in Taraz on Monday.", Field.TYPE, Doubt.NONE),
        ("Five people died in Taraz on Monday.", Field.TYPE, Doubt.GUESSED_KIND),
        ("Five people died in a bomb attack in Taraz on Monday.", Field.TYPE, Doubt.NONE),
    ],
)  # fmt: skip
def test_each_reason_is_given_where_it_stands(text: str, field: Field, doubt: Doubt) -> None:
    assert doubt in doubts(incident(text), field)


def test_a_country_is_in_doubt_where_the_report_names_a_town() -> None:
    told = "Gunmen killed two Kazakh guards on Monday."
    assert doubts(incident(told), Field.PLACE) == {Doubt.NONE}
    (found, *_) = incidents(f"{told}\n\nTroops from Taraz and Shymkent are looking for them.")
    assert doubts(found, Field.PLACE) == {Doubt.NO_TOWN}


def test_the_one_town_of_a_report_stands_in_for_a_place_in_doubt() -> None:
    (found, *_) = incidents("Gunmen killed two Kazakh guards on Monday.\n\nThe post stands in a suburb of Shymkent.")
    assert words(found, Field.PLACE) == {"shymkent"}
    assert doubts(found, Field.PLACE) == {Doubt.ONLY_TOWN}
    (found, *_) = incidents("ALMATY, June 7 - Gunmen killed two Kazakh guards on Monday.\n\nThe guards were young.")
    assert "almaty" not in words(found, Field.PLACE)


def test_the_town_of_an_opening_is_said_to_stand_there() -> None:
    told = "Kazakh bank robbed\n\nSHYMKENT, Kazakhstan (AP) -- Two guards were shot dead at a Kazakh bank on Monday."
    assert Doubt.OPENING in doubts(incident(told), Field.PLACE)


def test_a_figure_is_in_doubt_when_all_facts_behind_it_are() -> None:
    made = report("Gunmen killed two guards in Taraz three days ago.")
    (facts,) = incidents(made.text)
    sources = {made.id: made.source}
    assert summarize(Incident("KZ-2016-0001", facts), sources).doubts == ("date",)
    (day,) = (fact for fact in facts if fact.field is Field.DATE)
    other = [*facts, Fact("f-0", Field.DATE, day.value, day.evidence)]
    assert summarize(Incident("KZ-2016-0001", tuple(other)), sources).doubts == ()


def test_what_an_analyst_has_judged_is_in_doubt_no_more() -> None:
    facts = incident("Gunmen killed two guards in Taraz three days ago.")
    (day,) = (fact for fact in facts if fact.field is Field.DATE)
    target = Target("KZ-2016-0001", day.id)
    confirmed = annotation(AnnotationKind.VERDICT, target, "ada", verdict=Verdict.CONFIRMED)
    value = DateSpan(FRIDAY, FRIDAY, 1)
    corrected = annotation(AnnotationKind.VERDICT, target, "ada", verdict=Verdict.CORRECTED, value=value)
    for verdict in (confirmed, corrected):
        assert {fact.doubt for fact in judged(facts, [verdict]) if fact.field is Field.DATE} == {Doubt.NONE}


def test_parts_that_add_up_and_zeros_for_others_are_no_other_numbers() -> None:
    told = "Five militants were killed in Taraz on Monday: four in a house and another in the street. No guards died."
    assert Doubt.OTHER_NUMBERS not in doubts(incident(told), Field.KILLED)
