"""Days that set two deeds of a sentence apart, that rank one among others, and those that the next day counts from."""

import pytest

from kztui.model.fact import Field

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    "text",
    [
        "In April gunmen shot dead a judge in Osh, and in May a guard was stabbed in Naryn.",
        "On June 2 a shop was set ablaze in Osh, and on June 4 two shops were set ablaze in Osh.",
        "On Monday a bomb killed two guards in Osh; on Wednesday another bomb exploded in Osh.",
        "Gunmen shot dead a judge in April, and in May they killed his deputy.",
    ],
)
def test_each_of_two_clauses_with_a_time_is_an_incident(text: str) -> None:
    assert len(incidents(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "On Monday gunmen shot dead a judge in Osh and wounded a guard.",
        "On June 6 gunmen stormed a bank in Osh, and on Monday afternoon they shot two guards.",
    ],
)
def test_clauses_of_one_day_are_one_incident(text: str) -> None:
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "ranked",
    [
        "the fourth such killing in Osh this year",
        "the worst violence in the region in 2016",
        "the third banker to be shot this year",
        "the deadliest attack of this year",
    ],
)
def test_what_ranks_a_deed_does_not_date_it(ranked: str) -> None:
    facts = incident(f"A banker was shot dead in Osh on Monday, {ranked}.")
    assert words(facts, Field.DATE) == {"2016-06-06"}


@pytest.mark.parametrize(
    "text",
    [
        "The latest attack in 2014 killed five guards in Osh.",
        "The deadliest attack in 2014 left five guards dead in Osh.",
        "The second bombing of 2014 killed five guards in Osh.",
        "Gunmen killed five guards in Osh in the latest attack in 2014.",
        "In the worst attack in 2014 gunmen killed five guards in Osh.",
        "An attack in 2014 killed five guards in Osh.",
    ],
)
def test_a_year_dates_the_ranked_deed_that_a_sentence_tells(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2014-01-01"}


@pytest.mark.parametrize(
    "text",
    [
        "Five guards were shot dead in Osh on Monday. It was the third such attack in 2016.",
        "Five guards were shot dead in Osh on Monday, the third such attack in 2016.",
        "Five guards were shot dead in Osh on Monday in the worst attack this year.",
    ],
)
def test_a_year_that_only_ranks_a_deed_with_a_day_does_not_date_it(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2016-06-06"}


def test_a_ranked_deed_is_the_one_told_before() -> None:
    facts = incident("A riot broke out in a camp near Osh on Monday. It was the third riot of the kind this year.")
    assert words(facts, Field.DATE) == {"2016-06-06"}


def test_the_last_such_deed_has_its_own_time() -> None:
    facts = incident("The last such attack took place in 2014, when gunmen shot dead a guard in Osh.")
    assert words(facts, Field.DATE) == {"2014-01-01"}


@pytest.mark.parametrize(
    "said", ["officials said on Thursday", "a ministry said today", "the mayor told a channel on Wednesday"]
)
def test_the_next_day_counts_from_the_deed(said: str) -> None:
    text = f"Two guards were shot dead in Osh on Monday, {said}. The next day a bank was set ablaze in Naryn."
    assert [words(facts, Field.DATE) for facts in incidents(text)] == [{"2016-06-06"}, {"2016-06-07"}]


@pytest.mark.parametrize(
    "answer", ["Troops stormed the camp the next morning.", "Special forces raided the building the following day."]
)
def test_what_forces_did_the_next_day_belongs_to_what_they_answered(answer: str) -> None:
    facts = incident(f"Prisoners killed two guards in a camp near Osh on Monday. {answer}")
    assert words(facts, Field.DATE) == {"2016-06-06"}


def test_what_others_do_the_next_day_is_another_deed() -> None:
    text = "Gunmen killed two guards in Osh on Monday. A man with a knife attacked a teacher the next day."
    assert len(incidents(text)) == 2


@pytest.mark.parametrize("same", ["The robbers shot at a guard on Monday.", "They shot at a guard on Monday."])
def test_what_the_robbers_did_belongs_to_the_robbery(same: str) -> None:
    facts = incident(f"Masked men robbed a bank in Osh. {same}")
    assert words(facts, Field.DATE) == {"2016-06-06"}
    assert words(facts, Field.TYPE) == {"robbery"}
