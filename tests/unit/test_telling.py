"""Which sentences of a report tell of an incident."""

import pytest

from kztui.model.fact import Fact, Field, fact_id, quote
from kztui.model.report import Paragraph, ParagraphKind, Report, report_id
from kztui.model.telling import stated_in, title_tells, told_spans


def _report(*paragraphs: str, byline: bool = False) -> Report:
    text = "\n\n".join(paragraphs)
    cuts = [(text.index(part), text.index(part) + len(part)) for part in paragraphs]
    kinds = [ParagraphKind.BYLINE if byline and not at else ParagraphKind.BODY for at in range(len(cuts))]
    return Report(
        report_id(text),
        text,
        tuple(Paragraph(n, *cut, kind) for n, (cut, kind) in enumerate(zip(cuts, kinds, strict=True), 1)),
    )


def _fact(report: Report, words: str) -> Fact:
    start = report.text.index(words)
    evidence = quote(report.text, report.id, report.paragraph_at(start).number, start, start + len(words))
    return Fact(fact_id(Field.TARGET, evidence, words), Field.TARGET, words, evidence)


@pytest.mark.parametrize(
    ("paragraph", "words", "told"),
    [
        ("A bank burned. Then a mill burned. Nobody came.", ["mill"], ["Then a mill burned."]),
        ("A bank burned. Then a mill burned. Nobody came.", ["bank", "mill"], ["A bank burned. Then a mill burned."]),
        ("A bank burned. It rained. A mill burned.", ["bank", "A mill"], ["A bank burned.", "A mill burned."]),
        ("A bank burned. It rained.", ["burned. It"], ["A bank burned. It rained."]),
        ("He met Gen. Uly and A. Omar at a bank. It rained.", ["bank"], ["He met Gen. Uly and A. Omar at a bank."]),
        ("“A bank burned!” “It rained,” he said.", ["bank"], ["“A bank burned!”"]),
        ("Сгорел банк. Өртенген ұн.", ["банк"], ["Сгорел банк."]),
        ("“A bank burned?!” He asked… It rained.", ["He", "rained"], ["He asked… It rained."]),
        ("It was 2.5 km to the bank", ["bank"], ["It was 2.5 km to the bank"]),
    ],
)
def test_a_sentence_tells_of_an_incident_when_it_states_one_of_its_facts(
    paragraph: str, words: list[str], told: list[str]
) -> None:
    report = _report("Before it.", paragraph, "After it.")
    spans = told_spans(report, stated_in(report, [_fact(report, one) for one in words]))
    assert [report.text[start:end] for start, end in spans] == told


def test_facts_of_other_reports_tell_nothing_of_this_one() -> None:
    report, other = _report("A bank burned."), _report("A mill burned.")
    stated = stated_in(report, [_fact(other, "mill")])
    assert told_spans(report, stated) == []
    assert not title_tells(report, stated)


@pytest.mark.parametrize(("words", "tells"), [("bank", True), ("mill", False)])
def test_a_title_tells_of_what_the_report_begins_with(words: str, tells: bool) -> None:
    report = _report("By Ann", "A bank burned.", "A mill burned.", byline=True)
    assert title_tells(report, stated_in(report, [_fact(report, words)])) is tells


def test_a_report_without_a_text_is_about_its_incident() -> None:
    assert title_tells(Report("r-1", "", ()), {})


@pytest.mark.parametrize(("start", "end"), [(1 << 63, 14), (0, 1 << 70), (-(1 << 70), 14), (9, 3)])
def test_a_paragraph_that_is_damaged_is_cut_to_the_text(start: int, end: int) -> None:
    report = _report("A bank burned.")
    stated = stated_in(report, [_fact(report, "bank")])
    damaged = Report(report.id, report.text, (Paragraph(1, start, end),))
    assert all(report.text[first:last] in report.text for first, last in told_spans(damaged, stated))
