"""The cascade from end to end: hostile text, and what every fact promises."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kztui.extract.en.numbers import read_number
from kztui.extract.engine import State, extract
from kztui.extract.rules import describe
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import CONTEXT, COUNTED, EventType, Fact, Field
from kztui.model.report import Report

from .samples import FRIDAY, incident, incidents, report, words

PIECES = (
    "two gunmen", "Three officers", "a bomb", "killed", "were killed", "was wounded", "left", "dead", "exploded",
    "arrested", "attacked", "by", "with", "in", "near", "of", "and", ",", ".", ". ", "\n\n", "on", "Friday", "5 June",
    "since May 2011", "two days later", "the previous day", "Taraz", "Atyrau region", "230 km from", "KNB", "said",
    "according to", "police", "no casualties", "nobody", "at least", "between four and six", "dozens", "himself up",
    "blew", "before", "after", "who", "which", "the", "another", "(35)", "\"", "suspected", "reportedly", "[", "]", "-",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(" ".join)


def check(made: Report, facts: tuple[Fact, ...]) -> None:
    """Assert what every fact promises: its evidence reads as it says, and the number of a count stands in it."""
    bodies = {paragraph.number: paragraph for paragraph in made.paragraphs}
    for fact in facts:
        evidence = fact.evidence
        assert 0 <= evidence.start < evidence.end <= len(made.text)
        assert made.text[evidence.start : evidence.end] == evidence.exact
        assert made.text[: evidence.start].endswith(evidence.prefix)
        assert made.text[evidence.end :].startswith(evidence.suffix)
        assert len(evidence.prefix) <= CONTEXT
        assert bodies[evidence.paragraph].start <= evidence.start < bodies[evidence.paragraph].end
        assert describe(fact.origin)
        if fact.field in COUNTED:
            check_number(fact)


def check_number(fact: Fact) -> None:
    """Assert that a number's evidence says it: in digits or words, by "no", or as one person."""
    assert isinstance(fact.value, int)
    tokens = fact.evidence.exact.lower().replace("(", " ").replace(",", "").split()
    said = [number.value for index in range(len(tokens)) if (number := read_number(tokens, index))]
    denied = fact.value == 0 and {"no", "nobody", "none", "neither", "any"} & {*tokens}
    assert fact.value in said or denied or fact.value == 1, fact


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_every_fact_keeps_its_promises(text: str) -> None:
    made = make_report(text)
    for facts in extract(made).drafts if made else []:
        check(report(text), facts)


@settings(deadline=None)  # the first text in another language loads its grammar
@given(st.text())
@example("Q'\n:")  # a token without a letter of its own
def test_any_text_has_an_answer(text: str) -> None:
    made = make_report(text)
    for facts in extract(made).drafts if made else []:
        check(report(text), facts)


@settings(max_examples=50)
@given(SENTENCES)
def test_the_same_text_twice_gives_the_same_facts(text: str) -> None:
    assert incidents(text + " x") == incidents(text + " x")


