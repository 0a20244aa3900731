"""Who did it, in the words that news uses, and who is named beside a deed without having done it."""

import pytest

from kztui.model.fact import Field

from .samples import incidents


def said(text: str, field: Field) -> set[str]:
    """Return the values of a field in all incidents of a text."""
    return {str(fact.value) for facts in incidents(text) for fact in facts if fact.field is field}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Heavily armed men attacked a post near Merke on Friday.", {"Heavily armed men"}),
        ("A judge was killed in Merke on Friday by a gang of lightly armed men.", {"gang of lightly armed men"}),
        ("Alleged Altai Front members killed a judge in Merke on Friday.", {"Altai Front members"}),
        ("Former conscripts were the ones who killed a guard in Merke on Friday.", {"Former conscripts"}),
        ("The attack in Merke on Friday was perpetrated by professionals, a judge said.", {"professionals"}),
        ("The murder of a judge in Merke on Friday was ordered by a trader, police say.", {"trader"}),
        ("The police hold a clan from Talas responsible for the murder of a judge in Merke on Friday.", {"clan"}),
        ("Several militants set off a bomb under a bridge in Merke on Friday.", {"Several militants"}),
        ("Militants armed with rifles and grenade launchers attacked a post in Merke on Friday.", {"Militants"}),
        (
            "A judge implicated four officers, including a colonel, and two guards in a murder in Merke on Friday.",
            {"four officers", "two guards"},
        ),
    ],
)  # fmt: skip
def test_doers(text: str, doers: set[str]) -> None:
    assert said(text, Field.PERPETRATOR) == doers


@pytest.mark.parametrize(
    "text",
    [
        "A curfew was ordered by the governor after an explosion in Merke on Friday.",
        "Neighbours took a wounded teacher to hospital after a shooting in Merke on Friday.",
        "Passers-by rushed two wounded soldiers to hospital after an ambush near Merke on Friday.",
        "A shepherd found the bodies of two guards after an attack near Merke on Friday.",
        "A deputy who has been linked to death squads spoke about the explosion in Merke on Friday.",
        "A judge declined to blame any group for an attack on a bank in Merke on Friday.",
        "Three unknown men were wounded in a shooting in Merke on Friday.",
        "After ordering the women to lie down, a man killed two guards in Merke on Friday.",
    ],
)
def test_bystanders_have_done_nothing(text: str) -> None:
    assert said(text, Field.PERPETRATOR) <= {"man"}


def test_whoever_is_held_responsible_is_not_arrested() -> None:
    text = "The police hold a clan from Talas responsible for the murder of a judge in Merke on Friday."
    assert said(text, Field.ARRESTED) == set()


def test_a_branch_claims_for_its_group() -> None:
    text = "A bombing in Merke on Friday was claimed by the Khorasan branch of the Islamic State."
    assert said(text, Field.CLAIMED_BY) == {"Islamic State"}


def test_the_last_noun_of_a_name_is_no_army() -> None:
    text = "Fighters of the Steppe Liberation Army blew up a bridge in Merke on Friday."
    assert "Steppe Liberation Army" in said(text, Field.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Erik Bekov, a clerk of the tax office in Talas, was killed in Merke on Friday.", {"Erik Bekov"}),
        (
            "Erik Bekov and Anvar Aliev, kidnapped two weeks ago in Merke, were freed on Friday.",
            {"Erik Bekov", "Anvar Aliev"},
        ),
        (
            "A bomb exploded in Merke on Friday, killing Maria Bekova, 42; Erik Bekov, 19; and a clerk.",
            {"Maria Bekova", "Erik Bekov", "clerk"},
        ),
        (
            "The following guards died in an attack in Merke on Friday: Erik Bekov, Anvar Aliev and Timur Omarov.",
            {"following guards", "Erik Bekov", "Anvar Aliev", "Timur Omarov"},
        ),
        ("A judge was shot dead in Merke on Friday along with his driver.", {"judge"}),
        ("Gunmen killed a judge as well as his driver in Merke on Friday.", {"judge", "his driver"}),
    ],
)
def test_victims(text: str, victims: set[str]) -> None:
    assert said(text, Field.VICTIM) == victims
    assert said(text, Field.PERPETRATOR) <= {"Gunmen"}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A post in Merke, Jambyl Region, was attacked by armed men on Friday.", {"post"}),
        ("A bomb attack with dynamite took place in front of a bank in Merke on Friday.", {"bank"}),
        ("A blast in Merke on Friday destroyed a tower, damaging three houses.", {"tower", "three houses"}),
        ("A bomb, made of TNT, was placed in the back of a pharmacy in Merke on Friday.", {"pharmacy"}),
    ],
)
def test_targets(text: str, targets: set[str]) -> None:
    assert said(text, Field.TARGET) == targets


