"""How many were killed, wounded and arrested, in the words that reports use for it."""

import pytest

from kztui.model.fact import Field, Side

from .samples import incidents

KILLED, WOUNDED, ARRESTED = Field.KILLED, Field.WOUNDED, Field.ARRESTED


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("A mine near Merke cost the lives of four herdsmen on Friday.", KILLED, 4),
        ("An officer and no fewer than five other people were killed in a raid in Taraz on Friday.", KILLED, 6),
        ("Six guards, not eleven as first said, were killed in a raid in Taraz on Friday.", KILLED, 6),
        ("A poacher was killed in a shootout near Merke on Friday.", KILLED, 1),
        ("Four rangers were stabbed in a brawl in Merke on Friday.", WOUNDED, 4),
        ("After a clash in Merke on Friday nine villagers were taken to hospital with knife wounds.", WOUNDED, 9),
        ("Four shepherds were hospitalized after a clash in Merke on Friday.", WOUNDED, 4),
        ("A raid in Merke on Friday killed three guards and six were wounded.", WOUNDED, 6),
        ("After a raid in Merke on Friday four rebels were taken prisoner.", ARRESTED, 4),
        ("After a raid in Merke on Friday officers took into custody seven men.", ARRESTED, 7),
        ("After a raid in Merke on Friday the gunman gave himself up.", ARRESTED, 1),
        ("After a raid in Merke on Friday three gunmen surrendered.", ARRESTED, 3),
        ("Two robbers were caught in Merke on Friday.", ARRESTED, 2),
        ("Three of the fugitives were recaptured near Merke on Friday.", ARRESTED, 3),
        ("Three men have been placed under arrest in Merke on Friday.", ARRESTED, 3),
        ("Thirty-one men are under arrest after a riot in Merke on Friday.", ARRESTED, 31),
        ("Six men are being held after a riot in Merke on Friday.", ARRESTED, 6),
        ("A riot in Merke on Friday ended with 30 arrests.", ARRESTED, 30),
        ("After a riot in Merke on Friday the number of detainees reached 30.", ARRESTED, 30),
        ("The number of injured in a riot in Merke on Friday rose to 30.", WOUNDED, 30),
        ("A ministry put the number of dead in a riot in Merke on Friday at 13.", KILLED, 13),
        ("Over 30 people were hospitalised after brawls in Merke on Friday.", WOUNDED, 30),
        ("A bomber killed himself and two guards in Merke on Friday.", KILLED, 3),
        ("Masked men shot dead a farmer, his wife and three sons in Merke on Friday.", KILLED, 5),
        ("Two guards died on the spot in a raid in Merke on Friday and a third died in hospital.", KILLED, 3),
        ("The police chief, Askar Bekov, and his driver were shot dead in Merke on Friday.", KILLED, 2),
    ],
)
def test_a_number_is_found_in_any_wording(text: str, field: Field, number: int) -> None:
    (facts,) = incidents(text)
    assert sum(f.value for f in facts if f.field is field and isinstance(f.value, int)) == number


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Two men aged 24 and 31 were arrested in Merke on Friday.", ARRESTED, 2),
        ("Police in Merke on Friday detained three brothers aged 18, 20 and 25.", ARRESTED, 3),
        ("The two girls, aged nine and 11, were killed by gunmen in Merke on Friday.", KILLED, 2),
        ("Gunmen killed a nurse, 48, and her son, 16, in Merke on Friday.", KILLED, 2),
        ("A brawl broke out in Merke on Friday after a guard of 40 had been killed.", KILLED, 1),
        ("A boy aged 12 and three women were killed by a bomb in Merke on Friday.", KILLED, 4),
        ("A group of 30 armed men killed a crowd of 12 in Merke on Friday.", KILLED, 12),
    ],
)
def test_an_age_counts_nobody(text: str, field: Field, number: int) -> None:
    (facts,) = incidents(text)
    assert sum(f.value for f in facts if f.field is field and isinstance(f.value, int)) == number


@pytest.mark.parametrize(
    "text",
    [
        "A boat caught fire near Aktau on Friday.",
        "The bodies were taken to hospital in Taraz on Friday.",
        "The two rebels refused to surrender in Taraz on Friday.",
        "Reporters fired questions at the mayor in Taraz on Friday.",
    ],
)
def test_other_meanings_count_nobody(text: str) -> None:
    counted = (KILLED, WOUNDED, ARRESTED)
    assert [fact for facts in incidents(text) for fact in facts if fact.field in counted] == []


@pytest.mark.parametrize("who", ["Twenty-one prisoners", "A number of inmates", "Three convicts"])
def test_dead_prisoners_are_not_accused(who: str) -> None:
    for facts in incidents(f"{who} were killed in a riot in a prison near Taraz on Friday."):
        assert [fact.value for fact in facts if fact.field is Field.PERPETRATOR] == []
        assert Side.PERPETRATOR not in {fact.side for fact in facts}
