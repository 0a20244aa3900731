"""What ``data/grouping.json`` says by hand, as facts with the words of the reports that state them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from kztui.extract.engine import Analysis, analyse
from kztui.extract.mention import Attribution
from kztui.gazetteer import gazetteer
from kztui.link.clues import SAME_TOWN_KM
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value, fact_id, quote
from kztui.model.figures import distance_km
from kztui.model.report import Report
from kztui.text.fold import fold, fold_with_offsets
from kztui.text.sentences import sentences

Entry = dict[str, Any]
ANALYST = "analyst"
OFFICIAL = re.compile(r"министерств|прокур|МВД|МИД|КНБ")
"""Words of a paragraph in Russian that quotes someone who speaks for the state."""

NUMBERS = (
    "no|zero|nul|не",
    "one|a|an|один|одного|одна",
    "two|двое|двух|два|двоих",
    "three|трое|трех|трёх|три|троих",
    "four|четверо|четырех|четыре",
    "five|пятеро|пять|пятерых",
    "six|шестеро|шесть|шестерых",
    "seven|семеро|семь|семерых",
    "eight|восемь|восьмерых",
    "nine|девять",
    "ten|десять",
    "eleven|одиннадцать",
    "twelve|двенадцать",
    "thirteen|тринадцать",
    "fourteen|четырнадцать",
    "fifteen|пятнадцать",
    "sixteen|шестнадцать",
    "seventeen|семнадцать",
    "eighteen|восемнадцать",
    "nineteen|девятнадцать",
    "twenty|двадцать",
)
"""How reports write the numbers from 0 on."""


class Stated(NamedTuple):
    """What an entry states of a field.

    `attributed_to` names whom the report quotes for it, `authority` someone who speaks for the state; `words` are those
    of the report that say so, when they are given.
    """

    field: Field
    value: Value
    qualifier: Qualifier = Qualifier.NONE
    value_max: int | None = None
    side: Side = Side.UNKNOWN
    scope: Scope = Scope.WHOLE
    hedge: Hedge = Hedge.NONE
    attributed_to: str = ""
    authority: str = ""
    words: str = ""


def stated(entry: Entry, field: Field) -> list[Stated]:
    """Return what an entry states of its type, its date, its place or a counted field."""
    if field in COUNTED:
        return list(_numbers(entry[field], field)) if entry[field] else []
    value: Value | None = None
    if field is Field.TYPE:
        value = entry["type"]
    elif field is Field.PLACE and entry["place"]:
        value = place_of(entry["place"])
    elif field is Field.DATE and (entry["date_start"] or "taken_for" in entry):
        first, last = map(date.fromisoformat, entry["taken_for"]) if "taken_for" in entry else days(entry)
        value = DateSpan(first, last, 1 + sum((last - first).days > most for most in (0, 5, 6, 30)))
    return [] if value is None else [Stated(field, value)]


def also(entry: Entry) -> list[Stated]:
    """Return what else an entry states: names, claims, causes, numbers beside the toll."""
    return [
        Stated(
            Field[one["field"].upper()],
            place_of(one["words"]) if one["field"] == Field.PLACE else one.get("value", one["words"]),
            Qualifier(one.get("qualifier", Qualifier.NONE)),
            side=Side(one.get("side", Side.UNKNOWN)),
            scope=Scope(one.get("scope", Scope.WHOLE)),
            hedge=Hedge(one.get("hedge", Hedge.NONE)),
            attributed_to=one.get("attributed_to", ""),
            words=one["words"],
        )
        for one in entry.get("also", ())
    ]


def _numbers(number: Entry, field: Field) -> Iterator[Stated]:
    """Yield the number of an entry, unless it is a sum, then what it is made of."""
    authority = number.get("authority", "")
    if "sum" not in number:
        qualifier, words = Qualifier(number["qualifier"]), number.get("words", "")
        yield Stated(
            field, number["value"], qualifier, number.get("value_max"), Side.TOTAL, authority=authority, words=words
        )
    named = [*number.get("sum", ()), *number.get("parts", ())]
    times = Counter(side for side, *_ in named)
    for side, value, words, *qualifier in named:
        scope = Scope.PART if times[side] > 1 or side == Side.UNKNOWN else Scope.WHOLE
        qualified = Qualifier(*qualifier or (Qualifier.EXACT,))
        yield Stated(field, value, qualified, side=Side(side), scope=scope, authority=authority, words=words)


def days(entry: Entry) -> tuple[date, date]:
    """Return the first and last day that the gold names; all days when it names none."""
    start, end = entry["date_start"], entry["date_end"]
    return (date.fromisoformat(start), date.fromisoformat(end)) if start else (date.min, date.max)


def overlaps(span: DateSpan, first: date, last: date) -> bool:
    """Return whether a span has a day in common with those from `first` to `last`."""
    return bool(span.start and span.end and span.start <= last and span.end >= first)


def place_of(name: str) -> Place:
    """Return the place that the gold names."""
    candidates = gazetteer().lookup(name)
    return gazetteer().resolve(candidates, ["KZ"], []) if candidates else Place(name, "KZ")


def fits(place: Place, name: str) -> bool:
    """Return whether a place is the one that the gold names, or one around it."""
    meant = place_of(name)
    distance = distance_km(place, meant)
    if meant.prec >= 4 or place.prec >= 4:
        return place.country == meant.country and (meant.prec < 4 or place.prec >= 4)
    return place.name == name or (distance is not None and distance <= SAME_TOWN_KM)


def bounds(number: Entry | None) -> tuple[int, int | None] | None:
    """Return the lowest and the highest number that an entry allows, None for an open end; None when it has none."""
    if number is None:
        return None
    value = number["value"]
    if number["qualifier"] == Qualifier.AT_LEAST:
        return value, None
    return (0 if number["qualifier"] == Qualifier.AT_MOST else value), number.get("value_max", value)


def fact_of(report: Report, entry: Entry, said: Stated) -> Fact:
    """Return the fact that an entry states, with the words of the report that say so."""
    start, end = where(report, entry, said)
    paragraph = report.paragraph_at(start)
    evidence = quote(report.text, report.id, paragraph.number, start, end)
    stands = said.field in COUNTED and said.hedge is Hedge.NONE
    source = _attribution(report, start) if stands else None
    official = stands and bool(OFFICIAL.search(report.text[paragraph.start : paragraph.end]))
    return Fact(
        fact_id(said.field, evidence, said.value, said.side),
        said.field,
        said.value,
        evidence,
        said.qualifier,
        said.value_max,
        said.side,
        said.scope,
        said.hedge,
        said.attributed_to or said.authority or (source.name if source else ""),
        official or bool(said.authority) or bool(source and source.official),
        ANALYST,
    )


def _attribution(report: Report, offset: int) -> Attribution | None:
    """Return whom the sentence at a code point of a report quotes."""
    analysis = _analysis(report)
    readings = analysis.readings if analysis else []
    around = (r.attribution for r in readings if r.sentence.starts[0] <= offset < r.sentence.ends[-1])
    return next(around, None)


@cache
def _analysis(report: Report) -> Analysis | None:
    return analyse(report)


def where(report: Report, entry: Entry, said: Stated) -> tuple[int, int]:
    """Return the code points of the words that state a value: those given, a place's name, a number, or a sentence.

    Raises SystemExit when the report does not have the words that are given.
    """
    if said.words:
        match = re.search(rf"(?<!\w){re.escape(said.words)}(?!\w)", report.text)
        if match is None:
            raise SystemExit(f"{report.file_name} does not say “{said.words}”")
        return match.span()
    spans = sentences(report.text, report.language)
    named = [span for span in spans if entry["place"] and find(report.text, entry["place"], span)]
    if not named:
        sides = [side for field in COUNTED if entry[field] for side in entry[field].get("sum", ())]
        named = [span for span in spans if any(words in report.text[slice(*span)] for _, _, words, *_ in sides)]
    for span in [*named, *spans]:
        if said.field is Field.PLACE and (found := find(report.text, entry["place"], span)):
            return found
        if isinstance(said.value, int) and (found := find_number(report.text, said.value, span)):
            return found
    return (named or spans)[0]


def find(text: str, name: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the code points of a name in a stretch of text, in whatever spelling."""
    key, offsets = fold_with_offsets(text[span[0] : span[1]])
    begin = f" {key}".find(f" {fold(name)}")
    return (span[0] + offsets[begin], span[0] + offsets[begin + len(fold(name)) - 1] + 1) if begin >= 0 else None


def find_number(text: str, number: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the code points of a number, in figures or in words, in a stretch of text."""
    written = f"{number:,}|{number}" + (f"|{NUMBERS[number]}" if number < len(NUMBERS) else "")
    match = re.search(rf"\b(?:{written})\b", text[span[0] : span[1]], re.IGNORECASE)
    return (span[0] + match.start(), span[0] + match.end()) if match else None


def same(fact: Fact, said: Stated) -> bool:
    """Return whether a fact says what an entry does, of the same people."""
    everyone = (Side.TOTAL, Side.UNKNOWN)
    alike = fact.side is said.side or (fact.side in everyone and said.side in everyone)
    summed_up = (fact.scope is Scope.AGGREGATE) is (said.scope is Scope.AGGREGATE)
    return fact.field is said.field and fact.value == said.value and alike and summed_up


def missing_from(facts: Sequence[Fact], entries: Sequence[Stated]) -> list[Stated]:
    """Return what none of the facts says."""
    return [said for said in entries if not any(same(fact, said) for fact in facts)]
