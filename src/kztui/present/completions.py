"""What completes the line of a dialog: tags, types, places, incidents, fields."""

import sys
from collections.abc import Iterable, Mapping

from kztui.casebook import Casebook, Completion
from kztui.errors import QueryError
from kztui.model.fact import EventType, Field, moved
from kztui.model.summary import Summary
from kztui.present.wording import title_words
from kztui.search.query.tokens import in_quotes
from kztui.text.fold import fold

_MOST = 50
"""So many choices are offered at most."""

_LOOKED_AT = 5_000
"""Among so many incidents at most, part of an id is looked for in each."""

_DAYS = 3
"""What is told of one incident may be dated so far apart."""


def tags(casebook: Casebook, text: str) -> list[Completion]:
    """Return the tags of the casebook that begin with `text`, those of most incidents first."""
    return _fitting(casebook.values("tag"), text.removeprefix("#"), 0, len(text))


def among_words(words: Iterable[str], text: str) -> list[Completion]:
    """Return those of some words that begin with `text`."""
    return _fitting(dict.fromkeys(words), text, 0, len(text))


def values(casebook: Casebook, field: Field, text: str, start: int = 0) -> list[Completion]:
    """Return what `text` can become as the value of a field, from `start` of the line on: types or places."""
    end = start + len(text)
    if field is Field.TYPE:
        return _fitting(dict.fromkeys(EventType), text, start, end)
    if field is not Field.PLACE:
        return []
    from kztui.gazetteer import gazetteer

    known = _fitting(casebook.values("place"), text, start, end)
    there = {choice.label for choice in known}
    places = [one.place for one in gazetteer().beginning(text, _MOST) if one.place.name not in there]
    return known + [
        Completion(place.name, ", ".join(filter(None, (place.name, around))), start, end, meaning=around)
        for place in places
        for around in [place.region if place.region != place.name else place.country]
    ]


def incidents(casebook: Casebook, but: Summary, text: str) -> list[Completion]:
    """Return the incidents with `text` in their ids and those that a search for it finds, best first, without `but`:
    their ids with their titles.

    Without a text, those at the place of `but` and in the days around it, the nearest day first.
    """
    try:
        rows = casebook.search(text or _around(but), "relevance").rows(0, _MOST)
    except QueryError:
        rows = []
    if not text:
        rows = sorted(rows, key=lambda row: _days_apart(row, but))
    found = {row.id: row for row in (*_with_id(casebook, text), *rows) if row.id != but.id}
    return [_named(row, text) for row in list(found.values())[:_MOST]]


def _with_id(casebook: Casebook, text: str) -> list[Summary]:
    """Return the incidents with `text` in their ids, those first whose id begins with it; of many incidents none: a
    search finds how an id begins.
    """
    part = text.strip().upper()
    everything = casebook.search("", "id")
    if not part or everything.count > _LOOKED_AT:
        return []
    rows = [row for row in everything.rows(0, everything.count) if part in row.id]
    return sorted(rows, key=lambda row: not row.id.startswith(part))


def among(casebook: Casebook, ids: Iterable[str], text: str) -> list[Completion]:
    """Return those of some incidents with a word in id or title that begins with `text`."""
    rows = (casebook.summary(one) for one in ids)
    return [_named(row, text) for row in rows if f" {fold(text)}" in f" {fold(f'{row.id} {row.title}')}"]


def _named(row: Summary, text: str) -> Completion:
    return Completion(row.id, row.id, 0, len(text), meaning=title_words(row))


def _days_apart(one: Summary, other: Summary) -> int:
    starts = [row.date.start for row in (one, other) if row.date and row.date.start]
    return abs((starts[0] - starts[1]).days) if starts[1:] else sys.maxsize


def _around(row: Summary) -> str:
    """Return a query for what may be the same incident: at its place, or in the days around it."""
    place = [f"place:{in_quotes(row.place.name)}"] if row.place else []
    when = row.date.start if row.date else None
    days = [f"date:{moved(when, -_DAYS)}..{moved(row.date.end or when, _DAYS)}"] if row.date and when else []
    return " OR ".join(place + days)


def facts(casebook: Casebook, text: str) -> list[Completion]:
    """Return what can complete a new fact: its field, then its value."""
    name, blank, value = text.partition(" ")
    if not blank:
        return [
            Completion(field, f"{field} ", 0, len(text), meaning=field.meaning)
            for field in Field
            if field.startswith(name.lower())
        ]
    try:
        return values(casebook, Field[name.upper()], value, len(name) + 1)
    except KeyError:
        return []


def _fitting(counts: Mapping[str, int | None], text: str, start: int, end: int) -> list[Completion]:
    """Return the values with a word that begins with `text` in any spelling, the most frequent first."""
    typed = f" {fold(text)}"
    fitting: Iterable[tuple[str, int | None]] = (pair for pair in counts.items() if typed in f" {fold(pair[0])}")
    ordered = sorted(fitting, key=lambda pair: (-(pair[1] or 0), pair[0] if pair[1] else ""))
    return [Completion(value, value, start, end, count) for value, count in ordered[:_MOST]]
