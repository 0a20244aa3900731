"""Tolls as reports tell them: who is counted together, who is one of those counted, and who was lost, shot or meant."""

import pytest

from kztui.model.fact import Field, Hedge, Scope
from kztui.model.figures import Policy, count_figure

from .samples import incidents, report

KILLED, WOUNDED, ARRESTED = Field.KILLED, Field.WOUNDED, Field.ARRESTED


def best(text: str, field: Field) -> list[int | None]:
    """Return the number that each incident of a text comes to in a field, None where it tells none."""
    stated = [[fact for fact in facts if fact.hedge is not Hedge.DENIED] for facts in incidents(text)]
    made = report(text)
    figures = [count_figure(facts, field, {made.id: made.source}, Policy.LATEST_OFFICIAL) for facts in stated]
    return [figure.best if figure else None for figure in figures]


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Four rebels as well as two cooks were killed in a raid in Merke on Friday.", KILLED, 6),
        ("Four rebels, along with two guards, were killed in a raid in Merke on Friday.", KILLED, 6),
        ("A blast in Merke on Friday hurt three nurses together with a doctor.", WOUNDED, 4),
        ("All in all thirteen people were killed in a raid in Merke on Friday.", KILLED, 13),
        ("In a raid in Merke on Friday, in all, thirteen people were killed.", KILLED, 13),
        ("Two other people, a judge and a cook, were hurt by a blast in Merke on Friday.", WOUNDED, 2),
        ("A blast in Merke on Friday killed three people, a judge, a cook and a nurse.", KILLED, 3),
        ("Three relatives - the parents and a son - were murdered in Merke on Friday.", KILLED, 3),
        ("Three guards, a judge and a cook were hurt by a blast in Merke on Friday.", WOUNDED, 5),
        ("Police in Merke on Friday arrested two men, 24 and 31 years old, over a stabbing.", ARRESTED, 2),
        ("Gunmen raided a post near Merke on Friday. The gunmen lost five men.", KILLED, 5),
        ("Rebels raided a post near Merke on Friday, losing one of their own.", KILLED, 1),
        ("A doctor was stopped in Merke on Friday by men who beat him to death.", KILLED, 1),
        ("Rebels stopped three nurses near Merke on Friday. The rebels stabbed them to death.", KILLED, 3),
        ("A raid in Merke on Friday killed six. The governor counted five rebels among the dead.", KILLED, 6),
        ("Nine rebels were shot in a hunt in Merke on Friday.", KILLED, 9),
        ("Three guards were killed in Merke on Friday. Nine rebels were shot in a hunt that went on until Sunday.",
         KILLED, 12),
        ("Four people were killed in Merke on Friday: a judge, a cook and two guards. Three attackers died, too.",
         KILLED, 7),
        ("Four members of one family were murdered in Merke on Friday.", KILLED, 4),
        ("Five guards died in a raid in Merke on Friday. Six smugglers were also killed.", KILLED, 11),
        ("Five guards died in a raid in Merke on Friday. Six smugglers were killed in Merke by men in masks as well as "
         "knives.", KILLED, 6),
        ("The number of those killed in a raid in Merke on Friday has reached four.", KILLED, 4),
        ("A guard, 35, was killed in Merke on Friday and his wife, 34, wounded by a bomb.", WOUNDED, 1),
        ("Two officers suffered fractures in a brawl in Merke on Friday.", WOUNDED, 2),
        ("Two guards were shot dead in Merke on Friday. The gunmen are still at large.", ARRESTED, 0),
        ("The man who attacked a bank in Merke on Friday was in handcuffs within an hour.", ARRESTED, 1),
        ("Some men were shot in Merke on Friday while looting. Altogether 200 people were detained.", ARRESTED, 200),
        ("The gunman was overpowered after a shooting in Merke on Friday.", ARRESTED, 1),
        ("Four people were treated for cuts after a blast in Merke on Friday.", WOUNDED, 4),
        ("Five more rebels were seized after a raid in Merke on Friday.", ARRESTED, 5),
        ("Two men were seized by police after a raid in Merke on Friday.", ARRESTED, 2),
        ("Two men suspected of planning a raid were detained in Merke on Friday.", ARRESTED, 2),
    ],
)  # fmt: skip
def test_a_toll_adds_up(text: str, field: Field, number: int) -> None:
    assert best(text, field) == [number]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Nine rebels were shot in the legs in Merke on Friday.", KILLED),
        ("Nine students were shot in Merke on Friday.", KILLED),
        ("A raid in Merke on Friday was led by a man who had been arrested three times before.", ARRESTED),
        ("The electricity went off in Merke on Friday, and a guard was in hospital.", KILLED),
        ("A team lost three players in Merke on Friday, when a bomb went off in its bus.", KILLED),
        ("Two men were seized by gunmen near Merke on Friday after a raid.", ARRESTED),
        ("After a raid in Merke on Friday the ministry said nobody had died, denying reports of five dead.", WOUNDED),
    ],
)
def test_who_only_looks_counted_is_not(text: str, field: Field) -> None:
    assert [number for number in best(text, field) if number] == []


