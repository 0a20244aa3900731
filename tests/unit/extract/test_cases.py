"""Cases: which events of a report are one incident."""

import pytest

from kztui.model.fact import DateSpan, Field

from .samples import counts, incident, incidents, words


def told(text: str) -> list[tuple[set[str], set[str]]]:
    """Return the places and first days of the incidents that a text tells, in mixed case and shouted alike."""
    found = [
        [(words(facts, Field.PLACE), words(facts, Field.DATE)) for facts in incidents(t)] for t in (text, text.upper())
    ]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Taraz on Friday. The attack left two guards dead.",
        "A bomb went off in Taraz on Friday. Three people were killed in the blast.",
        "Two officers were killed in Taraz on Friday when gunmen attacked a police station. The attackers fled.",
        "Gunmen attacked a bank in Taraz on Friday. Turkey condemned the attack, in which two guards were killed.",
    ],
)
def test_a_case_goes_on(text: str) -> None:
    assert told(text) == [({"taraz"}, {"2016-06-10"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen attacked a bank in Taraz on 5 June. Two days later police killed five suspects in Aktobe.",
            [({"taraz"}, {"2016-06-05"}), ({"aktobe"}, {"2016-06-07"})],
        ),
        (
            "A bomb went off in Taraz on Friday. Meanwhile, gunmen robbed a bank in Aktobe.",
            [({"taraz"}, {"2016-06-10"}), ({"aktobe"}, set())],
        ),
        (
            "Gunmen attacked a gun shop in Aktobe on 5 June. The previous day they had robbed a bank in Taraz.",
            [({"aktobe"}, {"2016-06-05"}), ({"taraz"}, {"2016-06-04"})],
        ),
    ],
)
def test_other_days_and_places_are_other_incidents(text: str, expected: list[tuple[set[str], set[str]]]) -> None:
    assert told(text) == expected


def test_a_plot_told_after_an_arrest_is_another_incident() -> None:
    text = "Police arrested four suspects in Aktobe on Friday. The KNB also foiled a plot to bomb a market."
    assert told(text) == [({"aktobe"}, {"2016-06-10"}), (set(), set())]


def test_an_arrest_told_after_a_plot_goes_on_with_it() -> None:
    text = "The KNB foiled a plot to bomb a market in Almaty on Friday. Four suspects were arrested."
    assert told(text) == [({"almaty"}, {"2016-06-10"})]


@pytest.mark.parametrize(
    "text",
    [
        "Since May 2011 more than 50 people have been killed in attacks.",
        "More than 50 people have been killed in attacks since May 2011.",
        "Some 70,000 people have been killed in attacks in Taraz.",
        "The men planned to attack a bank in Taraz.",
        "The ministry wants to fight terrorism in Taraz.",
        "The police did not kill anyone in Taraz.",
        "The weather in Taraz was fine on Friday.",
        "A bus crashed near Taraz on Friday, killing three passengers.",
        "Three passengers died in a road accident near Taraz on Friday.",
    ],
)
def test_sums_plans_and_denials_are_no_incidents(text: str) -> None:
    assert told(text) == []


def test_a_sum_beside_an_incident_is_left_out_of_it() -> None:
    text = "Gunmen killed two guards in Taraz on Friday. More than 50 people have died in attacks since May 2011."
    (facts,) = incidents(text)
    assert {fact.value for fact in facts if fact.field is Field.KILLED} == {2}


def test_as_many_cases_as_a_report_tells_stay_apart() -> None:
    towns = ("Taraz", "Aktobe", "Atyrau", "Kulsary", "Almaty")
    text = " ".join(f"Gunmen killed a guard in {town} on {day} May 2016." for day, town in enumerate(towns, 3))
    assert [places for places, _ in told(text)] == [{town.lower()} for town in towns]


def test_a_named_day_parts_what_a_year_would_join() -> None:
    """A year holds every day in it; the days themselves tell that these are two."""
    told = incidents(
        "A bomb wounded three guards in Taraz on 3 May 2015, the first attack of 2015. "
        "On 9 September gunmen killed two guards there."
    )
    assert [words(facts, Field.KILLED) for facts in told] == [set(), {"2"}]


@pytest.mark.parametrize(
    "text",
    [
        "On 6 June the ministry reported that gunmen had attacked a bank in Taraz and killed two guards.",
        "Gunmen attacked a bank in Taraz and killed two guards. The ministry confirmed the attack on 6 June.",
    ],
)
def test_the_day_of_the_saying_is_not_the_day_of_the_deed(text: str) -> None:
    assert told(text) == [({"taraz"}, set())]


def test_an_event_that_readers_know_needs_a_town_only() -> None:
    assert told("Three weeks have gone by since the attack in Taraz.") == [({"taraz"}, set())]
    assert told("Three weeks have gone by since the attack.") == []
    assert told("Attacks in Taraz are rare.") == []


def test_two_event_nouns_with_their_own_towns_are_two_incidents() -> None:
    assert told("The group said that it stood behind the bombing in Aktobe and the Taraz attack.") == [
        ({"aktobe"}, set()),
        ({"taraz"}, set()),
    ]


@pytest.mark.parametrize("words", ["on Monday in a hospital in Taraz", "of his wounds on Monday", "of burns"])
def test_a_late_death_does_not_date_what_caused_it(words: str) -> None:
    text = f"A guard wounded in the attack in Taraz on 3 June died {words}."
    assert told(text) == [({"taraz"}, {"2016-06-03"})]


@pytest.mark.parametrize("who", ["One of the victims", "One of the victims, a baker of 58,", "Two of the wounded"])
def test_the_victims_who_die_later_die_of_the_same_deed(who: str) -> None:
    text = f"A man stabbed nine people in Taraz on 3 June. {who} died on 5 June."
    assert told(text) == [({"taraz"}, {"2016-06-03"})]


