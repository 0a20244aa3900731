"""A folder of static pages: a list to search and sort, a page for each incident, time, map and sources.

It works from a disk and from any web server, asks no other one for anything, and without JavaScript all but the search
and the sorting works.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from kztui.export.account import account_of
from kztui.export.drawing import timeline, world_map
from kztui.export.format import FolderFormat, Selection
from kztui.export.page import WORDS_SCRIPT, incident, link, page, together
from kztui.model.fact import WORDED, Field
from kztui.model.report import Source
from kztui.model.summary import Summary
from kztui.present.dossier import Dossier
from kztui.present.map import spots
from kztui.present.periods import periods
from kztui.present.wording import (
    CONFLICT,
    DOUBT,
    OPEN_TO_DOUBT,
    UNDATED,
    date_cell,
    day_words,
    figure_words,
    plural,
    source_words,
    value_words,
)
from kztui.text.fold import LETTERS, fold

_PAGES = {"index.html": "Incidents", "time.html": "Time", "map.html": "Map", "sources.html": "Sources"}
_SIGNS = (
    f"~ a few days · + or more · {CONFLICT} the reports contradict each other · {DOUBT} {OPEN_TO_DOUBT} · "
    "a dot: no report says a number"
)
_HEADS = (("Date", ""), ("Type", ""), ("Place", ""), ("Killed", "n"), ("Wounded", "n more"), ("Reports", "n more"))
_SCRIPT = Path(__file__).with_name("site.js").read_text(encoding="utf-8").strip()
_LIST_SCRIPT = f"const LETTERS = {json.dumps(LETTERS)};\n{_SCRIPT}"


def files(selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Yield the pages by their paths."""
    options = selection.options
    sources: dict[str, Source] = {}
    told_by: dict[str, list[Summary]] = {}
    named: dict[str, str] = {}
    for dossier in selection.dossiers():
        told = account_of(selection, dossier)
        body = _nav("../") + together([incident(told)])
        yield f"incidents/{told.id}.html", page(told.title, body, WORDS_SCRIPT)
        named[told.id] = " ".join((_names(dossier), *(dossier.summary.tags if options.notes else ())))
        for source in dossier.sources.values():
            sources[source.report] = source
            told_by.setdefault(source.report, []).append(dossier.summary)
    seen = f'<p class="dim">Figures: {escape(options.lens.words)}</p>' if options.lens.words else ""
    listed = _nav("", "index.html") + together([_list(selection.rows, named), seen])
    yield "index.html", page("Incidents", listed, _LIST_SCRIPT)
    drawn = f"<h1>Incidents over time</h1><figure>{timeline(periods(selection.rows))}</figure>"
    yield "time.html", page("Incidents over time", _nav("", "time.html") + together([drawn]))
    yield "map.html", page("Map", _nav("", "map.html") + together([_map(selection.rows)]))
    yield "sources.html", page("Sources", _nav("", "sources.html") + together([_sources(sources, told_by)]))


def _nav(up: str, here: str = "") -> str:
    """Return the links between the pages; `up` leads to their folder, `here` is the page that they are on."""
    current = {here: ' aria-current="page"'}
    links = "".join(f'<li><a href="{up}{page}"{current.get(page, "")}>{name}</a></li>' for page, name in _PAGES.items())
    return f'<header><nav aria-label="Pages"><ul>{links}</ul></nav></header>'


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
        f'<div class="wide"><table class="list"><thead><tr>{heads}</tr></thead>'
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
        f"{_count(row, Field.KILLED)}{_count(row, Field.WOUNDED, 'more')}"
        f'<td class="n more" data-key="{row.reports}">{row.reports}</td></tr>'
    )


def _count(row: Summary, field: Field, kind: str = "") -> str:
    """Return a cell with a figure: its best number, "+" while it is open, and a sign when the reports disagree or it is
    open to doubt."""
    figure, doubted = row.counts.get(field), field in row.doubts
    if figure is None:
        return f'<td class="n {kind}" data-key="-1"><span class="dim" title="no report says a number">·</span></td>'
    why = "the reports contradict each other" if figure.conflict else OPEN_TO_DOUBT if doubted else ""
    words = f"{figure_words(figure)}{f': {why}' if why else ''}"
    sign = f'<span class="sign">{CONFLICT if figure.conflict else DOUBT}</span>' if why else ""
    best = f"{figure.best}{'+' if figure.high is None else ''}"
    return f'<td class="n {kind}" data-key="{figure.best}" title="{escape(words)}">{best}{sign}</td>'


def _year(row: Summary) -> str:
    return f"{row.date.start:%Y}" if row.date and row.date.start else ""


def _map(rows: Sequence[Summary]) -> str:
    places = spots(rows)
    titles = {row.id: row.title for row in rows}
    listed = "".join(
        f"<li>{escape(spot.name)}: "
        + ", ".join(f'<a href="incidents/{escape(one)}.html">{escape(titles[one])}</a>' for one in spot.ids)
        + "</li>"
        for spot in places
    )
    words = "A ring is the middle of a region or a country. Borders: made with Natural Earth."
    drawn = f"<figure>{world_map(places, 'incidents/{}.html')}<figcaption>{words}</figcaption></figure>"
    return f"<h1>Map</h1>{drawn}<ul>{listed}</ul>"


def _sources(sources: dict[str, Source], told_by: dict[str, list[Summary]]) -> str:
    newest = sorted(sources.values(), key=lambda source: (str(source.published or ""), source.label), reverse=True)
    listed = "".join(
        f"<li><div>{link(one.title or one.report, one.url)}</div>"
        f'<div class="dim">{escape(source_words(one) if one.title else day_words(one.published) or UNDATED)}</div><div>'
        + "<br>".join(
            f'<a href="incidents/{escape(row.id)}.html">{escape(row.title)}</a>' for row in told_by[one.report]
        )
        + "</div></li>"
        for one in newest
    )
    return f'<h1>Sources</h1><ul class="sources">{listed}</ul>'


FORMAT = FolderFormat("a folder of static pages to read in a browser", files)
