"""Who is said to have done it: accused, suspected, or claiming it, in the ways that reports use."""

import pytest

from kztui.model.fact import Field, Hedge

from .samples import incidents

ACCUSED = ("The men of the White Wolf gang", "members of the Steppe Hawks", "three brothers from Taraz")
SENTENCES = (
    "{} are responsible for the killings, a prosecutor said.",
    "The prosecutor holds {} responsible for the attack.",
    "{} are suspected of the murder.",
    "{} were charged with the crime a week later.",
    "Residents believe that {} were behind the attack.",
    "{} were involved in the murder, the court heard.",
    "Suspicion fell on {}.",
    "The killings bear the mark of {}, police said.",
    "The murder was ordered by {}.",
    "The killers were {}.",
    "The authors of the attack were {}.",
    "{} have been linked to the killings.",
    "Investigators called the attack the work of {}.",
)


def doers(text: str) -> set[tuple[str, Hedge]]:
    """Return who is said to have done what a text tells, with how far the text stands behind it."""
    fields = (Field.PERPETRATOR, Field.CLAIMED_BY)
    return {(str(f.value), f.hedge) for facts in incidents(text) for f in facts if f.field in fields}


@pytest.mark.parametrize("accused", ACCUSED)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_accused_are_suspected(sentence: str, accused: str) -> None:
    told = sentence.format(accused)
    found = doers(f"Two farmers were shot dead near Merke on Friday. {told[0].upper()}{told[1:]}")
    assert any({*name.split()} & {*accused.split()} and hedge is Hedge.SUSPECTED for name, hedge in found), found


@pytest.mark.parametrize(
    "sentence",
    ["The Steppe Front said it had carried out the attack.", "The Steppe Front claimed the attack.",
     "The Steppe Front has claimed the killings in a video."],
)  # fmt: skip
def test_a_claim_is_a_claim(sentence: str) -> None:
    found = doers(f"Two farmers were shot dead near Merke on Friday. {sentence}")
    assert "Steppe Front" in {name for name, _ in found}


@pytest.mark.parametrize("sentence", ["The army claimed the attack was over.", "Nobody has claimed the attack."])
def test_what_only_sounds_like_a_claim_is_none(sentence: str) -> None:
    assert doers(f"Two farmers were shot dead near Merke on Friday. {sentence}") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor is responsible for roads and schools.",
        "The mayor, Askar Bekov, was behind the wheel.",
        "A committee led by Askar Bekov is involved in talks.",
        "Askar Bekov is not responsible for the attack, the court said.",
    ],
)
def test_who_is_responsible_for_something_else_is_not_accused(sentence: str) -> None:
    assert doers(f"Two farmers were shot dead near Merke on Friday. {sentence}") == set()


def test_who_denies_it_for_somebody_is_not_accused() -> None:
    text = "Two farmers were shot dead near Merke on Friday. The mayor denied that soldiers were behind the murder."
    assert {hedge for _, hedge in doers(text)} <= {Hedge.DENIED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Stallholders blamed the mayor for poor lighting.",
        "A mother accused the police of coming too late.",
        "The opposition accused the governor of neglect.",
        "One trader blamed the guards for ignoring a warning about the shooting.",
        "The shortage of ambulances was blamed on the governor.",
        "A doctor blamed officials for the lack of blood.",
        "A journalist accused two officers of hiding evidence of the attack.",
        "A former policeman was charged with negligence after the shooting.",
        "The director of the farm was convicted of bribery.",
        "The minister was accused of failing to prevent the murder.",
        "The union accused the ministry of firing forty guards.",
    ],
)
def test_who_is_accused_of_something_else_did_not_do_it(sentence: str) -> None:
    assert doers(f"Two farmers were shot dead near Merke on Friday. {sentence}") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials blamed it on smugglers.",
        "Prosecutors accused smugglers of involvement in the killing.",
        "The attack was blamed on smugglers.",
        "Smugglers were charged with the shooting.",
        "The governor blamed smugglers.",
        "The minister accused smugglers of ordering the murder.",
        "The village accused smugglers of firing first.",
        "It blamed smugglers for firing the first shots.",
    ],
)
def test_a_share_in_the_deed_is_enough(sentence: str) -> None:
    assert "smugglers" in {
        name.lower() for name, _ in doers(f"Two farmers were shot dead near Merke on Friday. {sentence}")
    }