def test_what_had_happened_before_is_not_dated_by_what_followed() -> None:
    assert told("On 7 June a court jailed a man who had killed two guards in Taraz.") == [({"taraz"}, set())]
    assert told("A court jailed a man who had killed two guards in Taraz on 3 May.") == [({"taraz"}, {"2016-05-03"})]


def test_a_toll_since_a_day_is_that_of_what_is_told_of_the_day() -> None:
    (facts,) = incidents(
        "The events in Taraz have claimed twelve lives since Friday, 3 June, when gunmen raided a bank."
    )
    assert words(facts, Field.KILLED) == {"12"}
    assert words(facts, Field.DATE) == {"2016-06-03"}


@pytest.mark.parametrize(
    "arrest",
    [
        "Four suspects were arrested on Wednesday morning.",
        "The next day police detained three men.",
        "Two of them were caught on Thursday.",
    ],
)
def test_suspects_held_within_days_are_held_for_what_was_told_before(arrest: str) -> None:
    facts = incident(f"Gunmen attacked a bank in Taraz on Tuesday night, killing a guard. {arrest}")
    assert words(facts, Field.DATE) == {"2016-06-07"}
    assert counts(facts, Field.ARRESTED)


@pytest.mark.parametrize(
    "arrest",
    [
        "In Shymkent 12 men were arrested on Wednesday.",
        "On Wednesday police arrested 12 members of Hizb ut-Tahrir.",
        "A teacher was arrested on Wednesday.",
    ],
)
def test_arrests_of_others_are_another_incident(arrest: str) -> None:
    facts = incidents(f"Gunmen attacked a bank in Taraz on Tuesday, killing a guard. {arrest}")[0]
    assert not counts(facts, Field.ARRESTED)


def test_what_did_not_happen_takes_no_day_from_the_sentence_before() -> None:
    facts = incident("Gunmen burned houses in Taraz on Tuesday. On Thursday all was calm. Nobody had been hurt.")
    assert words(facts, Field.DATE) == {"2016-06-07"}


def test_a_blast_that_an_operation_followed_is_another_incident() -> None:
    text = (
        "Four rebels were shot dead in a security operation in the south of Kazakhstan, following a blast in the "
        "city of Taraz last week in which a guard died. The operation took place in Merke on Tuesday."
    )
    killed = [{value for value, _ in counts(facts, Field.KILLED)} for facts in incidents(text)]
    assert killed == [{4}, {1}]


def test_peoples_who_fight_are_no_persons() -> None:
    facts = incident("Kazakhs and Tajiks fought in Taraz on Tuesday after a man of 30 had been murdered.")
    assert {value for value, _ in counts(facts, Field.KILLED)} == {1}


def test_since_an_event_dates_the_event() -> None:
    assert told("The country has been on alert since the Aktobe raids of May.") == [({"aktobe"}, {"2016-05-01"})]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In the night from Sunday to Monday police in Taraz shot men wanted for the previous day's raids.",
         {"2016-06-05..2016-06-06"}),
        ("On Monday police in Taraz shot two men, three days after last week's blast.", {"2016-06-06..2016-06-06"}),
        ("On Monday gunmen killed two guards in Taraz; Monday's attack was their first.", {"2016-06-06..2016-06-06"}),
    ],
)  # fmt: skip
def test_the_time_of_another_event_is_not_that_of_the_one_told(text: str, days: set[str]) -> None:
    (facts,) = incidents(text)
    spans = [fact.value for fact in facts if isinstance(fact.value, DateSpan) and fact.value.resolved]
    assert {f"{span.start}..{span.end}" for span in spans} == days


def test_who_did_it_or_was_arrested_is_no_victim() -> None:
    text = "Two men attacked a bank in Taraz on Friday, killed a guard and died. Police arrested five people."
    (facts,) = incidents(text)
    assert words(facts, Field.VICTIM) == {"guard"}


def test_two_incidents_of_one_town_and_day_are_told_apart_by_the_part_of_the_day() -> None:
    text = (
        "In the morning of 6 June gunmen attacked a bank in Taraz and killed two guards.\n\n"
        "In the evening of 6 June a bomb exploded at a market in Taraz and wounded six people."
    )
    assert told(text) == [({"taraz"}, {"2016-06-06"})] * 2
    text = text.replace("evening", "morning")
    assert told(text) == [({"taraz"}, {"2016-06-06"})]


def test_what_happened_at_another_hour_of_the_day_told_before_has_its_day_and_town() -> None:
    text = (
        "Nobody in Taraz will forget Friday. In the morning a bomb went off at the bus station, wounding six.\n\n"
        "In the evening there was shooting at a bank. Two guards were killed in it."
    )
    assert told(text) == [({"taraz"}, {"2016-06-10"})] * 2
    first, second = incidents(text)
    assert (counts(first, Field.KILLED), {n for n, _ in counts(second, Field.KILLED)}) == (set(), {2})


@pytest.mark.parametrize(
    "later",
    [
        "In the morning police arrested five suspects.",
        "By evening five suspects were in custody.",
        "In the morning one of the wounded died.",
        "The attack began before midnight.",
    ],
)
def test_what_follows_an_incident_at_another_hour_belongs_to_it(later: str) -> None:
    assert len(told(f"Gunmen attacked a bank in Taraz on Thursday night and wounded two guards. {later}")) == 1


def test_an_incident_keeps_a_date_that_contradicts_the_one_before() -> None:
    ((_, dates),) = told("On 6 June gunmen killed two guards in Taraz. The attack took place on 1 June.")
    assert dates == {"2016-06-06", "2016-06-01"}
