"""What in a report's dates cannot be is said in words."""

from datetime import date

import pytest

from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.doubts import doubts


def doubted(text: str) -> list[str]:
    """Return what is doubtful in a report of 14 September 2012."""
    report = make_report(text, Header(published=date(2012, 9, 14)))
    assert report is not None
    return [doubt for facts in extract(report).drafts for doubt in doubts(facts, report.published)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen killed two guards in Oral on Wednesday, 12 September 2012.", []),
        ("Gunmen killed two guards in Oral on 12 and 13 September 2012.", []),
        ("Gunmen killed two guards in Oral on Monday, 12 September 2012.",
         ["“Monday, 12 September 2012” was a Wednesday"]),
        ("Gunmen killed two guards in Oral on 15 October 2012.",
         ["15 October 2012 is after its publication on 14 September 2012"]),
        ("On 12 August 2012 gunmen killed two guards in Oral. The attack took place on 12 September 2012.",
         ["one incident on 12 August 2012 and on 12 September 2012"]),
    ],
)  # fmt: skip
def test_dates_that_cannot_be(text: str, words: list[str]) -> None:
    assert doubted(text) == words