def test_whoever_accuses_has_done_nothing() -> None:
    text = "A minister accused two brothers of burning a school in Merke on Friday."
    assert said(text, Field.PERPETRATOR) == {"two brothers"}


@pytest.mark.parametrize(
    "text",
    [
        "The report on the abductions of two clerks in Merke on Friday was made by a teacher.",
        "Ten workers were killed and many injured in an attack on a mine in Merke on Friday.",
        "No group attacked the bank in Merke on Friday.",
        "The individuals who robbed a bank in Merke on Friday are unknown.",
        "Officials captured a militant after an attack on a bank in Merke on Friday.",
        "Neighbours demand that those who killed a judge in Merke on Friday be found.",
        "Two leaders of a leftist union were killed by soldiers in Merke on Friday.",
    ],
)
def test_nobody_is_accused_by_the_words_around_a_deed(text: str) -> None:
    assert said(text, Field.PERPETRATOR) <= {"soldiers"}


def test_what_attackers_wear_belongs_to_them() -> None:
    text = "Men wearing police uniforms robbed a bank in Merke on Friday."
    assert said(text, Field.PERPETRATOR) == {"Men wearing police uniforms"}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (
            "Militants of the Islamic Movement of Uzbekistan attacked a post in Merke on Friday.",
            "Islamic Movement of Uzbekistan",
        ),
        (
            "The Steppe Liberation Army (SLA) is small. On Friday SLA members killed a judge in Merke.",
            "Steppe Liberation Army",
        ),
        ("The Qzylqoians attacked a post in Merke on Friday.", "Qzylqoians"),
    ],
)
def test_groups(text: str, group: str) -> None:
    assert group in said(text, Field.PERPETRATOR)


def test_captors_let_go() -> None:
    text = "Two engineers were abducted in Merke on Friday. They were released by the rebels."
    assert "rebels" in said(text, Field.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Two guards died in a burst of automatic rifle fire in Merke on Friday.", {"automatic rifle"}),
        ("A judge was shot dead in Merke on Friday by two bullets from a pistol.", {"pistol", "two bullets"}),
        ("Gunmen robbed a bank in Merke on Friday. The attackers used grenades and rifles.", {"grenades", "rifles"}),
        ("A judge was shot dead in Merke on Friday. Police found a flat filled with rifles.", set()),
    ],
)
def test_weapons(text: str, weapons: set[str]) -> None:
    assert said(text, Field.WEAPON) == weapons


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of residents took to the streets of Merke on Friday after a girl was killed.",
        "Some 300 drivers marched through Merke on Friday.",
    ],
)
def test_protesters_are_the_doers_of_a_protest_alone(text: str) -> None:
    assert said(text, Field.TYPE) == {"protest"}
    assert said(text, Field.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Police fired on a crowd in Merke on Friday, killing two. Drivers had marched to the town hall.", {"Police"}),
        ("Troops beat demonstrators in Merke on Friday. Some 900 people had gathered to demand pay.", {"Troops"}),
        ("Soldiers opened fire in Merke on Friday, and two students were killed.", {"Soldiers"}),
        ("Police shot dead three people in Merke on Friday.", {"Police"}),
        ("Police fought gunmen in Merke on Friday, and three people were killed.", {"gunmen"}),
        ("A mob killed a guard in Merke on Friday. About 200 women took to the streets that day.", {"mob"}),
    ],
)
def test_force_is_done_by_those_who_used_it(text: str, doers: set[str]) -> None:
    assert said(text, Field.PERPETRATOR) == doers


