"""What the status line says of what is under the cursor."""

from kztui.casebook import Casebook
from kztui.casebook.reports import ReportRow
from kztui.model.fact import Fact, Field
from kztui.model.headline import QUOTED
from kztui.model.report import Report, ReportState
from kztui.model.summary import Summary
from kztui.model.telling import stated_in, told_spans
from kztui.present.dossier import Dossier
from kztui.present.fact_lines import Kind, Line, best_fact, sources_of
from kztui.present.wording import (
    circumstances,
    fact_words,
    figure_words,
    plural,
    source_words,
    title_words,
    trace_words,
    value_words,
)
from kztui.search.query.highlight import Highlighter

_AROUND = 40
"""Letters that are shown before and after a searched word."""


def incident_words(row: Summary) -> str:
    """Return what the row of an incident says, in words: for those to whom the screen is read."""
    figures = [f"{field.label} {figure_words(figure)}" for field, figure in row.counts.items()]
    return ", ".join((row.id, title_words(row), *figures, plural(row.reports, "source")))


def incident_status(row: Summary) -> str:
    """Return what happened in an incident, in the longest wording, and what to know of its figures."""
    what = row.headlines[0] if row.headlines else ""
    what = f"“{what.removeprefix(QUOTED)}”" if what.startswith(QUOTED) else what
    differ = f"Sources differ on {_listed(row.conflicts)}: press !"
    notes = [differ] if row.conflicts else []
    notes += [f"{_listed(row.doubts)} open to doubt"] if row.doubts else []
    notes += [f"part of {row.part_of}, counted there"] if row.part_of else []
    return ". ".join(part for part in (what, _sentence("; ".join(notes))) if part)


def report_status(casebook: Casebook, row: ReportRow) -> str:
    """Return which report it is, and the incidents that it tells of, else why there are none."""
    from kztui.present.unfound import why_nothing  # imports the rules of the languages

    report = row.report
    which = f"{source_words(report.source)}: {report.title or report.id}"
    if row.state is ReportState.SET_ASIDE:
        return f"{which}. Set aside{f': {row.reason}' if row.reason else ''}; X brings it back"
    if not row.incidents:
        return f"{which}. {_sentence(why_nothing(report))}"
    first = casebook.summary(row.incidents[0])
    more = f" and {plural(len(row.incidents) - 1, 'other')}" if row.incidents[1:] else ""
    return f"{which}. Tells of {first.id} {title_words(first)}{more}"


def line_status(dossier: Dossier, line: Line) -> str:
    """Return what a line of facts is, in full: a figure with why it is the best, a fact with its words and source."""
    if line.kind is Kind.FIGURE:
        return _figure(dossier, line)
    if line.kind is Kind.SOURCE:
        source = dossier.sources[line.report]
        return f"{source_words(source)}: {source.title}" if source.title else source_words(source)
    if line.kind is Kind.FACT:
        return fact_status(dossier, line.facts[0])
    unchecked = sum(fact.id not in dossier.verdicts for fact in line.facts)
    words = ", ".join(f"{fact.field.label} {fact_words(fact)}" for fact in line.facts)
    if line.kind is Kind.AGREE:
        confirms = f". y confirms all {unchecked} unchecked" if unchecked else ""
        return f"these facts agree with the figures: {words}{confirms}"
    return f"{'these facts were' if line.facts[1:] else 'this fact was'} rejected: {words}"


def _figure(dossier: Dossier, line: Line) -> str:
    field = line.field
    assert field
    figure, best = dossier.figure(field), best_fact(dossier, field)
    value = figure_words(figure) if figure else value_words(best.value) if best else ""
    value = dossier.summary.type if field is Field.TYPE else value
    said = dossier.why(field) or f"said by {plural(sources_of(dossier, field), 'source')}"
    differ = "; sources contradict each other: ! shows who says what" if field in dossier.summary.conflicts else ""
    return f"{field.label} {value}: {said}{differ}"


def fact_status(dossier: Dossier, fact: Fact) -> str:
    """Return a fact in full: its value on what terms, its words, its report, its verdict."""
    terms = circumstances(fact)
    verdict = dossier.verdicts.get(fact.id)
    decided = f"; {verdict.verdict} by {trace_words(verdict)}" if verdict else ""
    words = " ".join(fact.evidence.exact.split())
    where = f"{source_words(dossier.sources[fact.evidence.report])}, paragraph {fact.evidence.paragraph}"
    stated = f"{fact.field.label} {fact_words(fact)}{f', {terms}' if terms else ''}"
    return f'{stated}: "{words}" ({where}){decided}'


def _sentence(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def match_status(dossier: Dossier, highlighter: Highlighter) -> str:
    """Return where the searched words stand: in place, facts and notes, else in a sentence that tells of the incident,
    else elsewhere in its reports; empty when nowhere.
    """
    place = dossier.summary.place
    told = [("place", f"{place.name}, {place.region}")] if place else []
    told += [(fact.field.label, str(fact.value)) for fact in dossier.standing if isinstance(fact.value, str)]
    told += [(one.kind.value, one.text) for one in dossier.annotations if one.text]
    if found := next((f"{name} {text}" for name, text in told if highlighter.spans(text)), ""):
        return found
    elsewhere = ""
    for report in dossier.reports:
        telling = told_spans(report, stated_in(report, dossier.standing))
        for start, end in highlighter.spans(report.text):
            if any(first <= start < last for first, last in telling):
                return _quoted(report, start, end)
            elsewhere = elsewhere or _quoted(report, start, end)
    return elsewhere


def _quoted(report: Report, start: int, end: int) -> str:
    """Return code points `start` to `end` of a report in their place, with who says it."""
    words = " ".join(_around(report.text, start, end).split())
    return f'{report.source.label}, p{report.paragraph_at(start).number} "{words}"'


def _around(text: str, start: int, end: int) -> str:
    """Return code points `start` to `end` of a text with the whole words before and after them."""
    first, last = max(0, start - _AROUND), end + _AROUND
    before, after = text[first:start], text[end:last]
    before = before.partition(" ")[2] if first and " " in before else before
    after = after.rpartition(" ")[0] if last < len(text) and " " in after else after
    return before + text[start:end] + after
