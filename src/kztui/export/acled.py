"""CSV with the columns, codes and precisions of the Armed Conflict Location & Event Data project.

The columns are those of files since the changes of March 2023 (ACLED codebook, and its guide to the 2023 column
changes). `event_id_cnty` is the incident's own id.
"""

from collections.abc import Iterator
from datetime import date

from kztui.export.csv import line
from kztui.export.format import Format, Selection
from kztui.export.table import SEPARATOR, Cell
from kztui.gazetteer import gazetteer
from kztui.model.fact import DateSpan, EventType, Field, Side
from kztui.model.figures import Policy, count_figure, values
from kztui.model.headline import best_words
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.present.dossier import Dossier
from kztui.present.wording import figure_words

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

NUMERIC = {"KZ": 398, "KG": 417, "UZ": 860, "TJ": 762, "TM": 795, "RU": 643, "CN": 156, "AF": 4, "MN": 496}
"""ISO 3166-1 numeric codes of Central Asia and its neighbours."""

_CENTRAL_ASIA = ("KZ", "KG", "UZ", "TJ", "TM")
_CIVILIANS = "Violence against civilians"
_AGAINST_FORCES = ("Battles", "Armed clash")
"""An attack on police or soldiers is a battle to ACLED (codebook, "Battles"), whoever began it."""

_ATTACKS = (EventType.ARMED_ATTACK, EventType.ASSASSINATION)
_ACTORS = (Field.PERPETRATOR, Field.TARGET, Field.VICTIM)
_DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}
_SPECIAL = {
    "Violent demonstration": "Demonstrations",
    "Excessive force against protesters": "Political violence; Demonstrations",
}


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a header and a line for each incident; the dead are those of the lowest statement, as ACLED's rule has it.

    Incidents without a day, a place or a type that ACLED knows are left out.
    """
    yield line(COLUMNS)
    for dossier in selection.dossiers():
        if row := _row(dossier, selection):
            yield line(row[column] for column in COLUMNS)


def _row(dossier: Dossier, selection: Selection) -> dict[str, Cell] | None:
    summary = dossier.summary
    when, where = summary.date, summary.place
    if when is None or when.start is None or where is None or summary.type not in list(EventType):
        selection.lose("without a date, a place or a type: ACLED needs all three, left out")
        return None
    event, sub_event = _event(dossier)
    facts, country = dossier.standing, gazetteer().country(where.country)
    dead = count_figure(facts, Field.KILLED, dossier.sources, Policy.CONSERVATIVE)
    if summary.wounded or summary.arrested:
        selection.lose("with people wounded or arrested: ACLED has no column, they are in notes")
    selection.lose("without the words that state their facts: ACLED has no column")
    selection.lose_notes(summary, "ACLED has no column")
    selection.lose("without inter1, inter2 and interaction: kztui does not class actors as ACLED does")
    who, what, whom = (best_words(facts, field, dossier.sources) for field in _ACTORS)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    return row | {
        "event_id_cnty": summary.id,
        "event_date": f"{_day(when):%d %B %Y}",
        "year": when.start.year,
        "time_precision": 1 if when.prec == DatePrecision.DAY else 2 if when.prec <= DatePrecision.WEEK else 3,
        "disorder_type": _SPECIAL.get(sub_event, _DISORDER.get(event, "Political violence")),
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": who,
        "actor2": whom or what,
        "civilian_targeting": "Civilian targeting" if event == _CIVILIANS else "",
        "iso": NUMERIC.get(where.country),
        "region": "Caucasus and Central Asia" if where.country in _CENTRAL_ASIA else "",
        "country": country.name if country else where.country,
        "admin1": where.region,
        "location": where.name,
        "latitude": where.lat,
        "longitude": where.lon,
        "geo_precision": 1 if where.prec == PlacePrecision.EXACT else 2 if where.prec <= PlacePrecision.DISTRICT else 3,
        "source": SEPARATOR.join(dict.fromkeys(source.label for source in dossier.sources.values())),
        "notes": _notes(dossier),
        "fatalities": dead.low if dead else 0,
        "tags": SEPARATOR.join(summary.tags),
    }


def _event(dossier: Dossier) -> tuple[str, str]:
    """Return ACLED's event and sub-event type of an incident, which depend on who was hit where it was an attack."""
    kind = EventType(dossier.summary.type)
    hit = (dossier.sides(field).get(Side.SECURITY) for field in (Field.KILLED, Field.WOUNDED))
    if kind in _ATTACKS and any(figure.best for figure in hit if figure):
        return _AGAINST_FORCES
    return kind.acled


def _day(when: DateSpan) -> date:
    """Return the day that ACLED gives for a span: the first one, of a month or year the middle."""
    assert when.start
    assert when.end
    if when.prec < DatePrecision.MONTH:
        return when.start
    return when.start + (when.end - when.start) / 2


def _notes(dossier: Dossier) -> str:
    """Return the incident in a few words, its numbers with their bounds, all that the reports call those who took part,
    and what the reports differ on.
    """
    summary = dossier.summary
    said = [summary.title, *(f"{field.label} {figure_words(figure)}" for field, figure in summary.counts.items())]
    called = ((field, SEPARATOR.join(values(dossier.standing, field))) for field in _ACTORS)
    said += [f"{field.label}: {words}" for field, words in called if words]
    if summary.conflicts:
        said.append(f"the reports contradict each other on {', '.join(summary.conflicts)}")
    return ". ".join(said) + "."


FORMAT = Format("ACLED's columns, codes and precisions", write)
