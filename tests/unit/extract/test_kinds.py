"""What kind of incident it was, where its words could be those of another kind."""

import pytest

from kztui.model.fact import Field

from .samples import counts, incident, words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen shot at a guard in Merke on Friday and threw a petrol bomb at a bank.", "armed attack"),
        ("A man opened fire in Merke on Friday, killing two women, and then set off a bomb.", "armed attack"),
        ("An officer killed four people in Merke on Friday before blowing himself up.", "suicide bombing"),
        ("A man killed four people in Merke on Friday before blowing himself up.", "armed attack"),
        ("A suicide bomber killed four people in Merke on Friday.", "suicide bombing"),
        ("When police surrounded a house in Merke on Friday, men inside opened fire.", "armed clash"),
        ("Police used firearms against protesters in Merke on Friday, and five were wounded.",
         "force against protesters"),
        ("A crowd of villagers burned houses in Merke on Friday.", "mob violence"),
        ("Some 200 men from Uzgen torched cars in Merke on Friday.", "mob violence"),
        ("Four men from Uzgen torched cars in Merke on Friday.", "arson"),
        ("Rioters burned a town hall in Merke on Friday and looted shops.", "riot"),
        ("Three soldiers were killed in Merke on Friday when shells went off in a depot.", "explosion"),
        ("Two bombs went off in a market in Merke on Friday.", "bombing"),
        ("A bomb exploded near a gas station in Merke on Friday.", "bombing"),
        ("A blast at a gas station in Merke on Friday killed two drivers.", "explosion"),
        ("Four soldiers were killed in a clash in Merke on Friday, and the fleeing men let off a bomb.", "armed clash"),
    ],
)  # fmt: skip
def test_a_kind_is_told_from_its_neighbours(text: str, kind: str) -> None:
    assert words(incident(text), Field.TYPE) == {kind}


def test_a_riot_is_one_with_its_fires_looting_and_fights() -> None:
    text = (
        "Riots broke out in Merke on Friday. Shops were looted. A town hall was set on fire. "
        "Fighting went on until dawn, and 50 people were detained."
    )
    facts = incident(text)
    assert words(facts, Field.TYPE) == {"riot"}
    assert {value for value, _ in counts(facts, Field.ARRESTED)} == {50}


def test_people_who_are_burnt_are_no_arson() -> None:
    facts = incident("Four men were stabbed to death in Merke on Friday. Several of them had been burnt.")
    assert words(facts, Field.TYPE) == {"armed attack"}


def test_several_who_blow_themselves_up_are_counted() -> None:
    facts = incident("Sixteen prisoners blew themselves up in Merke on Friday.")
    assert {value for value, _ in counts(facts, Field.KILLED)} == {16}


def test_suspects_who_are_held_are_arrested() -> None:
    facts = incident("Gunmen raided a bank in Merke on Friday. Two suspects are held.")
    assert {value for value, _ in counts(facts, Field.ARRESTED)} == {2}


def test_an_idiom_ends_with_its_clause() -> None:
    facts = incident("A man opened fire in Merke on Friday, killing two, and then set off a bomb.")
    assert {value for value, _ in counts(facts, Field.KILLED)} == {2}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ('The "Steppe Front" attacked a bus in Merke on Friday, killing two.', {"steppe front"}),
        ('Gunmen of the "Blue Sky" organization killed two guards in Merke on Friday.', {"blue sky"}),
    ],
)
def test_organisations_in_quotes_are_named_whole(text: str, doers: set[str]) -> None:
    named = " ".join(words(incident(text), Field.PERPETRATOR))
    assert all(doer in named for doer in doers)
    assert named.count('"') % 2 == 0
