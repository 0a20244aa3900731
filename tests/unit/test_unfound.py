"""Why nothing was found in a report."""

import pytest

from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.present.unfound import why_nothing


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("The market in Alga was open.", "en", "nothing found: 1 paragraph read"),
        (
            "Four gunmen were killed in an exercise near Aktau on Tuesday.\n\nNobody was hurt.",
            "en",
            "nothing found: 2 paragraphs read; p1 “killed”: part of an exercise",
        ),
        ("Nukusda nima boldi?", "uz", "not read: there are no rules for its language (uz)"),
    ],
)
def test_it_is_said_which_words_tell_no_incident_and_why(text: str, language: str, why: str) -> None:
    report = make_report(text, Header(language=language))
    assert report
    assert why_nothing(report) == why
