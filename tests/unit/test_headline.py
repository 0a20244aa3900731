"""Headlines: what happened in a few words."""

from datetime import date

import pytest

from kztui.model.fact import Evidence, Fact, Field, Hedge, Side, Value, fact_id
from kztui.model.headline import headlines
from kztui.model.report import Source

SOURCES = {
    "r-1": Source("r-1", "Harbour Wire", date(2016, 6, 6), title="Depot attacked, 20 dead"),
    "r-2": Source("r-2", "Ledger", date(2016, 6, 10), title="Toll rises after raid"),
    "r-3": Source("r-3", "Mirror", date(2016, 6, 11), title="Depot attacked", copy_of="r-1"),
}


def fact(field: Field, value: Value, report: str = "r-1", at: int = 0, **more: object) -> Fact:
    evidence = Evidence(report, 1, at, at + 1, "x")
    return Fact(fact_id(field, evidence, value), field, value, evidence, **more)  # type: ignore[arg-type]


def first(kind: str, *facts: Fact) -> str:
    return headlines(kind, facts, SOURCES)[0]


def test_who_did_what_to_whom_by_what_means_and_why_and_then_less_and_less() -> None:
    said = headlines(
        "armed attack",
        [
            fact(Field.PERPETRATOR, "masked gunmen"),
            fact(Field.TARGET, "fuel depot"),
            fact(Field.TARGET, "two offices"),
            fact(Field.WEAPON, "rifles"),
            fact(Field.CAUSE, "a debt"),
        ],
        SOURCES,
    )
    assert said == (
        "masked gunmen ► fuel depot, two offices; rifles (a debt)",
        "masked gunmen ► fuel depot, two offices; rifles",
        "masked gunmen ► fuel depot, two offices",
        "gunmen ► fuel depot",
        "gunmen ► depot",
    )


@pytest.mark.parametrize(
    ("values", "best"),
    [
        (["gunmen", "Arman Seitov"], "Arman Seitov"),  # a name before a group
        (["вооружённые люди", "gunmen"], "gunmen"),  # one script where the reports allow it
        (["people", "they", "gunmen"], "gunmen"),  # no words that name nobody
    ],
)
def test_the_best_doer_comes_first(values: list[str], best: str) -> None:
    doers = [fact(Field.PERPETRATOR, value) for value in values]
    assert first("robbery", *doers, fact(Field.TARGET, "bank")) == f"{best} ► bank"


def test_what_independent_sources_say_counts_more_than_copies() -> None:
    doers = [fact(Field.PERPETRATOR, "raiders", report) for report in ("r-1", "r-3")]
    doers += [fact(Field.PERPETRATOR, "guards", report) for report in ("r-1", "r-2")]
    assert first("robbery", *doers, fact(Field.TARGET, "bank")) == "guards ► bank"


def test_a_suspicion_stays_and_a_denial_names_nobody() -> None:
    suspected = fact(Field.PERPETRATOR, "raiders", hedge=Hedge.SUSPECTED)
    denied = fact(Field.PERPETRATOR, "guards", hedge=Hedge.DENIED)
    assert first("robbery", denied, suspected, fact(Field.TARGET, "bank")) == "raiders (suspected) ► bank"


def test_a_clash_says_which_side_died() -> None:
    facts = [
        fact(Field.PERPETRATOR, "four raiders"),
        fact(Field.VICTIM, "an officer"),
        fact(Field.KILLED, 4, side=Side.PERPETRATOR),
        fact(Field.WOUNDED, 1, side=Side.SECURITY),
    ]
    assert headlines("armed clash", facts, SOURCES)[0] == "four raiders killed, an officer wounded"
    assert headlines("armed clash", facts, SOURCES)[-1] == "raiders killed"
    assert first("arrest", fact(Field.PERPETRATOR, "three men of a cell"), fact(Field.ARRESTED, 3)) == (
        "three men of a cell held"
    )


def test_an_explosion_says_what_burst_and_why() -> None:
    facts = [fact(Field.TARGET, "boiler house"), fact(Field.CAUSE, "gas"), fact(Field.KILLED, 2)]
    assert first("explosion", *facts) == "boiler house (gas)"


def test_where_facts_say_too_little_it_is_a_title_without_a_number() -> None:
    assert first("arrest", fact(Field.KILLED, 20), fact(Field.PERPETRATOR, "people", "r-2")) == (
        '"Toll rises after raid'
    )
    assert headlines("", [], SOURCES) == ()