@pytest.mark.parametrize(
    "text",
    [
        "Bomb", "1" * 20_000, "9,999," * 5_000, '"' * 20_000, "(" * 20_000, "-" * 20_000, "a-" * 10_000,
        "a\u0301" * 9_000, "." * 20_000, "U.S." * 5_000, "'a" * 9_000, "killed " * 3_000, "three dead and " * 1_500,
        "one hundred and " * 1_500, "Взрыв в Алматы. " * 1_000, "爆発がありました" * 2_000, "BOMB EXPLODED. " * 1_500,
        "gunmen killed three officers in almaty and " * 500, "x\n\n" * 2_000, "\u202e" * 9_000, "Almaty, " * 3_000,
        "since May 2011 " * 1_500, "of " * 6_000, "\x1b[31m killed \x00" * 900,
    ],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_hostile_text_has_an_answer(text: str) -> None:
    made = make_report(text)
    assert made
    for facts in extract(made).drafts:
        check(made, facts)


def test_languages_without_a_grammar_tell_no_incident() -> None:
    made = make_report("Karshida portlash yuz berdi, ikki kishi halok bo‘ldi.", Header(language="uz"))
    assert made
    assert extract(made).state is State.NOT_READ


def test_text_in_another_script_inside_a_report_does_no_harm() -> None:
    facts = incident("Gunmen killed two guards in Taraz on Friday. Боевики убили двух охранников.")
    assert words(facts, Field.PLACE) == {"taraz"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed three officers in Taraz on Friday.", EventType.ARMED_ATTACK),
        ("Police killed three suspects in Taraz on Friday.", EventType.ARMED_CLASH),
        ("A bomb went off at a bank in Taraz on Friday.", EventType.BOMBING),
        ("Helicopters fired rockets at a village near Taraz on Friday.", EventType.ARMED_ATTACK),
        ("Gunmen attacked a village near Taraz with rockets on Friday.", EventType.ARMED_ATTACK),
        ("A gas explosion killed two people in Taraz on Friday.", EventType.EXPLOSION),
        ("A man blew himself up outside a bank in Taraz on Friday.", EventType.SUICIDE_BOMBING),
        ("Masked men kidnapped a judge in Taraz on Friday.", EventType.ABDUCTION),
        ("Masked men set fire to a bank in Taraz on Friday.", EventType.ARSON),
        ("Masked men robbed a bank in Taraz on Friday.", EventType.ROBBERY),
        ("Police arrested four suspects in Taraz on Friday.", EventType.ARREST),
        ("Police foiled an attack on a mosque in Taraz on Friday.", EventType.PLOT_FOILED),
        ("The bombing of a mosque in Taraz was averted on Friday.", EventType.PLOT_FOILED),
        ("A judge was assassinated in Taraz on Friday.", EventType.ASSASSINATION),
        ("Hundreds of workers protested in Taraz on Friday.", EventType.PROTEST),
        ("Riots in Taraz on Friday left three people wounded.", EventType.RIOT),
        ("A raid on suspected militants in Taraz left two men dead.", EventType.ARMED_CLASH),
        ("Police shot three men dead in Taraz on Friday.", EventType.ARMED_CLASH),
        ("Police shot three bystanders dead in Taraz on Friday.", EventType.ARMED_ATTACK),
        ("Police killed three workers in Taraz who were on strike.", EventType.FORCE_AGAINST_PROTESTERS),
        ("Wounded demonstrators lay in a hospital in Taraz.", EventType.RIOT),
        ("The riots of June in Taraz took 40 lives. The protests had spread from Aktau.", EventType.RIOT),
        ("A mob burned down twenty houses in Taraz on Friday.", EventType.MOB_VIOLENCE),
        ("Two explosions killed a guard in Taraz on Friday.", EventType.EXPLOSION),
    ],
)
def test_types(text: str, kind: EventType) -> None:
    for written in (text, text.upper()):
        assert words(incident(written), Field.TYPE) == {kind}


def test_a_report_told_whole() -> None:
    text = (
        "Two masked gunmen attacked a police post in Aktobe with hunting rifles on Sunday, the interior ministry said. "
        "Three officers were killed and at least two passers-by were wounded. "
        "Police later arrested four suspects, according to the KNB."
    )
    for written in (text, text.upper()):
        facts = incident(written)
        assert words(facts, Field.PLACE) == {"aktobe"}
        assert words(facts, Field.DATE) == {"2016-06-05"}
        assert "hunting rifles" in words(facts, Field.WEAPON)
        assert "police post" in words(facts, Field.TARGET)
        assert {fact.value for fact in facts if fact.field is Field.KILLED} == {3}
        assert {fact.value for fact in facts if fact.field is Field.WOUNDED} == {2}
        assert {fact.value for fact in facts if fact.field is Field.ARRESTED} == {4}
        assert words(facts, Field.ATTRIBUTED_TO) == {"interior ministry", "knb"}
        assert all(fact.official for fact in facts if fact.attributed_to)


def test_each_fact_is_told_once() -> None:
    facts = incident("Gunmen killed three officers in Taraz on Friday. The gunmen killed three officers in Taraz.")
    assert len({fact.id for fact in facts}) == len(facts)


def test_a_report_without_a_publication_date_keeps_its_unresolved_weekday() -> None:
    facts = incident("Gunmen killed three officers in Taraz on Friday.", None)
    (day,) = (fact for fact in facts if fact.field is Field.DATE)
    assert day.evidence.exact == "Friday"
    assert words(facts, Field.DATE) == {"none"}
    assert report("x").published == FRIDAY
