"""What was known when: an incident's facts as reports brought them, day by day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.fact import Fact, Field
from kztui.model.figures import CountFigure, Policy, count_figure
from kztui.model.report import Source


class Step(NamedTuple):
    """A figure as it was known from one day on."""

    day: date
    figure: CountFigure


def known_on(facts: Iterable[Fact], sources: Mapping[str, Source], day: date) -> tuple[Fact, ...]:
    """Return the facts of the reports that were published by `day`; none of reports whose day is not known."""
    published = {report: source.published for report, source in sources.items()}
    return tuple(f for f in facts if (out := published.get(f.evidence.report)) and out <= day)


def known_then(annotations: Iterable[Annotation], facts: Collection[Fact]) -> tuple[Annotation, ...]:
    """Return the annotations that count among `facts`, those known on a day: no added facts but these, nothing on other
    facts, and no numbers that were set later with what was known later.
    """
    known = {fact.id for fact in facts}
    kept = (one for one in annotations if one.kind is not AnnotationKind.FIGURE)
    kept = (one for one in kept if not one.target.fact or one.target.fact in known)
    return tuple(one for one in kept if not one.fact or one.fact in facts)


def first_day(facts: Iterable[Fact], sources: Mapping[str, Source]) -> date | None:
    """Return the day on which the first of the facts was published, or None when no report has a day."""
    days = [day for fact in facts if (day := sources[fact.evidence.report].published)]
    return min(days, default=None)


def history(
    facts: Sequence[Fact], field: Field, sources: Mapping[str, Source], policy: Policy = Policy.LATEST_OFFICIAL
) -> list[Step]:
    """Return the steps of a counted `field`: its figure on each day on which it changed."""
    days = sorted({day for fact in facts if (day := sources[fact.evidence.report].published)})
    steps: list[Step] = []
    for day in days:
        figure = count_figure(known_on(facts, sources, day), field, sources, policy)
        if figure and (not steps or _numbers(steps[-1].figure) != _numbers(figure)):
            steps.append(Step(day, figure))
    return steps


def _numbers(figure: CountFigure) -> tuple[int, int, int | None]:
    return figure.best, figure.low, figure.high
