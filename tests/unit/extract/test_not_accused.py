"""Who stands near a deed in words that only look like an accusation: nobody of them is named as its doer."""

import pytest

from kztui.model.fact import Field

from .samples import incidents

DEED = "Two herders were shot dead near Merke on Friday. "


def doers(text: str) -> set[str]:
    """Return whom a text names as those who did what it tells."""
    return {str(fact.value).lower() for facts in incidents(text) for fact in facts if fact.field is Field.PERPETRATOR}


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Timur Asanov admitted the unrest had been mishandled.",
        "Timur Asanov admitted the shooting could have been avoided.",
        "Timur Asanov admitted murder was common there.",
        "Timur Asanov admitted the killing shocked him.",
        "Timur Asanov admitted killings had gone on for years.",
        "Timur Asanov admitted to a riot being kept secret.",
        "The governor admitted the attack.",
        "The prosecutor confessed.",
        "Timur Asanov confessed to the attack on the pension law.",
        "Neither Timur Asanov nor his cousin confessed to the murder.",
        "Timur Asanov, a farmer, would not tell who confessed to the murder.",
        "Timur Asanov falsely confessed to the murder.",
        "Timur Asanov never confessed to the murder.",
        "Timur Asanov, who villagers say confessed to the murder, was elsewhere.",
    ],
)
def test_who_admits_that_something_was_so_confesses_nothing(sentence: str) -> None:
    assert not doers(DEED + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A neighbour admitted the killing.",
        "A neighbour admitted to the killing.",
        "A neighbour admitted the killing and was arrested.",
        "A neighbour confessed to the murder, which shocked the village.",
        "A neighbour confessed to the murder when officers came.",
        "A neighbour who confessed to the murder is in custody.",
        "A neighbour, 40, confessed to the murder.",
        "A neighbour confessed.",
    ],
)
def test_who_admits_a_deed_is_suspected(sentence: str) -> None:
    assert doers(DEED + sentence) == {"neighbour"}


@pytest.mark.parametrize(
    "sentence",
    [
        "As he passed the gunman, Dana Serikova, 40, rang her son.",
        '"We all saw the gunman," Dana Serikova, a cook, said.',
        "To escape the attacker, Dana Serikova, a cook, jumped out.",
        "According to the suspect, Dana Serikova, a cook, was at home.",
        "Unlike the shooter, Dana Serikova, a cook, comes from Osh.",
        "Before meeting the suspect, Dana Serikova, in a hurry, rang a lawyer.",
        "Behind the shooter, a boy, aged nine, fell down.",
        "Apart from the suspect, a cook, three guests were heard.",
        "Watching the robber, Dana Serikova, a cook, rang the police.",
        "Once police had arrested the gunman, Dana Serikova, a cook, came out.",
        "Police arrested the gunman, Dana Serikova, a cook, and her son said.",
        "The gunman, Dana Serikova, a cook, told reporters, wore a hat.",
        "The gunman, Dana Serikova, 40, insisted, wore a hat.",
        "Detectives freed the suspect, a cook, on Tuesday.",
        "The suspect, a cook, was released.",
        "The suspect, a cook, was found to be innocent.",
    ],
)
def test_who_stands_between_commas_behind_an_attacker_need_not_be_he(sentence: str) -> None:
    assert not doers(DEED + sentence) & {"dana serikova", "cook", "boy"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The gunman, a cook, fled.",
        "The gunman, a cook from Osh, was detained on Monday.",
        "Police said the gunman, a cook, acted alone.",
        "Police arrested the gunman, a cook, on Monday.",
    ],
)
def test_who_an_attacker_is_said_to_be_is_suspected(sentence: str) -> None:
    assert "cook" in doers(DEED + sentence)


def test_the_list_behind_an_attacker_in_an_opening_phrase_is_none() -> None:
    assert doers("Shot by the gunman, the guard, a father of two, died in Merke on Friday.") == {"gunman"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The robbers were led by guard Timur Asanov to a car.",
        "The robbers were led by hostage Timur Asanov.",
        "The gunmen were led by Timur Asanov out of the bank.",
        "Rebels led by Timur Asanov into the hall were held.",
    ],
)
def test_who_leads_attackers_somewhere_is_not_their_leader(sentence: str) -> None:
    assert "timur asanov" not in doers(DEED + sentence)


