"""Days and hours of publication, in the forms that pages, mails and people write them."""

import re
from datetime import date
from typing import NamedTuple

from kztui.errors import DateError, TwoDaysError

_MONTHS = (
    "january jan january января январь янв қаңтар қаң",
    "february feb февраля февраль фев февр ақпан ақп",
    "march mar марта март мар наурыз нау",
    "april apr апреля апрель апр сәуір сәу",
    "may мая май мамыр мам",
    "june jun июня июнь июн маусым мау",
    "july jul июля июль июл шілде шіл",
    "august aug августа август авг тамыз там",
    "september sep sept сентября сентябрь сен сент қыркүйек қыр",
    "october oct октября октябрь окт қазан қаз",
    "november nov ноября ноябрь ноя нояб қараша қар",
    "december dec декабря декабрь дек желтоқсан жел",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?P<year>\d{4})(?:\s*(?:г\.|года|год|г|ж\.|жыл\w*))?"
_DATES = [
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*(?:of\s+)?{_WORD},?[\s-]+{_YEAR}",
    rf"{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"(?P<year>\d{{4}})\s*(?:ж\.|жыл\w*)?,?\s*(?P<day>\d{{1,2}})\s+{_WORD}",
    rf"(?P<year>\d{{4}})\s*(?:ж\.|жыл\w*)?,?\s*{_WORD}\s+(?P<day>\d{{1,2}})",
    r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?:\s*г\.?)?",
]
_TIME = (
    r"(?P<hours>\d{1,2})[:.](?P<minutes>\d\d)(?::\d\d(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*\(?(?P<zone>Z|[+-]\d\d:?\d\d|[+-]\d\d|[A-Z]{2,5}(?:[+-]\d{1,2})?)\)?)?(?:\s*\([^)]*\))?"
)
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    "|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс"
    "|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі"
)
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\.?,?\s+)?"
_LABEL = r"(?:(?:published|updated|posted|date|on|опубликовано|дата|обновлено|жарияланды)(?:\s+on|\s+at)?\s*:?\s+)?"
_BETWEEN = r"\s*(?:[,|T–—-]|\bat\b|\bв\b)?\s*"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for when in _DATES
    for form in (
        rf"{_LABEL}{_WEEKDAY}{when}(?:{_BETWEEN}{_TIME})?",
        rf"{_LABEL}{_TIME}{_BETWEEN}{_WEEKDAY}{when}",
    )
]
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)\d\d")
_LONGEST = 80  # code points: nobody writes a day at greater length


class Moment(NamedTuple):
    """A day, and the hour with its zone as stated: "10:15", "10:15+06:00", "03:18 GMT"; empty when there is none."""

    day: date
    hour: str = ""


def parse_moment(text: str) -> Moment:
    """Return the moment that `text` writes: ISO 8601, RFC 5322, or with the month in English, Russian or Kazakh.

    Of ``09.03.2016`` the first number is the day. The same with slashes is read only when one of the two is over 12
    (writers differ in which comes first). Raises DateError.
    """
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        if match := _STAMP.fullmatch(words):
            words = f"{match[1]}-{match[2]}-{match[3]} {match[4]}:{match[5]}"
        for form in _FORMS:
            if match := form.fullmatch(words):
                found = _moment(match.groupdict(), text)
                if found:
                    return found
    raise DateError(f"{words[:_LONGEST]!r} is not a date: write it as YYYY-MM-DD")


def find_day(text: str) -> date | None:
    """Return the one day that a file's name or an address writes as YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD, if any."""
    found = set()
    for match in re.finditer(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)", text):
        try:
            found.add(date(int(match[1]), int(match[3]), int(match[4])))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None


def _moment(parts: dict[str, str | None], text: str) -> Moment | None:
    month = _month(parts, text)
    if not month:
        return None
    number = parts.get("day") or parts.get("second")
    if parts.get("first"):
        number = parts["first"] if month == int(parts["second"] or 0) else parts["second"]
    try:
        day = date(int(parts["year"] or 0), month, int(number or 0))
    except ValueError:
        return None
    hour = _hour(parts)
    return None if hour is None else Moment(day, hour)


def _month(parts: dict[str, str | None], text: str) -> int:
    if word := parts.get("month"):
        return _MONTH.get(word.lower(), 0)
    if number := parts.get("number"):
        return int(number)
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts["mark"] == "/" and first != second and first <= 12 and second <= 12:
        raise TwoDaysError(f"{text.strip()!r} can be two days: write it as YYYY-MM-DD")
    return first if second > 12 else second


def _hour(parts: dict[str, str | None]) -> str | None:
    """Return the hour as ``HH:MM`` and its zone, empty when there is none, None when there is no such hour."""
    if parts.get("hours") is None:
        return ""
    hours, minutes = int(parts["hours"] or 0), int(parts["minutes"] or 0)
    if half := parts.get("half"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    if hours > 23 or minutes > 59:
        return None
    zone = parts.get("zone") or ""
    return f"{hours:02}:{minutes:02}{' ' if zone[1:].isalpha() else ''}{zone}"
