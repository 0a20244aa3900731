"""Why nothing was found in a report, in a line."""

from kztui.extract.engine import ExtractionDefect, analyse
from kztui.extract.omissions import LeftOut, left_out
from kztui.extract.rules import describe
from kztui.extract.visible import visible_report
from kztui.model.report import ParagraphKind, Report
from kztui.present.wording import plural

_MOST = 3


def why_nothing(report: Report) -> str:
    """Return why no incident was found in a report: "nothing found: 3 paragraphs read; p1 “exercise”: part of an
    exercise".
    """
    seen, _ = visible_report(report)
    try:
        analysis = analyse(seen)
    except ExtractionDefect:
        return "nothing found: a rule failed on it"
    if analysis is None:
        return f"not read: there are no rules for its language ({report.language})"
    told = sum(one.kind is ParagraphKind.BODY for one in seen.paragraphs)
    reasons = (_reason(seen, one) for one in left_out(analysis)[:_MOST])
    return "; ".join((f"nothing found: {plural(told, 'paragraph')} read", *reasons))


def _reason(report: Report, one: LeftOut) -> str:
    words = " ".join(report.text[one.start : one.end].split())
    return f"p{report.paragraph_at(one.start).number} “{words}”: {describe(one.rule)}"