def test_a_report_may_break_off_before_it_says_of_what() -> None:
    text = "Two farmers were shot dead near Merke on Friday. Four smugglers were accused of"
    assert "four smugglers" in {name.lower() for name, _ in doers(text)}


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Traders blamed the governor.", set()),
        ("The opposition blamed President Karimov.", set()),
        ("Residents accused a doctor and the mayor.", set()),
        ("Officials blamed militants.", {"militants"}),
        ("Police accused Hizb ut-Tahrir.", {"hizb ut-tahrir"}),
        ("The opposition blamed the governor for the bombing.", {"governor"}),
    ],
)
def test_only_attackers_can_be_accused_of_what_is_not_said(sentence: str, accused: set[str]) -> None:
    text = f"A bomb went off at a market in Merke on Friday, killing two people. {sentence}"
    assert {name.lower() for name, _ in doers(text)} == accused


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("A shepherd confessed that he had shot them.", {"shepherd"}),
        ("Two brothers confessed that they had carried out the murder.", {"two brothers"}),
        ("Their cousin confessed that they had been shot at before.", set()),
        ("A nurse admitted that she was the first to see them.", set()),
        ("A shepherd admitted that he took part in the funeral with them.", set()),
        ("The mayor admitted that he had ordered a report on it.", set()),
        ("A shepherd admitted that they had attacked him in May.", set()),
        ("A shepherd admitted that he had shot a fox.", set()),
        ("A shepherd admitted that he might have killed them.", set()),
    ],
)
def test_who_confesses_says_what_he_did_himself(sentence: str, who: set[str]) -> None:
    found = {name.lower() for name, _ in doers(f"Two farmers were killed near Merke on Friday. {sentence}")}
    assert found == who


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials blamed drug dealers for it.",
        "Officials blamed drug dealers for that.",
        "Officials blamed drug dealers for the tragic incident.",
        "Officials blamed drug dealers for what had happened.",
        "Drug dealers were accused of being among the gunmen.",
        "Drug dealers were accused of being behind the shooting.",
        "Drug dealers were accused of opening fire.",
        "Officials accused drug dealers of supplying the rifles.",
        "Officials accused drug dealers of paying the assassins.",
    ],
)
def test_what_means_the_deed_is_one(sentence: str) -> None:
    found = doers(f"Two farmers were shot dead near Merke on Friday. {sentence}")
    assert "drug dealers" in {name.lower() for name, _ in found}


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Investigators accused Samat Ospanov.", {"samat ospanov"}),
        ("Investigators accused Samat Ospanov, a judge.", set()),
        ("Widows accused Samat Ospanov.", set()),
        ("Police blamed the bandit chief.", {"bandit chief"}),
        ("Widows accused the judge of helping them badly.", set()),
        ("Widows accused the judge of not attempting to stop the killing.", set()),
        ("Widows blamed the judge for the costs of the tragedy.", set()),
        ("Widows blamed the judge for this lack of light.", set()),
        ("Widows accused the judge of being away during the shooting.", set()),
        ("Widows accused the judge of making speeches.", set()),
    ],
)
def test_who_accuses_and_of_what(sentence: str, accused: set[str]) -> None:
    found = doers(f"Two farmers were shot dead near Merke on Friday. {sentence}")
    assert {name.lower() for name, _ in found} == accused


@pytest.mark.parametrize(
    ("sentence", "claimed"),
    [
        ("Shopkeepers claimed the shooting near the bridge had been planned.", set()),
        ("A teacher claimed the murder of his cousins was an accident.", set()),
        ("Shopkeepers claimed the shooting.", set()),
        ("The Blue Steppe Front claimed the shooting near the bridge, which killed two.", {"blue steppe front"}),
        ("The Blue Steppe Front claimed the shooting that killed them and vowed revenge.", {"blue steppe front"}),
        ("The militants claimed the shooting.", {"militants"}),
    ],
)
def test_only_groups_and_attackers_claim_a_deed(sentence: str, claimed: set[str]) -> None:
    found = doers(f"Two farmers were shot dead near Merke on Friday. {sentence}")
    assert {name.lower() for name, _ in found} == claimed


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Thirty traders are held; nine of them are suspected of arson.", {"nine of them"}),
        ("Thirty traders are held, nine of whom are charged with the attack.", {"nine of whom"}),
        ("Thirty traders are held; nine of them are suspected of fraud.", set()),
        ("Thirty traders are held; nine of them are minors.", set()),
    ],
)
def test_some_of_those_held_can_be_the_suspects(sentence: str, accused: set[str]) -> None:
    assert {name for name, _ in doers(f"A crowd burned a court in Merke on Friday. {sentence}")} - {"crowd"} == accused
