"""Days and places that another sentence names, and those that belong to something else."""

import pytest

from kztui.model.fact import Field, Scope
from kztui.model.figures import Policy, count_figure
from kztui.model.report import Source

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    "told",
    [
        "It happened on Sunday near Merke.",
        "The incident took place on Sunday near Merke.",
        "Officials added that this happened on Sunday near Merke.",
        "The attack took place on Sunday near Merke.",
    ],
)
def test_where_and_when_it_happened_is_told_later(told: str) -> None:
    facts = incident(f"Two wardens were killed in an attack, a ministry said. {told}")
    assert words(facts, Field.DATE) == {"2016-06-05"}
    assert words(facts, Field.PLACE) == {"merke"}


def test_what_happened_is_no_incident_by_itself() -> None:
    assert incidents("Nobody knew what it meant. It happened on Sunday in Merke.") == []


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday a court jailed two brothers for the murder of a trader in Merke in March 2015.",
        "Two brothers were sentenced on Tuesday for the murder of a trader in Merke in March 2015.",
        "A trader who was murdered in Merke in March 2015 was buried on Tuesday.",
        "A court jailed two brothers on Tuesday for the murder of a trader in Merke in March 2015.",
        "Two brothers were sentenced in Taraz on Tuesday for the murder of a trader in Merke in March 2015.",
    ],
)
def test_the_day_of_the_verdict_or_funeral_is_not_that_of_the_crime(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2015-03-01"}
    assert words(incident(text), Field.PLACE) == {"merke"}


def test_a_day_years_ago_is_the_day() -> None:
    text = "Two years ago today a man shot three clerks dead in Merke; the town held a vigil on Wednesday."
    assert words(incident(text), Field.DATE) == {"2014-06-10"}


def test_days_after_that_count_from_the_day_named_last() -> None:
    text = "On 1 June a guard was shot dead in Merke. Four days after that, another was shot dead in Shu."
    assert [words(facts, Field.DATE) for facts in incidents(text)] == [{"2016-06-01"}, {"2016-06-05"}]


def test_a_dateline_can_stand_behind_a_headline() -> None:
    facts = incident("Two shepherds killed\n\nASTANA: Two shepherds were killed in Merke on Sunday, a ministry said.")
    assert words(facts, Field.PLACE) == {"merke"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A native of Oral, wanted for murder, was caught in Taraz on Friday.", "taraz"),
        ("Three men from Derbent in Russia killed a guard in Taraz on Friday.", "taraz"),
        ("Robbers shot a clerk dead at a branch of the Bank of Oral in Taraz on Friday.", "taraz"),
        ("A court in Oral sentenced a man on Tuesday for the murder of a clerk in Taraz in 2015.", "taraz"),
        ("Six people were hurt when a grenade went off in Taraz. They were taken to a hospital in Oral.", "taraz"),
        (
            "A blast shook Taraz on Monday. Hospitals in Oral were treating children; two were in a grave condition.",
            "taraz",
        ),
        ("A blast shook Taraz on Monday. Forty people are being treated at hospitals in Oral.", "taraz"),
        ("Two shepherds died in a hospital in Taraz on Friday after they had been shot.", "taraz"),
    ],
)
def test_a_town_of_origin_court_or_hospital_is_not_the_place(text: str, place: str) -> None:
    assert words(incident(text), Field.PLACE) == {place}


def test_the_second_half_of_a_sentence_is_an_incident() -> None:
    first, second = incidents("A guard was killed in Taraz on Monday and three in Oral on Tuesday.")
    assert (words(first, Field.PLACE), words(first, Field.KILLED)) == ({"taraz"}, {"1"})
    assert (words(second, Field.PLACE), words(second, Field.KILLED)) == ({"oral"}, {"3"})


def test_two_towns_in_one_sentence_are_two_incidents() -> None:
    found = incidents("In March a trader was gunned down in Taraz and a clerk was shot dead in Oral.")
    assert [words(facts, Field.PLACE) for facts in found] == [{"taraz"}, {"oral"}]


def test_an_earlier_arrest_is_no_incident() -> None:
    assert len(incidents("A riot in Taraz on Friday left two dead. Its leader was previously arrested in 2012.")) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("During a special raid in Oral on Friday police detained three traders.", "arrest"),
        ("A raid on suspected militants in Oral on Friday left two men dead.", "armed clash"),
        ("Masked men carried out a raid on a bank in Oral on Friday, killing a clerk.", "armed attack"),
    ],
)
def test_a_raid_is_what_became_of_it(text: str, kind: str) -> None:
    assert words(incident(text), Field.TYPE) == {kind}


