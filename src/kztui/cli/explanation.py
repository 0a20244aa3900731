"""What ``kztui extract --explain`` prints: each incident, the words that state it, and the rules that read them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from kztui.extract.engine import State, analyse, extract
from kztui.extract.omissions import left_out
from kztui.extract.reading import Event
from kztui.extract.rules import describe
from kztui.extract.visible import visible_report
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import summarize
from kztui.present.wording import circumstances, fact_words, figure_words, plural
from kztui.text.sentences import sentences

_MARGIN = 120
"""Characters kept of a sentence before and after the words that are marked in it."""


def explanation(report: Report) -> Iterator[str]:
    """Yield the lines that explain what the extractor finds in a report.

    Raises LexiconError, and ExtractionDefect when a rule fails.
    """
    report, _ = visible_report(report)
    found = extract(report)
    analysis = analyse(report)
    if found.state is State.NOT_READ or analysis is None:
        yield f"Not read: there are no rules for its language ({report.language})."
        return
    spans = _sentences(report)
    lemmas = _lemmas(analysis.events, spans)
    yield f"{plural(len(found.drafts), 'incident')}. The words that facts rest on are in [brackets]."
    for number, facts in enumerate(found.drafts, 1):
        yield ""
        yield from _incident(number, facts, report, spans, lemmas)
    leftovers = left_out(analysis)
    if leftovers:
        yield ""
        yield "No incidents of their own:"
    for event in leftovers:
        start, end = _around(spans, event.start)
        yield f"  {_marked(report, start, end, [(event.start, event.end)])}"
        yield f"    ↳ {describe(event.rule)}  {event.rule}"


def _incident(
    number: int,
    facts: tuple[Fact, ...],
    report: Report,
    spans: Sequence[tuple[int, int]],
    lemmas: Mapping[tuple[int, str], str],
) -> Iterator[str]:
    row = summarize(Incident(str(number), facts), {report.id: report.source})
    yield f"{number}. {row.title}"
    figures = [f"{field} {figure_words(figure)}" for field, figure in row.counts.items()]
    if figures:
        yield f"   {', '.join(figures)}"
    ordered = sorted(facts, key=lambda fact: fact.evidence.start)
    for (start, end), in_sentence in groupby(ordered, key=lambda fact: _around(spans, fact.evidence.start)):
        of_sentence = list(in_sentence)
        marked = [(fact.evidence.start, fact.evidence.end) for fact in of_sentence]
        said = f" (source: {of_sentence[0].attributed_to})" if of_sentence[0].attributed_to else ""
        yield ""
        yield f"   ¶{of_sentence[0].evidence.paragraph}{said}  {_marked(report, start, end, marked)}"
        yield from _by_rule(of_sentence, {rule: lemma for (begin, rule), lemma in lemmas.items() if begin == start})


def _lemmas(events: Iterable[Event], spans: Sequence[tuple[int, int]]) -> dict[tuple[int, str], str]:
    """Return the dictionary forms of the words that tell events, by the start of their sentence and the rule."""
    found: dict[tuple[int, str], str] = {}
    for event in (event for event in events if event.lemma):
        start = _around(spans, event.reading.sentence.starts[event.first])[0]
        known = found.get((start, event.rule), "")
        found[start, event.rule] = f"{known}, {event.lemma}" if known and event.lemma not in known else event.lemma
    return found


def _by_rule(facts: Iterable[Fact], lemmas: Mapping[str, str]) -> Iterator[str]:
    """Yield the facts of one sentence, those that one rule made together, each time with what the rule reads."""
    made: dict[str, list[Fact]] = {}
    for fact in facts:
        made.setdefault(fact.origin, []).append(fact)
    for origin, of_rule in made.items():
        for fact in of_rule:
            quote = " ".join(fact.evidence.exact.split())
            about = circumstances(replace(fact, attributed_to=""))
            yield f"     {fact.field}: {fact_words(fact)}{f' ({about})' if about else ''}  “{quote}”"
        lemma = f" [{lemmas[origin]}]" if origin in lemmas else ""
        yield f"       ↳ {describe(origin)}{lemma}  {origin}"


def _sentences(report: Report) -> list[tuple[int, int]]:
    """Return the sentences of a report, in code points of its text."""
    return [
        (paragraph.start + start, paragraph.start + end)
        for paragraph in report.paragraphs
        for start, end in sentences(report.text[paragraph.start : paragraph.end], report.language)
    ]


def _around(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """Return the sentence in which a code point lies."""
    return spans[bisect_right(spans, offset, key=lambda span: span[0]) - 1]


def _marked(report: Report, start: int, end: int, marks: Iterable[tuple[int, int]]) -> str:
    """Return a sentence in one line with the marked words in brackets, and no more of it than is near them."""
    spans = set(marks)
    first = max(start, min(begin for begin, _ in spans) - _MARGIN)
    last = min(end, max(stop for _, stop in spans) + _MARGIN)
    brackets = sorted([*((stop, 0) for _, stop in spans), *((begin, 1) for begin, _ in spans)])
    parts, position = [], first
    for at, opens in brackets:
        parts += [report.text[position:at], "[" if opens else "]"]
        position = at
    text = " ".join("".join([*parts, report.text[position:last]]).split())
    return f"{'… ' if first > start else ''}{text}{' …' if last < end else ''}"