@pytest.mark.parametrize(
    "text",
    [
        "Four farmers were killed in Merke on Friday. Soldiers shot at the killers' truck.",
        "Four farmers were wounded in Merke on Friday, and soldiers fired at the fleeing car.",
        "A soldier shot a kidnapper in Merke on Friday. Two captives were hurt.",
        "Soldiers shot a bear in Merke on Friday. Two hunters were wounded.",
        "Two nurses were killed in Merke on Friday. The murderer escaped. Police opened fire at noon.",
        "Two officers' sons were killed in Merke on Friday. An officer had shot himself.",
        "Police opened fire on a lorry in Merke on Friday. Two traders were killed.",
        "Two traders were killed in Merke on Friday when police opened fire on a lorry.",
    ],
)
def test_forces_have_not_done_what_others_may_have(text: str) -> None:
    named = {str(doer).lower() for doer in said(text, Field.PERPETRATOR)}
    assert named.isdisjoint({"soldier", "soldiers", "police", "officer", "an officer"})


@pytest.mark.parametrize(
    "text",
    ["Police opened fire in Merke on Friday. Two students were wounded.",
     "Police opened fire on a crowd in Merke on Friday, and two students were wounded."],
)  # fmt: skip
def test_harm_that_follows_force_at_once_was_done_by_it(text: str) -> None:
    assert said(text, Field.PERPETRATOR) == {"Police"}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Two students were wounded in Merke on Friday when police opened fire.", "police"),
        ("Two students were wounded in Merke on Friday as soldiers fired at a crowd.", "soldiers"),
        ("Nine miners were hurt in Merke on Friday when police cleared the street of strikers.", "police"),
    ],
)
def test_force_during_which_people_came_to_harm_harmed_them(text: str, doer: str) -> None:
    assert said(text, Field.PERPETRATOR) == {doer}


def test_protesters_who_clash_riot() -> None:
    assert said("Demonstrators clashed with police in Merke on Friday.", Field.TYPE) == {"riot"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Her husband had once been arrested for theft.",
        "The owner of the shop was detained in 2009 for tax fraud.",
        "Years ago one of the traders had been held over unpaid debts.",
        "The watchman had been arrested for smuggling.",
        "In his youth the director had been detained for shoplifting.",
        "Neighbours said he had been arrested for selling drugs a few years earlier.",
    ],
)
def test_an_arrest_of_long_ago_is_none_of_the_incident(sentence: str) -> None:
    text = f"Two farmers were shot dead near Merke on Friday. {sentence}"
    assert (said(text, Field.ARRESTED), said(text, Field.PERPETRATOR)) == (set(), set())
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Three men had been arrested by the evening.",
        "Three men had been arrested for the murder.",
        "Three men were arrested on suspicion of terrorism.",
    ],
)
def test_an_arrest_for_the_deed_counts(sentence: str) -> None:
    assert said(f"Two farmers were shot dead near Merke on Friday. {sentence}", Field.ARRESTED) == {"3"}


@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("In 2013 bandits shot two farmers near Merke. Four of them were detained in 2013.", "4"),
        ("In 2013 bandits shot two farmers near Merke. In 2014 six men were detained for the shooting.", "6"),
        ("Nine people suspected of terrorism were arrested in 2015, police said.", "9"),
        ("A bank was robbed in Merke on Friday. Two men had been arrested for robbery by night.", "2"),
        ("Bandits shot two farmers near Merke on Friday. Two men had been arrested for hiding rifles.", "2"),
        ("A bomb killed two farmers near Merke on Friday. A man jailed for fraud years ago was arrested.", "1"),
    ],
)
def test_an_arrest_that_may_be_the_incidents_counts(text: str, arrested: str) -> None:
    assert said(text, Field.ARRESTED) == {arrested}


@pytest.mark.parametrize(
    ("shots", "doers"),
    [
        ("fired into the air", set()),
        ("fired warning shots", set()),
        ("opened fire over the heads of students", set()),
        ("fired at students", {"Soldiers"}),
    ],
)
def test_shots_into_the_air_have_harmed_nobody(shots: str, doers: set[str]) -> None:
    assert said(f"Soldiers {shots} in Merke on Friday, and two were wounded.", Field.PERPETRATOR) == doers