def test_rival_tolls_are_both_kept() -> None:
    facts = incident(
        "Officials say nine people died in a riot in Oral on Friday. Human rights activists say that 31 people died."
    )
    sources = {fact.evidence.report: Source(fact.evidence.report) for fact in facts}
    figure = count_figure(facts, Field.KILLED, sources, Policy.LATEST_OFFICIAL)
    assert figure is not None
    assert (figure.low, figure.high) == (9, 31)


@pytest.mark.parametrize(
    "fewer", ["Villagers say that only one man died in the riot in Oral on Friday.", "In the riot just one man died."]
)
def test_a_number_that_is_said_to_be_all_is_a_rival_and_no_part(fewer: str) -> None:
    facts = incident(f"{fewer} Three men were killed, officials say.")
    assert {f.value: f.scope for f in facts if f.field is Field.KILLED} == {1: Scope.WHOLE, 3: Scope.WHOLE}


def test_the_day_of_a_dateline_behind_a_town_is_that_of_the_report() -> None:
    facts = incident("TARAZ. June 10 (Agency) - Two guards died in the unrest of June 1-2 in Merke, said a prosecutor.")
    assert words(facts, Field.DATE) == {"2016-06-01"}


def test_the_day_of_a_denial_is_not_that_of_the_deed() -> None:
    facts = incident(
        "On Friday a ministry denied that officers had killed two nuns. They were killed in Merke on May 8."
    )
    assert words(facts, Field.DATE) == {"2016-05-08"}


@pytest.mark.parametrize(
    "second",
    [
        "On the same day, a man with a knife attacked customers in a shop in Merke, wounding three.",
        "A man with a knife wounded three customers in a shop in Merke the same day.",
    ],
)
def test_another_deed_by_others_on_the_same_day_is_another_incident(second: str) -> None:
    fire, knife = incidents(f"Unknown men set a school on fire in Merke on Friday. {second}")
    assert (words(fire, Field.TYPE), words(knife, Field.TYPE)) == ({"arson"}, {"armed attack"})
    assert not any(fact.field is Field.WOUNDED for fact in fire)


@pytest.mark.parametrize(
    "second",
    [
        "They also attacked a shop and wounded three people.",
        "The men attacked a shop in Merke on Friday, too, wounding three.",
        "Three people were wounded.",
    ],
)
def test_what_the_same_people_did_is_one_incident(second: str) -> None:
    incident(f"Unknown men set a school on fire in Merke on Friday. {second}")


def test_taking_hostages_in_a_prison_riot_is_part_of_it() -> None:
    told = incident(
        "Six inmates were killed in a riot at a prison in Merke on Friday. Inmates had taken guards hostage and tried "
        "to break out."
    )
    assert words(told, Field.TYPE) == {"riot"}


def test_a_text_without_sentence_ends_begins_no_incident_after_incident() -> None:
    told = (
        "on friday a bomb exploded in merke and four people were killed police held two suspects in oral gunmen fled "
    )
    assert len(incidents(told * 400)) < 15


@pytest.mark.parametrize(
    "claim",
    [
        "The Caliphate Army on Tuesday claimed responsibility for the bombing that killed three traders in Merke.",
        "On Tuesday the Caliphate Army claimed the bombing that killed three traders in Merke.",
        "The Caliphate Army took credit on Tuesday for the bombing that killed three traders in Merke.",
    ],
)
def test_the_day_of_a_claim_is_not_that_of_the_attack(claim: str) -> None:
    facts = incident(f"{claim} Investigators said the van that exploded at the market on Monday had been stolen.")
    assert words(facts, Field.DATE) == {"2016-06-06"}
    assert words(facts, Field.CLAIMED_BY) == {"caliphate army"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nineteen people have been detained since Wednesday's attack on a post in Merke.", "2016-06-08"),
        ("Since Wednesday's clashes in Merke, 19 people have been arrested.", "2016-06-08"),
        ("Two guards fell in a raid on a post in Merke. Nineteen men were taken into custody since Wednesday's raid.",
         "2016-06-08"),
    ],
)  # fmt: skip
def test_arrests_since_an_attack_of_a_day_are_its_own(text: str, day: str) -> None:
    facts = incident(text)
    assert [fact.value for fact in facts if fact.field is Field.ARRESTED] == [19]
    assert words(facts, Field.DATE) == {day}


def test_another_deed_since_an_attack_is_not_of_its_day() -> None:
    facts = incident("Since Tuesday's raid in Merke, rebels have shot dead two clerks.")
    assert words(facts, Field.DATE) == set()


