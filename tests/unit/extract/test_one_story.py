"""What several sentences of a story tell of one deed: headline and lead, verdicts, arrests and accusations."""

import pytest

from kztui.model.fact import Field

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    "text",
    [
        "Blast at depot near Taraz\n\nAn explosion on June 5 in the Bayzak district killed two men.",
        "Arson at Osh mosque: driver jailed\n\nTwo men threw grenades at a mosque in Osh on June 5.",
        "Nine years for raid on Aksai bank\n\nA court jailed two men convicted of attacking guards in Aksai on June 5.",
    ],
)
def test_a_headline_and_its_lead_are_one_story(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2016-06-05"}


def test_a_headline_of_another_region_is_another_story() -> None:
    text = "Two guards shot dead in Osh\n\nUnknown men burned a shop in Naryn on June 5."
    assert len(incidents(text)) == 2


@pytest.mark.parametrize(
    "accused",
    [
        "In Moscow, however, a general blamed Hizb ut-Tahrir.",
        "In Moscow, the Caucasus Emirate claimed responsibility.",
        "Ankara accused the Islamic State group.",
    ],
)
def test_who_is_accused_is_no_incident(accused: str) -> None:
    facts = incident(f"Gunmen killed two guards in Osh on Sunday. {accused}")
    assert words(facts, Field.PLACE) == {"osh"}
    assert words(facts, Field.DATE) == {"2016-06-05"}


@pytest.mark.parametrize(
    "told",
    [
        "The agency told a local channel on Wednesday",
        "The agency told Channel Five on Wednesday",
        "A spokesman informed the news website on Wednesday",
    ],
)
def test_the_day_on_which_somebody_was_told_is_not_that_of_the_deed(told: str) -> None:
    facts = incident(f"{told} that gunmen had killed two guards in Osh on Sunday.")
    assert words(facts, Field.DATE) == {"2016-06-05"}


@pytest.mark.parametrize(
    "verdict",
    [
        "On June 7 a judge found both men guilty of attempted murder.",
        "A judge found both men guilty of attempted murder on June 7.",
        "A judge found both men guilty on June 7.",
    ],
)
def test_the_day_on_which_somebody_is_found_guilty_is_not_that_of_the_deed(verdict: str) -> None:
    facts = incident(f"Two men stabbed a guard in Osh on June 5. {verdict}")
    assert words(facts, Field.DATE) == {"2016-06-05"}


def test_the_day_of_the_deed_stands_behind_it() -> None:
    facts = incident("A judge found both men guilty of stabbing a guard in Osh on June 5.")
    assert words(facts, Field.DATE) == {"2016-06-05"}


def test_those_who_are_caught_foil_the_plot() -> None:
    facts = incident(
        "The KNB said it had foiled a plot to bomb a station in Shymkent. "
        "Four members of a cell were detained on June 5 in Saryagash."
    )
    assert words(facts, Field.DATE) == {"2016-06-05"}
    assert words(facts, Field.ARRESTED) == {"4"}


@pytest.mark.parametrize(
    ("caught", "number"),
    [
        ("Four suspects were arrested in Aktobe.", 2),
        ("Four members of a cell were detained in Aktobe Region.", 2),
        ("Four men suspected of theft were arrested in Atyrau.", 2),
        ("The four suspects were arrested in Aktobe.", 1),
        ("Four suspects were arrested in Talgar.", 1),
        ("Four suspects were arrested.", 1),
        ("Four suspects were arrested in Kazakhstan.", 1),
    ],
)
def test_who_is_arrested_far_from_a_plot_is_none_of_its(caught: str, number: int) -> None:
    assert len(incidents("The KNB foiled a plot to bomb a station in Almaty. " + caught)) == number


@pytest.mark.parametrize(
    "aside",
    [
        "The mayor, who took office last month, said that two guards had been shot dead in Osh on Sunday.",
        "Two guards were shot dead on Sunday in Osh, where prices had doubled overnight.",
        "A lawyer, whose firm opened in May, said gunmen had killed two guards in Osh on Sunday.",
    ],
)
def test_a_day_in_a_clause_that_tells_no_event_is_of_that_clause(aside: str) -> None:
    assert words(incident(aside), Field.DATE) == {"2016-06-05"}


def test_a_day_in_a_clause_that_tells_the_event_is_the_day() -> None:
    facts = incident("The mayor spoke of two guards, who were shot dead in Osh on Sunday.")
    assert words(facts, Field.DATE) == {"2016-06-05"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus near Taraz on Thursday, killing two. On Friday soldiers killed three smugglers.",
        "Robbers beat a guard in Taraz on Thursday. Police shot a man in a separate incident the next day.",
        "Two guards shot dead in Taraz\n\nIn another case, a wife was beaten by a neighbour in Taraz on Thursday.",
        "Bank robbed in Taraz\n\nA taxi driver was stabbed in Taraz on Thursday.",
    ],
)
def test_another_matter_is_another_incident(text: str) -> None:
    assert len(incidents(text)) == 2


def test_what_troops_do_to_the_attackers_the_next_day_ends_the_same_story() -> None:
    told = "Gunmen attacked a bus near Taraz on Thursday, killing two. On Friday soldiers shot dead three gunmen."
    assert len(incidents(told)) == 1
