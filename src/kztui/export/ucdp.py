"""CSV with the columns and precisions of the Georeferenced Event Dataset of the Uppsala Conflict Data Program.

The columns keep UCDP GED's names and order; those for the program's own numbers of conflicts, dyads and grid cells are
left out. `id` is the incident's own id.
"""

from collections.abc import Iterator

from kztui.export.csv import line
from kztui.export.format import Format, Selection
from kztui.export.table import SEPARATOR, Cell
from kztui.gazetteer import gazetteer
from kztui.model.fact import Field, Side
from kztui.model.figures import values
from kztui.present.dossier import Dossier

COLUMNS = (
    "id", "year", "code_status", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a header and a line for each incident in which somebody was killed, as UCDP counts events.

    Side A are those who were attacked, side B those who attacked. `high` is empty while it is open.
    """
    yield line(COLUMNS)
    for dossier in selection.dossiers():
        if row := _row(dossier, selection):
            yield line(row[column] for column in COLUMNS)


def _row(dossier: Dossier, selection: Selection) -> dict[str, Cell] | None:
    summary = dossier.summary
    when, where, killed = summary.date, summary.place, summary.killed
    if when is None or when.start is None or where is None or killed is None or not killed.best:
        selection.lose("without a date, a place or a death: not an event to UCDP, left out")
        return None
    if summary.wounded or summary.arrested:
        selection.lose("with people wounded or arrested: UCDP has no column")
    if killed.high is None:
        selection.lose("with an open number of dead: high is empty")
    selection.lose("without the words that state their facts: UCDP has no column")
    selection.lose_notes(summary, "UCDP has no column")
    selection.lose("without type_of_violence: kztui does not class actors as UCDP does")
    facts, country = dossier.standing, gazetteer().country(where.country)
    sides = {side: figure.best for side, figure in dossier.sides(Field.KILLED).items()}
    deaths = {
        "deaths_a": sides.get(Side.SECURITY, 0),
        "deaths_b": sides.get(Side.PERPETRATOR, 0),
        "deaths_civilians": sides.get(Side.CIVILIAN, 0),
    }
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    sources = [one for one in dossier.sources.values() if not one.copy_of]
    return row | {
        "id": summary.id,
        "year": when.start.year,
        "code_status": "Check" if summary.conflicts or summary.doubts else "Clear",
        "side_a": SEPARATOR.join((*values(facts, Field.TARGET), *values(facts, Field.VICTIM))),
        "side_b": SEPARATOR.join(values(facts, Field.PERPETRATOR)),
        "number_of_sources": summary.reports,
        "source_article": SEPARATOR.join(_article(dossier, report.id) for report in dossier.reports),
        "source_office": SEPARATOR.join(one.label for one in sources),
        "source_date": SEPARATOR.join(str(one.published or "") for one in sources),
        "source_headline": SEPARATOR.join(one.title for one in sources),
        "source_original": SEPARATOR.join(dict.fromkeys(fact.attributed_to for fact in facts if fact.attributed_to)),
        "where_prec": where.prec,
        "where_coordinates": where.name,
        "adm_1": where.region,
        "latitude": where.lat,
        "longitude": where.lon,
        "country": country.name if country else where.country,
        "event_clarity": 1,
        "date_prec": when.prec,
        "date_start": when.start,
        "date_end": when.end,
        **deaths,
        "deaths_unknown": max(0, killed.best - sum(deaths.values())),
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }


def _article(dossier: Dossier, report: str) -> str:
    """Return a report as UCDP cites it: publisher, day, headline, address."""
    source = dossier.sources[report]
    day = str(source.published or "")
    return ", ".join(
        part for part in (source.label, day, f"“{source.title}”" if source.title else "", source.url) if part
    )


FORMAT = Format("UCDP GED's columns and precisions, for incidents with deaths", write)
