"""Who is behind each figure: the reports that state it, whom they quote, what read them, and which analyst agreed."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kztui.model.annotation import Annotation, Verdict
from kztui.model.claims import reason
from kztui.model.fact import Fact, Field
from kztui.model.report import Source
from kztui.model.summary import date_words
from kztui.present.dossier import Dossier
from kztui.present.wording import (
    VERDICT_SIGNS,
    annotation_words,
    circumstances,
    fact_words,
    figure_words,
    source_words,
    trace_words,
)


class Voice(Struct, frozen=True):
    """One statement behind a figure. `value` is what it says as the verdict leaves it, with whom the report quotes;
    `source` the publisher and day, `quote` paragraph and words, `maker` the rule that read them or the analyst who
    marked them, `judge` the analyst who decided about it, what, and when. `view` is all of it for programs.
    """

    value: str
    source: str
    quote: str
    maker: str
    judge: str
    view: Mapping[str, object]


class Blamed(Struct, frozen=True):
    """A field of an incident: its figure in words, why its best value is the best, and the statements behind it."""

    field: Field
    words: str
    why: str
    voices: tuple[Voice, ...]


def blame(dossier: Dossier) -> Iterator[Blamed]:
    """Yield who is behind each field that something is said about, also what was rejected, the earliest report first.

    Each statement stands by itself: that two reports copy each other makes them one voice in the figure, not here.
    """
    standing = {fact.id: fact for fact in dossier.standing}
    added = {one.fact.id: one for one in dossier.annotations if one.fact}
    for field in Field:
        stated = [fact for fact in dossier.facts if fact.field is field]
        if stated:
            stated.sort(key=lambda fact: str(dossier.sources[fact.evidence.report].published or "9"))
            voices = tuple(_voice(dossier, fact, standing.get(fact.id), added.get(fact.id)) for fact in stated)
            why = reason(dossier.standing, field, dossier.sources, dossier.policy, dossier.annotations)
            yield Blamed(field, _figure(dossier, field), why, voices)


def _figure(dossier: Dossier, field: Field) -> str:
    if figure := dossier.figure(field):
        return figure_words(figure)
    summary = dossier.summary
    place = summary.place.name if summary.place else ""
    return {Field.TYPE: summary.type, Field.DATE: date_words(summary.date), Field.PLACE: place}.get(field, "")


def _voice(dossier: Dossier, fact: Fact, stands: Fact | None, added: Annotation | None) -> Voice:
    source, now = dossier.sources[fact.evidence.report], stands or fact
    verdict = dossier.verdicts.get(fact.id)
    extra = circumstances(now)
    words = " ".join(fact.evidence.exact.split())
    return Voice(
        f"{fact_words(now)}{f' ({extra})' if extra else ''}",
        source_words(source),
        f"¶{fact.evidence.paragraph} “{words}”",
        f"marked by {trace_words(added)}" if added else f"read by {fact.origin or 'an earlier version'}",
        f"{VERDICT_SIGNS[verdict.verdict]} {annotation_words(verdict)} by {trace_words(verdict)}"
        if verdict and verdict.verdict
        else "",
        _view(now, source, words, added, verdict),
    )


def _view(
    fact: Fact, source: Source, words: str, added: Annotation | None, verdict: Annotation | None
) -> dict[str, object]:
    return {
        "fact": fact.id,
        "value": fact_words(fact),
        "publisher": source.label,
        "published": source.published,
        "url": source.url,
        "attributed_to": fact.attributed_to,
        "report": source.report,
        "paragraph": fact.evidence.paragraph,
        "quote": words,
        "origin": fact.origin,
        "added_by": added.author if added else None,
        "verdict": verdict.verdict if verdict else None,
        "verdict_by": verdict.author if verdict else None,
        "reason": (verdict.text or None) if verdict else None,
        "counts": not (verdict and verdict.verdict is Verdict.REJECTED),
    }