@pytest.mark.parametrize(
    ("kind", "who", "victims", "said"),
    [
        ("armed attack", ["gunmen"], ["225 человек"], "gunmen"),
        ("armed attack", ["gunmen"], ["225 человек", "two guards"], "gunmen ► two guards"),
        ("armed attack", ["Арман Сеитов"], ["two guards"], "two guards"),
        ("armed attack", ["Арман Сеитов"], ["двое охранников"], "Арман Сеитов ► двое охранников"),
        ("armed clash", [], ["Шестеро мужчин"], "Шестеро мужчин"),
        ("armed clash", [], ["Шестеро мужчин", "six men in a house"], "six men in a house killed"),
    ],
)
def test_a_headline_is_in_one_language(kind: str, who: list[str], victims: list[str], said: str) -> None:
    facts = [fact(Field.PERPETRATOR, value) for value in who]
    facts += [fact(Field.VICTIM, value) for value in victims]
    facts.append(fact(Field.KILLED, 6, side=Side.CIVILIAN))
    assert first(kind, *facts) == said


def test_means_and_causes_follow_the_language_of_who_and_whom() -> None:
    facts = [fact(Field.TARGET, "fuel depot"), fact(Field.WEAPON, "бутылки"), fact(Field.CAUSE, "a debt")]
    assert first("arson", *facts) == "fuel depot (a debt)"


RAIDERS = Side.PERPETRATOR


@pytest.mark.parametrize(
    ("who", "killed", "arrested", "said"),
    [
        ("three raiders", 1, 3, "three raiders held"),
        ("five raiders", 2, 5, "five raiders held"),
        ("4 raiders", 4, 1, "4 raiders killed"),
        ("raiders", 2, 5, "raiders killed"),
        ("raiders", 1, 3, "raiders held"),
        ("a raider", 1, 3, "a raider killed"),
        ("a raider", 2, 3, "a raider"),
        ("three raiders", 1, 2, "three raiders"),
        ("members of a cell", 1, 8, "members of a cell held"),
    ],
)
def test_a_verb_stands_beside_words_of_its_number(who: str, killed: int, arrested: int, said: str) -> None:
    facts = [
        fact(Field.PERPETRATOR, who, at=10),
        fact(Field.KILLED, killed, at=20, side=RAIDERS),
        fact(Field.ARRESTED, arrested, at=30, side=RAIDERS),
    ]
    assert first("armed clash", *facts) == said


def test_the_words_that_state_a_number_have_its_verb() -> None:
    facts = [
        fact(Field.PERPETRATOR, "a group of raiders", at=10),
        fact(Field.ARRESTED, 7, at=10, side=RAIDERS),
        fact(Field.KILLED, 1, at=20, side=RAIDERS),
    ]
    assert first("armed clash", *facts) == "a group of raiders held"
    assert first("armed clash", *facts[:2], fact(Field.KILLED, 7, at=10)) == "a group of raiders killed"


def test_those_who_were_only_arrested_are_not_said_to_have_attacked() -> None:
    flat, suspects = fact(Field.TARGET, "flat", at=50), fact(Field.PERPETRATOR, "three suspects", at=10)
    held = fact(Field.ARRESTED, 3, at=10, side=RAIDERS)
    for kind in ("armed attack", "arrest"):
        assert first(kind, flat, suspects, held) == "three suspects held"
    elsewhere = fact(Field.ARRESTED, 3, at=30, side=RAIDERS)
    assert first("armed attack", flat, suspects, elsewhere) == "three suspects ► flat"
    assert first("armed attack", flat, suspects, held, fact(Field.PERPETRATOR, "raiders", at=70)) == "raiders ► flat"
    again = fact(Field.PERPETRATOR, "three suspects", at=90)
    assert first("armed attack", flat, suspects, held, again) == "three suspects ► flat"
    assert first("robbery", flat, suspects, held) == "three suspects ► flat"


def test_thousands_of_digits_count_nobody() -> None:
    killed = fact(Field.KILLED, 3, at=9, side=Side.PERPETRATOR)
    assert first("armed clash", fact(Field.PERPETRATOR, f"{'9' * 5000} gunmen"), killed).endswith("9 gunmen killed")
