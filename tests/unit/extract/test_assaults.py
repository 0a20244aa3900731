"""Everyday violence: verbs that say something else of others."""

import pytest

from kztui.model.fact import Field

from .samples import incidents


def types(text: str) -> list[str]:
    return [str(fact.value) for facts in incidents(text) for fact in facts if fact.field is Field.TYPE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Masked men beat two reporters in Merke on Friday.", "armed attack"),
        ("Two reporters were beaten up by masked men in Merke on Friday.", "armed attack"),
        ("Men punched and kicked a blogger in Merke on Friday.", "armed attack"),
        ("A shepherd was bludgeoned to death in Merke on Friday.", "armed attack"),
        ("Several men set upon a student in Merke on Friday.", "armed attack"),
        ("A gunman sprayed a cafe with bullets in Merke on Friday.", "armed attack"),
        ("Two guards were mown down by gunmen in Merke on Friday.", "armed attack"),
        ("A rocket slammed into a house in Merke on Friday.", "armed attack"),
        ("Rebels captured a border post near Merke on Friday.", "armed attack"),
        ("Two men threw stones at a shop in Merke on Friday.", "armed attack"),
        ("Gunmen dragged a trader from his car in Merke on Friday.", "abduction"),
        ("A boy was snatched from a street in Merke on Friday.", "abduction"),
        ("Armed men took away a farmer in Merke on Friday.", "abduction"),
        ("Police bundled an activist into a van in Merke on Friday.", "arrest"),
        ("Police raided a flat in Merke on Friday and held five men.", "arrest"),
        ("Two men hurled Molotov cocktails at a shop in Merke on Friday.", "arson"),
        ("A newspaper office was petrol-bombed in Merke on Friday.", "arson"),
        ("Armed men carjacked a taxi in Merke on Friday.", "robbery"),
        ("A tourist was mugged in Merke on Friday.", "robbery"),
        ("Shots were exchanged at the border near Merke on Friday.", "armed clash"),
        ("Two families came to blows in Merke on Friday.", "mob violence"),
        ("Inmates mutinied in Merke on Friday.", "riot"),
        ("Youths pelted riot police with stones in Merke on Friday.", "riot"),
        ("Youths hurled petrol bombs at police in Merke on Friday.", "riot"),
        ("Protesters seized the town hall in Merke on Friday.", "riot"),
        ("Striking miners set a police car on fire in Merke on Friday.", "riot"),
        ("Four people were hurt in clashes between police and protesters in Merke on Friday.", "riot"),
        ("Two guards were hurt in a clash between guards and smugglers in Merke on Friday.", "armed clash"),
        ("Police used tear gas to disperse opposition supporters in Merke on Friday.", "force against protesters"),
        ("Prison guards beat an inmate to death in Merke on Friday.", "armed attack"),
        ("Thieves stole 20 rifles from an armoury in Merke on Friday.", "robbery"),
        ("Masked men made off with gold from a shop in Merke on Friday.", "robbery"),
        ("Traders blocked a road in Merke on Friday.", "protest"),
        ("Workers downed tools in Merke on Friday.", "protest"),
        ("A bomb ripped through a market in Merke on Friday.", "bombing"),
    ],
)
def test_violence_is_told_by_what_is_done_to_whom(text: str, kind: str) -> None:
    assert types(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's men beat their rivals in the election in Merke on Friday.",
        "Police seized 20 kg of heroin in Merke on Friday.",
        "The party kicked out two deputies in Merke on Friday.",
        "Ninety people were poisoned by gas in Merke on Friday.",
        "A rocket landed in the steppe near Merke on Friday.",
        "An ambulance took away two patients in Merke on Friday.",
        "Children were slapped with fines in Merke on Friday.",
        "Firefighters smashed a window in Merke on Friday.",
        "Boys threw stones into the river in Merke on Friday.",
        "The men vanished when fire was returned in Merke on Friday.",
        "Snow blocked a road near Merke on Friday.",
        "Police blocked a road in Merke on Friday.",
        "The court overturned the verdict on two men in Merke on Friday.",
    ],
)
def test_the_same_verbs_say_other_things_too(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two men have been detained in Taraz, and rifles and papers were seized.",
        "Three suspects were held in Taraz on Friday, and cash was seized.",
        "Four guards of a jail in Taraz were convicted of having tortured thirty convicts.",
    ],
)
def test_nobody_suffers_what_is_seized_or_told_in_court(text: str) -> None:
    assert not {*types(text)} & {"abduction", "armed attack"}


def test_who_is_tracked_down_need_not_be_arrested() -> None:
    (facts,) = incidents("Five gunmen were tracked down in Taraz on Friday and were all killed.")
    assert not any(fact.field is Field.ARRESTED for fact in facts)


