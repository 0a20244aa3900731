"""The head of a report: what is known of it beside its text, and where each value comes from.

A text may start with lines ``Name: value`` up to an empty line:

    Title: Two guards killed in a raid
    Publisher: The Steppe Courier
    Published: 9 March 2016, 10:15
    URL: https://example.org/raid
    Language: en

Names are case-insensitive, any of them may be missing, and some have other names (`_NAMES`). A text whose first line is
not such a line has no header, and the first line that is not one begins the text.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from kztui.errors import DateError, IngestError
from kztui.text.days import parse_moment

_NAMES = {
    "title": ("title", "headline", "заголовок", "заглавие", "тақырып"),
    "publisher": ("publisher", "source", "источник", "издание", "издатель", "дереккөз", "басылым"),
    "published": ("published", "date", "дата", "дата публикации", "опубликовано", "күні", "жарияланды"),
    "url": ("url", "link", "address", "ссылка", "адрес", "сілтеме"),
    "language": ("language", "язык", "тіл"),
    "author": ("author", "автор"),
    "archived": ("archive", "archived", "архив"),
    "retrieved": ("retrieved", "saved"),
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names}
_LINE = re.compile(rf"({'|'.join(_FIELD)})[ \t]*:[ \t]*(.*?)\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*", re.IGNORECASE)

GUESSED = "?"
"""Ends the origin of a value that is a guess."""


class Header(Struct, frozen=True):
    """What is known of a report beside its text; empty where nothing is.

    `hour` is the time of publication and its zone as stated ("10:15+06:00"). `url` is where the text was read,
    `canonical` the address that the page gives itself, `archived` that of a kept copy. `retrieved` is when the text was
    saved, in ISO 8601 where the document says so in a usual form.
    """

    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    author: str = ""
    hour: str = ""
    canonical: str = ""
    archived: str = ""
    retrieved: str = ""


class Layer(NamedTuple):
    """What one place says of a report: the `origin` names the place, with a `GUESSED` at its end for a guess."""

    origin: str
    header: Header


def merged(layers: Iterable[Layer]) -> tuple[Header, dict[str, str]]:
    """Return the header that `layers` give together, the first one that has a value winning, and the origin of each.

    A day and its hour are taken from one layer. The address that a page gives itself is its address when nobody says
    where it was read.
    """
    values: dict[str, str | date] = {}
    origins: dict[str, str] = {}
    for origin, header in layers:
        for field in Header.__struct_fields__:
            value = getattr(header, field)
            if not value or field in values or (field == "hour" and origins.get("published") != origin):
                continue
            values[field], origins[field] = value, origin
    if "url" not in values and "canonical" in values:
        values["url"], origins["url"] = values["canonical"], origins["canonical"]
    return Header(**values), origins  # type: ignore[arg-type]  # each value is of its own field


def split_header(text: str) -> tuple[Header, str]:
    """Return the header of a text, and the text after it. Raises IngestError for a value that cannot be understood."""
    values: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        field = _FIELD.get(match[1].lower()) if match else None  # "Publİsher" matches, and is none
        if match is None or field is None or field in values:
            return header_of(values), "".join(lines[number:])
        values[field] = match[2]
    return header_of(values), ""


def header_of(values: dict[str, str]) -> Header:
    """Return the header with these values, in words, by the names of its fields. Raises IngestError."""
    published, language = values.get("published", ""), values.get("language", "").lower()
    if language and not _LANGUAGE.fullmatch(language):
        raise IngestError(f"{language!r} is not a language: write its code, such as en, ru or kk")
    try:
        moment = parse_moment(published) if published else None
    except DateError as error:
        raise IngestError(str(error)) from error
    others = {field: value for field, value in values.items() if field not in ("published", "language")}
    return Header(**others, published=moment and moment.day, hour=moment.hour if moment else "", language=language)
