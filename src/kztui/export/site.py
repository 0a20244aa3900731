"""A folder of static pages: a list to search and sort, a page for each incident, time, map and sources.

It works from a disk and from any web server, asks no other one for anything, and without JavaScript all but the search
and the sorting works.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from kztui.export.account import account
from kztui.export.drawing import timeline, world_map
from kztui.export.format import FolderFormat, Selection
from kztui.export.page import WORDS_SCRIPT, incident, link, page, together
from kztui.model.fact import WORDED, Field
from kztui.model.report import Source
from kztui.model.summary import Summary
from kztui.present.dossier import Dossier
from kztui.present.map import spots
from kztui.present.periods import periods
from kztui.present.wording import count_cell, date_cell, day_words, plural, value_words
from kztui.text.fold import LETTERS, fold

_NAV = (
    '<nav aria-label="Pages"><a href="{up}index.html">Incidents</a> · <a href="{up}time.html">Time</a> · '
    '<a href="{up}map.html">Map</a> · <a href="{up}sources.html">Sources</a></nav>'
)
_SIGNS = "~ a few days · + or more · ! the reports contradict each other · ▴ it changed · -: no report says a number"
_HEADS = (("Date", ""), ("Type", ""), ("Place", ""), ("Killed", "n"), ("Wounded", "n"), ("Reports", "n"))
_SCRIPT = Path(__file__).with_name("site.js").read_text(encoding="utf-8").strip()
_LIST_SCRIPT = f"const LETTERS = {json.dumps(LETTERS)};\n{_SCRIPT}"


def files(selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Yield the pages by their paths."""
    options = selection.options
    sources: dict[str, Source] = {}
    told_by: dict[str, list[Summary]] = {}
    named: dict[str, str] = {}
    for dossier in selection.dossiers():
        told = account(dossier, full_text=options.full_text, notes=options.notes)
        body = _NAV.format(up="../") + together([incident(told)])
        yield f"incidents/{told.id}.html", page(told.title, body, WORDS_SCRIPT)
        named[told.id] = " ".join((_names(dossier), *(dossier.summary.tags if options.notes else ())))
        for source in dossier.sources.values():
            sources[source.report] = source
            told_by.setdefault(source.report, []).append(dossier.summary)
    yield "index.html", page("Incidents", _NAV.format(up="") + together([_list(selection.rows, named)]), _LIST_SCRIPT)
    drawn = f"<h1>Incidents over time</h1><figure>{timeline(periods(selection.rows))}</figure>"
    yield "time.html", page("Incidents over time", _NAV.format(up="") + together([drawn]))
    yield "map.html", page("Map", _NAV.format(up="") + together([_map(selection.rows)]))
    yield "sources.html", page("Sources", _NAV.format(up="") + together([_sources(sources, told_by)]))


def _names(dossier: Dossier) -> str:
    """Return what an incident can be searched by beside its row: actors, weapons, places and publishers."""
    said = (value_words(fact.value) for fact in dossier.standing if fact.field in (*WORDED, Field.PLACE))
    return " ".join(dict.fromkeys((*said, *(source.label for source in dossier.sources.values()))))


def _list(rows: Sequence[Summary], named: Mapping[str, str]) -> str:
    heads = "".join(
        f'<th scope="col" class="{kind}"><button type="button">{head}</button></th>' for head, kind in _HEADS
    )
    types = "".join(f"<option>{escape(one)}</option>" for one in sorted({row.type for row in rows if row.type}))
    years = "".join(f"<option>{one}</option>" for one in sorted({_year(row) for row in rows} - {""}, reverse=True))
    return (
        '<h1>Incidents</h1><div class="filters"><label>Search <input id="words" type="search"></label>'
        f'<label>Type <select id="type"><option value="">all</option>{types}</select></label>'
        f'<label>Year <select id="year"><option value="">all</option>{years}</select></label></div>'
        f'<p id="count" role="status">{plural(len(rows), "incident")}</p>'
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(_row(row, named[row.id]) for row in rows)}</tbody></table></div>"
        f'<p class="dim">{_SIGNS}</p>'
    )


def _row(row: Summary, names: str) -> str:
    place = row.place.name if row.place else ""
    words = f"{row.id} {row.title} {place} {row.place.region if row.place else ''} {names}"
    searched = escape(f"{words.lower()} {fold(words)}")
    start = row.date.start.isoformat() if row.date and row.date.start else ""
    address = f"incidents/{escape(row.id)}.html"
    return (
        f'<tr data-words="{searched}" data-type="{escape(row.type)}" data-year="{_year(row)}">'
        f'<td class="day" data-key="{start}"><a href="{address}">{escape(date_cell(row.date))}</a></td>'
        f'<td data-key="{escape(row.type)}">{escape(row.type)}</td>'
        f'<td data-key="{escape(fold(place))}">{escape(place)}</td>'
        f'<td class="n" data-key="{row.killed.best if row.killed else -1}">{count_cell(row.killed)}</td>'
        f'<td class="n" data-key="{row.wounded.best if row.wounded else -1}">{count_cell(row.wounded)}</td>'
        f'<td class="n" data-key="{row.reports}">{row.reports}</td></tr>'
    )


def _year(row: Summary) -> str:
    return f"{row.date.start:%Y}" if row.date and row.date.start else ""


def _map(rows: Sequence[Summary]) -> str:
    places = spots(rows)
    titles = {row.id: row.title for row in rows}
    listed = "".join(
        f"<li>{escape(spot.name)}: "
        + ", ".join(f'<a href="incidents/{one}.html">{escape(titles[one])}</a>' for one in spot.ids)
        + "</li>"
        for spot in places
    )
    words = "A ring is the middle of a region or a country. Borders: made with Natural Earth."
    drawn = f"<figure>{world_map(places, 'incidents/{}.html')}<figcaption>{words}</figcaption></figure>"
    return f"<h1>Map</h1>{drawn}<ul>{listed}</ul>"


def _sources(sources: dict[str, Source], told_by: dict[str, list[Summary]]) -> str:
    newest = sorted(sources.values(), key=lambda source: (str(source.published or ""), source.label), reverse=True)
    listed = "".join(
        f'<tr><td class="day">{day_words(one.published)}</td>'
        f"<td>{escape(one.label)}</td>"
        f"<td>{link(one.title or one.report, one.url)}</td><td>"
        + ", ".join(f'<a href="incidents/{row.id}.html">{row.id}</a>' for row in told_by[one.report])
        + "</td></tr>"
        for one in newest
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Published", "Publisher", "Report", "Incidents"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{listed}</tbody></table>"
    return f'<h1>Sources</h1><div class="wide">{table}</div>'


FORMAT = FolderFormat("a folder of static pages to read in a browser", files)
