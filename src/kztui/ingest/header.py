"""The header that a text file may start with: lines ``Name: value`` up to an empty line.

    Title: Two guards killed in a raid
    Publisher: The Steppe Courier
    Published: 2016-03-09
    URL: https://example.org/raid
    Language: en

Names are case-insensitive, any of them may be missing. A file whose first line is no such line has no header.
"""

import re
from datetime import date
from typing import NamedTuple

_LINE = re.compile(r"(title|publisher|published|url|language)[ \t]*:[ \t]*(.*?)\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*", re.IGNORECASE)


class HeaderError(ValueError):
    """A header line that is none. Its text is one clear line."""


class Header(NamedTuple):
    """What is known of a report beside its text; empty where nothing is."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""

    def over(self, other: "Header") -> "Header":
        """Return this header, with the values of `other` where it has none."""
        return Header(
            self.title or other.title,
            self.publisher or other.publisher,
            self.published or other.published,
            self.url or other.url,
            self.language or other.language,
        )


def split_header(text: str) -> tuple[Header, str]:
    """Return the header of a file's text, and the text after it. Raises HeaderError."""
    lines = text.splitlines(keepends=True)
    if not lines or not _LINE.fullmatch(lines[0]):
        return Header(), text
    values: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.strip():
            return _header(values), "".join(lines[number:])
        if not (match := _LINE.fullmatch(line)):
            raise HeaderError(
                f"line {number + 1} is no header line (Title:, Publisher:, ...): end it with an empty line"
            )
        values[match[1].lower()] = match[2]
    return _header(values), ""


def parse_day(text: str) -> date:
    """Return the day written as YYYY-MM-DD. Raises HeaderError."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise HeaderError(f"{text!r} is no date: write it as YYYY-MM-DD") from None


def _header(values: dict[str, str]) -> Header:
    published, language = values.get("published", ""), values.get("language", "")
    if language and not _LANGUAGE.fullmatch(language):
        raise HeaderError(f"{language!r} is no language: write its code, such as en, ru or kk")
    day = parse_day(published) if published else None
    return Header(values.get("title", ""), values.get("publisher", ""), day, values.get("url", ""), language.lower())
