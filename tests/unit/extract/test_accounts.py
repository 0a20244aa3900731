"""Who claims an incident, who doubts that, what caused it, and which medium is quoted, told in set phrases."""

from datetime import date

import pytest
from msgspec.structs import replace

from kztui.extract.engine import extract
from kztui.model.claims import claims
from kztui.model.fact import Fact, Field, Hedge
from kztui.model.report import Source

from .samples import incident, incidents, report


def told(text: str, field: Field, language: str = "en") -> list[tuple[object, Hedge]]:
    (facts,) = extract(replace(report(text, date(2016, 6, 10)), language=language)).drafts
    return [(fact.value, fact.hedge) for fact in facts if fact.field is field]


RAID = "Two guards were killed in a raid on a depot in Aktobe on June 5, 2016."


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Responsibility for the raid was claimed by a group called Sons of the Steppe.", "Sons of the Steppe"),
        ("The Islamic State group has claimed responsibility for it.", "Islamic State"),
        ("Soldiers of the Caliphate later took credit for the attack.", "Jund al-Khilafah"),
        ("Hizb ut-Tahrir said in a leaflet that it was behind the raid.", "Hizb ut-Tahrir"),
    ],
)
def test_a_claim_names_who_makes_it_by_the_usual_name(sentence: str, who: str) -> None:
    assert told(f"{RAID} {sentence}", Field.CLAIMED_BY) == [(who, Hedge.NONE)]


def test_the_group_is_the_one_named_last() -> None:
    text = f"{RAID} A video of Islamic State was shown. The group claimed responsibility."
    assert told(text, Field.CLAIMED_BY) == [("Islamic State", Hedge.NONE)]
    assert told(f"{RAID} The group claimed responsibility.", Field.CLAIMED_BY) == []


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("No group has claimed responsibility.", "en"),
        ("Nobody claimed responsibility for the raid.", "en"),
        ("None of the groups claimed responsibility.", "en"),
        ("Никто не взял на себя ответственность.", "ru"),
        ("Ни одна группировка не взяла на себя ответственность.", "ru"),
    ],
)
def test_nobody_is_no_claimant(sentence: str, language: str) -> None:
    text = {"en": RAID, "ru": "5 июня в Актобе при нападении на склад убиты двое охранников."}[language]
    assert told(f"{text} {sentence}", Field.CLAIMED_BY, language) == []
    assert told(f"{text} {sentence}", Field.ATTRIBUTED_TO, language) == []


@pytest.mark.parametrize(
    "doubt",
    [
        "Experts doubt the claim.",
        "The claim could not be independently verified.",
        "The prosecutor's office found no evidence that the group was involved.",
    ],
)
def test_a_doubt_stands_beside_the_claim_and_nowhere_without_one(doubt: str) -> None:
    claimed = f"{RAID} Islamic State claimed responsibility."
    assert told(f"{claimed} {doubt}", Field.CLAIMED_BY) == [
        ("Islamic State", Hedge.NONE), ("Islamic State", Hedge.DENIED)
    ]  # fmt: skip
    assert told(f"{RAID} {doubt}", Field.CLAIMED_BY) == []


@pytest.mark.parametrize(
    ("text", "cause", "hedge"),
    [
        ("A blast in Arys on June 5 killed two men. It was caused by an accidental detonation of shells.",
         "an accidental detonation of shells", Hedge.NONE),
        ("A blast in Arys on June 5 killed two men. It may have been caused by a gas leak.", "a gas leak",
         Hedge.SUSPECTED),
        ("Two men were stabbed to death in Oral on June 5 in revenge for a theft of horses.",
         "revenge for a theft of horses", Hedge.NONE),
        ("A man shot dead two bailiffs in Oral on June 5 during an eviction.", "an eviction", Hedge.NONE),
        ("Two men died in a riot in Oral on June 5 after a quarrel in a cafe.", "a quarrel in a cafe", Hedge.NONE),
    ],
)  # fmt: skip
def test_a_cause_is_told_in_usual_words(text: str, cause: str, hedge: Hedge) -> None:
    assert told(text, Field.CAUSE) == [(cause, hedge)]


@pytest.mark.parametrize(
    "text",
    [
        "Interfax quoted the prosecutor's office as saying that two guards were killed in Aktobe on June 5.",
        "Two guards were killed in Aktobe on June 5, Interfax reported, citing the prosecutor's office.",
        "Two guards were killed in Aktobe on June 5, the prosecutor's office told the news agency Interfax.",
    ],
)
def test_publisher_quoted_medium_and_authority_are_kept_apart(text: str) -> None:
    facts = incident(text)
    sources = {fact.evidence.report: Source(fact.evidence.report, "Courier") for fact in facts}
    (claim,) = claims(facts, Field.KILLED, sources)
    assert (claim.source.publisher, claim.through, claim.fact.attributed_to) == (
        "Courier", "Interfax", "prosecutor's office"
    )  # fmt: skip


def test_a_report_does_not_quote_its_own_publisher() -> None:
    text = "Two guards were killed in Aktobe on June 5, Interfax reported."
    (facts,) = extract(replace(report(text), publisher="Interfax")).drafts
    assert not [fact for fact in facts if fact.field is Field.QUOTED]


def test_an_account_goes_to_the_incident_of_its_sentence_or_the_one_before() -> None:
    first, second = incidents(
        "Two guards were killed in a raid in Aktobe on May 2. Islamic State claimed responsibility.\n\n"
        "Three men were killed by a blast in Arys on June 5. It was caused by a gas leak."
    )

    def accounts(facts: tuple[Fact, ...]) -> dict[Field, object]:
        return {fact.field: fact.value for fact in facts if fact.field in (Field.CLAIMED_BY, Field.CAUSE)}

    assert accounts(first) == {Field.CLAIMED_BY: "Islamic State"}
    assert accounts(second) == {Field.CAUSE: "a gas leak"}


@pytest.mark.parametrize(
    ("language", "text", "field", "value"),
    [
        ("ru", "Два человека погибли при взрыве в Арыси 5 июня 2016 года, сообщает агентство Интерфакс.", Field.QUOTED,
         "Интерфакс"),
        ("ru", "Двое убиты в Актобе 5 июня 2016 года. Ответственность взяла на себя группировка «Сыны степи».",
         Field.CLAIMED_BY, "Сыны степи"),
        ("ru", "Двое погибли при взрыве в Арыси 5 июня 2016 года. Причиной взрыва стала утечка газа.", Field.CAUSE,
         "утечка газа"),
        ("kk", "Арыста 2016 жылғы 5 маусымда жарылыстан екі адам қаза тапты. Жарылыс газдың салдарынан болды.",
         Field.CAUSE, "газдың"),
    ],
)  # fmt: skip
def test_accounts_in_other_languages(language: str, text: str, field: Field, value: str) -> None:
    assert (value, Hedge.NONE) in told(text, field, language)