def test_a_speaker_between_commas_is_no_attacker() -> None:
    text = "Rebels led by Timur Asanov, mayor Bolat Kenzhin said, attacked a post near Merke on Friday."
    assert doers(text) == {"timur asanov", "rebels"}
    assert doers("Rebels attacked a post near Merke on Friday, the police said, and killed two men.") == {"rebels"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Police wrongly named Timur Asanov as the killer.",
        "Police by mistake named Timur Asanov as the killer.",
        "A channel named Timur Asanov as the killer; officials denied this.",
        "Police named Timur Asanov as the suspect and later apologised.",
        "Neighbours described Timur Asanov as a suspect in name only.",
        "Police named Timur Asanov as the suspect's uncle.",
        "Timur Asanov was falsely accused of the murder.",
        "Nobody named Timur Asanov as the killer.",
        "No witness identified Timur Asanov as the gunman.",
        "Prosecutors wrongly charged Timur Asanov with the murder.",
    ],
)
def test_who_was_named_by_mistake_did_not_do_it(sentence: str) -> None:
    assert not doers(DEED + sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The governor came to Merke on Friday, and a bomb exploded as he got out, killing two guards.",
        "The mayor came to Merke on Friday and a mine went off, killing two guards.",
        "A judge who had jailed Timur Asanov for the murder of a trader was stabbed in Merke on Friday.",
        "A reporter who accused Timur Asanov of murder was shot dead in Merke on Friday.",
        "The guard was led by the robbers into a shed in Merke on Friday and shot dead.",
    ],
)
def test_who_is_there_is_no_attacker(text: str) -> None:
    assert doers(text) <= {"robbers"}


def test_whom_an_attacker_shot_is_not_he() -> None:
    assert doers(DEED + "The man the gunman shot was a cook.") <= {"gunman"}
    assert "cook" in doers(DEED + "The gunman who shot them was a cook.")


def test_who_comes_and_opens_fire_is_one() -> None:
    assert doers("A man came to a bar in Merke on Friday and opened fire, killing two guards.") == {"man"}


def test_people_need_not_be_killed_by_those_at_whose_hands_they_die() -> None:
    assert doers("Two patients died at the hands of doctors in Taraz on Friday, relatives said.") == set()
    assert doers("Two patients died at the hands of gunmen in Taraz on Friday, relatives said.") == {"gunmen"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Colonel Timur Asanov admitted that carrying out the attack was hard.",
        "Timur Asanov admitted carrying out the attack was hard.",
        "Timur Asanov admitted that killing the herders had been wrong.",
        "Timur Asanov admitted killing is never easy.",
        "Timur Asanov said that shooting the herders was a crime.",
        "Timur Asanov condemned killing herders.",
        "Timur Asanov called shooting the herders a crime.",
        "Colonel Timur Asanov admitted mistakes in the attack.",
        "Colonel Timur Asanov admitted the defeat.",
        "Timur Asanov took responsibility for security.",
        "The governor, Timur Asanov, acknowledged responsibility for the failure.",
    ],
)
def test_who_speaks_of_a_deed_has_not_done_it(sentence: str) -> None:
    assert not doers(DEED + sentence)
    claims = [fact for facts in incidents(DEED + sentence) for fact in facts if fact.field is Field.CLAIMED_BY]
    assert not claims


@pytest.mark.parametrize(
    "sentence",
    [
        "Timur Asanov admitted killing the herders.",
        "Timur Asanov admitted to killing the herders.",
        "Timur Asanov admitted carrying out the attack.",
        "Timur Asanov admitted shooting the herders because they had been rude.",
        "Timur Asanov admitted shooting the herders, who were asleep.",
        "Timur Asanov admitted shooting the herders and was arrested.",
        "Timur Asanov admitted that he had shot the herders.",
        "Timur Asanov pleaded guilty to the murder.",
    ],
)
def test_who_admits_that_he_did_it_is_suspected(sentence: str) -> None:
    assert doers(DEED + sentence) == {"timur asanov"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Steppe Brigade took responsibility for the attack.",
        "The Steppe Brigade took responsibility.",
        "A man took responsibility for killing the herders.",
        "The rebels admitted responsibility for the bomb.",
    ],
)
def test_who_takes_responsibility_for_a_deed_claims_it(sentence: str) -> None:
    assert any(fact.field is Field.CLAIMED_BY for facts in incidents(DEED + sentence) for fact in facts)
