"""Datelines: where and when a report was filed, and by which agency, before it begins to tell."""

import re
from datetime import date, timedelta
from functools import cache

from kztui.extract.en import LEXICON
from kztui.extract.sentence import Sentence

_LONGEST, _SHORTEST_COLON = 18, 5
_NEWS = timedelta(14)
"""Days between the day of a dateline and the publication."""

_DASHES = frozenset(("-", "–", "—", "--"))

_TOWN = re.compile(r"[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{3,})?\.\s*")
_COUNTRY = re.compile(r"[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{3,})?, [^\W\d_a-z]\w+\.\s+(?=\S)")
_WORD = r"(?:[^\W\d_a-z](?:[\w'’+.&-]*[\w+])?|\d+\.[a-z]{2,3})"
_NAME = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
_BRACKET = r"\([^()\n]{2,40}\)|/[^/\n]{2,40}/"


@cache
def _whole() -> re.Pattern[str]:
    """Return what matches a dateline with a day in it, or with nothing but names up to an agency in brackets."""
    month = "|".join(LEXICON.entry("dates", "months", dict[str, int]))
    month = rf"(?:{month})\b\.?"
    first = rf"(?P<month>{month}) (?P<day>\d{{1,2}})(?: ?[-–] ?(?:{month} )?\d{{1,2}})?(?P<year>,? \d{{4}})?"
    other = rf"(?P<day2>\d{{1,2}})(?:[-–]\d{{1,2}})? (?P<month2>{month})(?P<year2>,? \d{{4}})?"
    day = f"(?i:{first}|{other})"
    names, after = rf"(?P<names>{_NAME}(?:[.,] {_NAME})*[.,] )?", rf"(?P<after>(?:[.,]? (?:{_NAME}|{_BRACKET})){{0,2}})"
    end = r"(?P<end>\)? ?[-–—|]{1,2}\s+|[.:]\s+)"
    return re.compile(rf"\(?{names}{day}{after}{end}(?=\S)")


def past_dateline(block: str, published: date | None) -> int:
    """Return the letter of a paragraph behind a dateline that has a day ("Osh, May 6 (Agency) - ", "Osh. May 6.
    Agency - ") or a town in capitals with its country ("OSH, Kyrgyzstan. "), 0 where it begins with none.

    One that ends with a full stop can be the day of which a story tells, unless it is that of the publication.
    """
    if country := _COUNTRY.match(block):
        return country.end()
    match = _whole().match(block)
    if match is None:
        return 0
    stop = match["end"].strip() in (".", ":")
    alone = not match["names"] and not match["after"].strip()
    if alone and not (match["year"] or match["year2"]):
        return 0  # "May 6 - the day of the fair - ..."
    return 0 if stop and not _new(match, published) else match.end()


def _new(match: re.Match[str], published: date | None) -> bool:
    """Return whether the day of a dateline is one of the last before a publication."""
    if published is None:
        return True
    months = LEXICON.entry("dates", "months", dict[str, int])
    month = months[(match["month"] or match["month2"]).lower().rstrip(".")]
    written = (match["year"] or match["year2"] or "").strip(", ")
    for year in (int(written),) if written else (published.year, published.year - 1):
        try:
            filed = date(year, month, int(match["day"] or match["day2"]))
        except ValueError:
            continue
        if abs(published - filed) <= _NEWS:
            return True
    return False


def past_town(block: str, start: int, end: int) -> bool:
    """Return whether letters of a paragraph are a town in capitals alone ("OSH. May 6 (Agency) - Two men ...")."""
    return _TOWN.fullmatch(block, start, end) is not None


def dateline_of(sentence: Sentence) -> int:
    """Return how many tokens of a sentence are its dateline: up to a dash early on, without a verb; where a headline
    stands before it, a name in capitals up to a dash or colon."""
    opening = sentence.words[:_LONGEST]
    dash = next((i for i, word in enumerate(opening) if word in _DASHES and not _within(sentence, i)), 0)
    if town := _past_town(sentence):
        months = LEXICON.entry("dates", "months", dict[str, int])
        filed = opening[town] == "(" or opening[town][0].isdigit() or opening[town] in months
        return dash if dash and filed else town
    if not sentence.text[sentence.start].isupper() or "V" in sentence.tags[:dash]:
        return 0
    if sentence.number == 0:
        return dash
    first = sentence.exact(0, 1)
    shouted = first.isupper() and len(first) > 1 and not sentence.shouted
    colon = next((i for i, word in enumerate(opening[:_SHORTEST_COLON]) if word == ":"), 0)
    return (colon or dash) if shouted else 0


def _past_town(sentence: Sentence) -> int:
    """Return the token after the full stop of a town in capitals that a sentence begins with, 0 when it does not."""
    stop = next((index for index in (1, 2) if sentence.words[index : index + 1] == ["."]), 0)
    at = sentence.ends[stop] if stop + 1 < len(sentence.words) else 0
    return stop + 1 if stop and past_town(sentence.text, sentence.start, at) else 0


def _within(sentence: Sentence, index: int) -> bool:
    """Return whether a dash joins what stands on its sides, as in "1-2"."""
    before = index > 0 and sentence.ends[index - 1] == sentence.starts[index]
    return before and index + 1 < len(sentence.words) and sentence.ends[index] == sentence.starts[index + 1]
