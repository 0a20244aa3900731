"""Reports in several languages."""

from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Fact, Field

ENGLISH = "Two guards were killed in an attack on a bank in Taraz on 10 June 2015, the police said."
RUSSIAN = "11 июня 2015 года в Шымкенте при взрыве на рынке ранены девять человек, сообщили в полиции."


def found(text: str, language: str = "") -> list[tuple[str, int, str]]:
    """Return what each number of people is of, the number and the words that say it."""
    report = make_report(text, Header(language=language))
    assert report
    facts: list[Fact] = [fact for draft in extract(report).drafts for fact in draft]
    for fact in facts:
        assert report.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
    counted = [fact for fact in facts if fact.field in (Field.KILLED, Field.WOUNDED)]
    return [(fact.field, fact.value, fact.evidence.exact) for fact in counted if isinstance(fact.value, int)]


def test_each_paragraph_is_read_in_its_own_language() -> None:
    both = [("killed", 2, "Two guards"), ("wounded", 9, "девять человек")]
    assert found(f"{ENGLISH}\n\n{RUSSIAN}") == both
    assert found(f"{RUSSIAN}\n\n{ENGLISH}") == both[::-1]


def test_a_language_chosen_by_hand_is_kept() -> None:
    assert found(RUSSIAN, "en") == []
    assert found(f"{ENGLISH}\n\n{RUSSIAN}", "uz") == []