@pytest.mark.parametrize(
    "text",
    [
        "Tennis player Aruzhan Serikova beat a French schoolgirl in Merke on Friday.",
        "Deputy Serik Bekov beat three candidates in Merke on Friday.",
        "Serik Bekov beat Marat Aliyev in Merke on Friday.",
        "The wrestler beat Turkish soldier Emre Demir in Merke on Friday.",
        "Bailiffs seized the flat of a debtor in Merke on Friday.",
        "A painter and a student captured the village in Merke on Friday.",
        "Neighbours threw bottles into a container in Merke on Friday.",
        "Pupils threw sticks on a bonfire in Merke on Friday.",
        "A coach kicked two players out of the hall in Merke on Friday.",
        "A cook poisoned 12 guests with old cream in Merke on Friday.",
        "A grandmother smothered her grandsons with kisses in Merke on Friday.",
        "A father electrocuted his son by accident in Merke on Friday.",
        "A driver rammed a tram on a wet road in Merke on Friday.",
        "A crowd of shoppers overran a shop in Merke on Friday.",
        "Hail pelted cars in Merke on Friday.",
        "A teacher was seized by panic in Merke on Friday.",
        "A wave snatched a girl near Merke on Friday.",
        "A drone hit a house in Merke on Friday while filming a wedding.",
        "Villagers were stoned on hashish in Merke on Friday.",
    ],
)
def test_everyday_acts_and_games_are_no_violence(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police pulled three women from a burning bus in Merke on Friday.",
        "Police carried an old man from his house in Merke on Friday.",
        "Police led away an old man from a flooded home in Merke on Friday.",
        "Soldiers took away a lost girl in Merke on Friday and returned her to her parents.",
        "Police came to the flooded district of Merke on Friday. Six women were taken away.",
        "Police guarded a crash site near Merke on Friday. Two bodies were taken away.",
        "The suspect drove his father from his home to a hospital in Merke on Friday.",
    ],
)
def test_who_is_rescued_is_neither_arrested_nor_abducted(text: str) -> None:
    assert not {*types(text)} & {"arrest", "abduction"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Masked men beat a candidate in Merke on Friday.", "armed attack"),
        ("A deputy was beaten up in Merke on Friday.", "armed attack"),
        ("A woman poisoned her husband with arsenic in Merke on Friday.", "armed attack"),
        ("A man threw acid in a woman's face in Merke on Friday.", "armed attack"),
        ("Stones were thrown at a police station in Merke on Friday.", "armed attack"),
        ("A bus was stoned in Merke on Friday.", "armed attack"),
        ("Gunmen seized a school in Merke on Friday.", "armed attack"),
        ("Several men seized a school in Merke on Friday.", "armed attack"),
        ("A man snatched a girl from a yard in Merke on Friday.", "abduction"),
        ("Robbers led the cashier away in Merke on Friday.", "abduction"),
        ("Police took away four protesters in Merke on Friday.", "arrest"),
        ("Soldiers dragged a student into a truck in Merke on Friday.", "arrest"),
    ],
)
def test_a_sign_of_violence_or_of_force_is_enough(text: str, kind: str) -> None:
    assert types(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "A pensioner was sent to hospital in Merke on Friday.",
        "Four hikers were flown to hospital with fever in Merke on Friday.",
        "Two boys were left in hospital by their mother in Merke on Friday.",
        "A jockey remained in critical condition in Merke on Friday after falling from a horse.",
        "Nine miners were taken to a clinic for a check-up in Merke on Friday.",
        "Divers pulled two bodies from a lake near Merke on Friday.",
        "A curator pulled a gun from a display in Merke on Friday.",
        "A man made off with a friend in Merke on Friday.",
    ],
)
def test_care_and_bodies_alone_are_no_incident(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Gunmen attacked a bus in Merke on Friday. Three passengers were sent to hospital.", Field.WOUNDED, 3),
        ("A bomb exploded in Merke on Friday. Two guards remained in critical condition.", Field.WOUNDED, 2),
        ("Two guards were taken to hospital with gunshot wounds in Merke on Friday.", Field.WOUNDED, 2),
        ("A bomb exploded in a shop in Merke on Friday. Two bodies were pulled from the ruins.", Field.KILLED, 2),
    ],
)
def test_care_and_bodies_count_beside_a_deed(text: str, field: Field, number: int) -> None:
    assert number in [fact.value for facts in incidents(text) for fact in facts if fact.field is field]


def test_a_gun_pulled_on_somebody_is_an_attack() -> None:
    assert types("A man pulled a gun on a guard in Merke on Friday.") == ["armed attack"]


@pytest.mark.parametrize(
    "text",
    [
        "Shepherds blocked a road with their flocks near Merke on Friday.",
        "Serik Bekov slapped a friend on the back in Merke on Friday.",
        "A trainer whipped the pupils into shape in Merke on Friday.",
    ],
)
def test_herds_and_friendly_slaps_are_no_incident(text: str) -> None:
    assert types(text) == []