def test_a_number_whose_reports_are_denied_is_none() -> None:
    (number,) = best(
        "Nobody died in a raid in Merke on Friday, the ministry said, denying reports of five dead.", KILLED
    )
    assert number == 0


def test_the_dead_of_months_ago_are_not_of_this_incident() -> None:
    text = (
        "Four herdsmen were found dead near Merke on Friday. Less than three months ago nine guards were killed there."
    )
    assert sorted(number or 0 for number in best(text, KILLED)) == [4, 9]


def test_those_shot_are_those_murdered() -> None:
    text = (
        "Five rebels were killed in Merke on Friday. "
        "They were wanted for the murder of two guards, shot in Taraz on May 8."
    )
    assert best(text, KILLED) == [5, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 people rallied in Merke on Friday to demand the release of a teacher.",
        "About 40 miners marched through Merke on Friday.",
        "Hundreds took to the streets of Merke on Friday over prices.",
        "Workers gathered in Merke on Friday, demanding unpaid wages.",
        "Villagers blocked a road near Merke on Friday in protest at a mine.",
    ],
)
def test_a_crowd_with_a_demand_is_a_protest(text: str) -> None:
    (facts,) = incidents(text)
    assert facts[0].value == "protest"


@pytest.mark.parametrize(
    "text",
    [
        "Troops marched through Merke on Friday.",
        "Guests gathered in Merke on Friday for a wedding.",
        "Two men rallied in Merke on Friday.",
        "Snow blocked a road near Merke on Friday, and drivers were against going on.",
    ],
)
def test_other_gatherings_are_none(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police cleared the square of striking miners in Merke on Friday, and nine people were wounded.",
        "Police shot into the crowd in Merke on Friday.",
        "Riot police used tear gas against demonstrators in Merke on Friday.",
        "Security forces beat protesters with batons in Merke on Friday.",
        "Strikers held the square in Merke on Friday. Soldiers fired at people there.",
    ],
)
def test_force_against_a_crowd_is_that(text: str) -> None:
    assert "force against protesters" in [facts[0].value for facts in incidents(text)]


def test_what_a_crowd_does_is_one_riot() -> None:
    (facts,) = incidents(
        "Ethnic violence broke out in Merke on Friday. Young men fought each other and burned shops. "
        "A crowd set two cars on fire."
    )
    assert facts[0].value == "mob violence"


def test_stabbings_in_a_riot_are_part_of_it() -> None:
    (facts,) = incidents("A prison riot in Taraz left a guard dead on Friday. Most of the injured were stabbed.")
    assert facts[0].value == "riot"


def test_what_explodes_by_itself_sets_off_no_bomb() -> None:
    (facts,) = incidents("Fireworks exploded in a shop in Merke on Friday. They set off further explosions in a depot.")
    assert facts[0].value == "explosion"


@pytest.mark.parametrize(
    ("official", "others"),
    [
        ("A ministry said three people were killed in a clash in Merke on Friday.", "Activists put the number at 30."),
        ("Three people died in a clash in Merke on Friday, prosecutors say.", "Residents speak of more than 30 dead."),
    ],
)
def test_the_numbers_of_two_voices_are_not_added_up(official: str, others: str) -> None:
    (facts,) = incidents(f"{official} {others}")
    assert {fact.value for fact in facts if fact.field is KILLED and fact.scope is Scope.WHOLE} == {3, 30}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tajik and Kyrgyz border guards fired at each other near Merke on Friday.", "armed clash"),
        ("A trader went missing in Merke on Friday; masked men forced him into a car, his wife says.", "abduction"),
        ("Miners went on strike in Merke on Friday.", "protest"),
    ],
)
def test_what_kind_it_is(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert facts[0].value == kind


def test_shots_on_target_are_sport() -> None:
    assert incidents("Merke fired three shots on target in the first half on Friday.") == []