@pytest.mark.parametrize(
    "fight",
    ["Clashes broke out between villagers near Merke on Sunday; seven people died.",
     "Two groups of youths fought in Merke on Sunday. Seven people died."],
)  # fmt: skip
def test_fires_that_nobody_set_belong_to_the_fight_told_before(fight: str) -> None:
    facts = incident(f"{fight} Twelve houses and four shops were burned. Nine people were arrested.")
    assert words(facts, Field.TARGET) == {"twelve houses", "four shops"}
    assert [fact.value for fact in facts if fact.field is Field.ARRESTED] == [9]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels clashed with soldiers in Merke on Friday. Nine shops were burned.",
        "Police exchanged fire with smugglers in Merke on Friday. A warehouse burned down.",
    ],
)
def test_a_fight_says_more_than_its_fires(text: str) -> None:
    assert words(incident(text), Field.TYPE) == {"armed clash"}


def test_a_fire_in_another_town_is_none_of_a_fight() -> None:
    assert len(incidents("Villagers clashed near Merke on Sunday. Twelve houses were burned in Oral on Sunday.")) == 2


@pytest.mark.parametrize(
    "crash",
    [
        "A policeman who joined the pursuit was killed when his jeep rolled over.",
        "One of the officers giving chase died when his car overturned.",
        "A soldier who had rushed to help died as his truck collided with a bus.",
    ],
)
def test_a_road_accident_beside_an_attack_is_not_its_toll(crash: str) -> None:
    facts = incident(f"Gunmen shot dead two guards at a bank in Merke on Monday. {crash}")
    assert [fact.value for fact in facts if fact.field is Field.KILLED] == [2]
    assert words(facts, Field.VICTIM) == {"two guards"}


def test_those_whose_car_hits_a_mine_are_killed_by_it() -> None:
    facts = incident(
        "Gunmen attacked a post near Merke on Monday. Three soldiers died when their truck overturned on a mine."
    )
    assert [fact.value for fact in facts if fact.field is Field.KILLED] == [3]


def test_bodies_found_days_after_a_deed_are_its_dead() -> None:
    facts = incident(
        "Eleven bodies, those of border guards, and that of a shepherd were found on June 5 in a burnt outpost near "
        "Merke. The only survivor, Rustam Aliev, 19, confessed that he had shot his comrades on June 3."
    )
    assert words(facts, Field.DATE) == {"2016-06-03"}
    assert sum(fact.value for fact in facts if fact.field is Field.KILLED and isinstance(fact.value, int)) == 12
    assert words(facts, Field.PERPETRATOR) == {"rustam aliev"}


def test_bodies_found_date_a_deed_that_nothing_else_dates() -> None:
    facts = incident("The bodies of six soldiers and a cook were found on June 5 in a hut near Merke.")
    assert words(facts, Field.DATE) == {"2016-06-05"}
    assert {fact.value for fact in facts if fact.field is Field.KILLED} == {6, 1}


def test_bodies_found_in_two_towns_are_two_incidents() -> None:
    text = "Six bodies were found on June 1 in a hut in Merke. Three bodies were found on June 5 in Oral."
    assert len(incidents(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Four bodies were found in Merke on Thursday. Two traders were shot dead in Merke on Tuesday.",
        "A bomb killed two traders in Merke on Tuesday. On Thursday four bodies were found in a river in Merke.",
    ],
)
def test_bodies_that_only_a_town_ties_to_a_deed_are_others(text: str) -> None:
    assert len(incidents(text)) == 2


def test_a_claim_on_another_day_parts_no_attack_from_its_dead() -> None:
    facts = incident(
        "The Islamic State on Monday claimed responsibility for Sunday's attack in Merke, which killed four people."
    )
    assert words(facts, Field.DATE) == {"2016-06-05"}
    assert [fact.value for fact in facts if fact.field is Field.KILLED] == [4]


@pytest.mark.parametrize(
    "text",
    [
        "On Wednesday a bombing claimed by the Caliphate Army killed three traders in Merke.",
        "On Wednesday a shooting blamed on the Caliphate Army killed three traders in Merke.",
        "On Wednesday bandits blamed for earlier raids killed three traders in Merke.",
    ],
)
def test_a_deed_that_was_claimed_or_blamed_keeps_its_day(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2016-06-08"}


def test_what_happens_within_days_is_in_the_one_town_that_is_named() -> None:
    text = "A crowd burned a court in Merke on Monday. On Thursday soldiers shot two traders."
    assert [words(facts, Field.PLACE) for facts in incidents(text)] == [{"merke"}, {"merke"}]
    text = "A crowd burned a court in Merke on Monday. In March gunmen killed two traders."
    assert [words(facts, Field.PLACE) for facts in incidents(text)] == [{"merke"}, set()]
    text = (
        "A crowd burned a court in Merke on Monday. On Thursday soldiers shot two traders. A bank was robbed in Oral."
    )
    assert set() in [words(facts, Field.PLACE) for facts in incidents(text)]
