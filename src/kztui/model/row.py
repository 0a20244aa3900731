"""A row of the list as JSON: a plain dict whose keys are documented here and do not change."""

from typing import Any

from kztui.model.fact import COUNTED, DateSpan
from kztui.model.figures import CountFigure
from kztui.model.summary import Summary

View = dict[str, Any]


def row_view(row: Summary) -> View:
    """Return a list row: id, title, date_start, date_end (ISO days), date_prec, type, place, country, region, lat, lon,
    where_prec, each counted field (best, low, high, open; null when not stated), reports, conflicts, histories, doubts,
    tags, part_of (the id of its episode, null for none).
    """
    when, where = row.date or DateSpan(), row.place
    return {
        "id": row.id,
        "title": row.title,
        "date_start": when.start and when.start.isoformat(),
        "date_end": when.end and when.end.isoformat(),
        "date_prec": when.prec,
        "type": row.type,
        "place": where.name if where else "",
        "country": where.country if where else "",
        "region": where.region if where else "",
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "where_prec": where.prec if where else None,
        **{field.value: figure_view(row.counts.get(field)) for field in COUNTED},
        "reports": row.reports,
        "conflicts": list(row.conflicts),
        "histories": list(row.histories),
        "doubts": list(row.doubts),
        "tags": list(row.tags),
        "part_of": row.part_of or None,
    }


def figure_view(figure: CountFigure | None) -> View | None:
    """Return a number of people: best, low, high, and whether the high end is open ("at least"; high is null then).

    Where an analyst has set the best number also set_by, and computed, the number that follows from the reports (null
    when none states it).
    """
    if figure is None:
        return None
    view = {"best": figure.best, "low": figure.low, "high": figure.high, "open": figure.high is None}
    return view | {"set_by": figure.set_by, "computed": figure.computed} if figure.set_by else view
