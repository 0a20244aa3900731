"""Who is among those counted: "seven people, including three officers", "five dead: four suspects and an officer",
"seven people were killed, three of them officers"."""

from msgspec.structs import replace

from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import listed
from kztui.extract.en.vocabulary import word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Event
from kztui.model.fact import Side

_DASHES = ("-", "–", "—")
_OPENING = (",", "(", ":", *_DASHES)
_CLOSING = (",", ")", *_DASHES)
_LEAST_APPOSED = 2
"""People who say one by one who several are."""


def parts_of(reading: Parsed, event: Event) -> list[Mention]:
    """Return the people who are named as part of those to whom an event did something."""
    for patient in event.patients:
        if some := _some_of_them(reading, patient):
            return some
        first = _opened(reading, patient) or _after_colon(reading, event)
        inner = reading.mention_at(first) if first else None
        if inner is not None and patient.plural and patient.people:
            parts = [_as_people(part, patient) for part in listed(reading, inner) if part.count]
            parts = [part for part in parts if part.kind in ("people", "name")]
            if patient.count is None or sum(part.count or 0 for part in parts) <= patient.count:
                return parts
    return []


def _as_people(part: Mention, whole: Mention) -> Mention:
    """Return a number of those whom a noun for people counts as people too, of their side ("40 gunmen, including eight
    Afghans")."""
    kind = "people" if part.kind == "other" and part.number else part.kind
    return replace(part, kind=kind, side=whole.side if part.side is Side.UNKNOWN else part.side)


def without_apposition(reading: Parsed, event: Event) -> None:
    """Take those who only say who the first patients of an event are for parts of them ("two other people, a clerk and
    a guard, were injured"): a comma, dash or bracket parts them, closes behind them or follows no more than "two
    people", and their numbers add up."""
    if len(event.patients) <= _LEAST_APPOSED:
        return
    whole, *others = event.patients
    if whole.number is None or whole.kind not in ("people", "number"):
        return
    closed = reading.word(others[-1].last) in (*_CLOSING, "") or not reading.verb_at(others[-1].last)
    bare = reading.word(whole.head) in word_set("people", "colourless")
    opened = reading.word(whole.last) in _OPENING and reading.word(others[0].first - 1) not in ("and", "or")
    apposed = opened and (reading.word(others[-1].last) in _CLOSING or (bare and closed))
    if apposed and sum(other.count or 0 for other in others) == whole.number.value:
        event.patients, event.parts = [whole], [*event.parts, *others]


def grade(reading: Parsed, event: Event) -> None:
    """Take a number that says how many were wounded how badly for a part of those before it ("injured ten, three
    seriously")."""
    graded = [
        one
        for one in event.patients[1:]
        if one.kind == "number" and reading.word(one.last) in word_set("constructions", "graded")
    ]
    event.patients = [one for one in event.patients if one not in graded]
    event.parts = [*event.parts, *graded]


def _some_of_them(reading: Parsed, patient: Mention) -> list[Mention]:
    """Return the people after "three of them", "one of them" or "three of whom were" behind a mention, with that
    number."""
    for number in (m for m in reading.mentions if m.first >= patient.last and m.kind == "number"):
        whose = [reading.word(index) for index in range(number.last, number.last + 3)]
        if number.number is None or whose[:2] not in (["of", "them"], ["of", "whom"]):
            continue
        inner = reading.mention_at(number.last + (3 if whose[2] in ("were", "are", "was", "is") else 2))
        if inner is None or inner.number is not None:
            continue
        if inner.kind == "name" and inner.last == inner.first + 1 and reading.word(inner.head).endswith("s"):
            inner = replace(inner, kind="other", plural=True)  # "Afghans"
        if inner.kind in ("people", "other") and inner.plural is (number.number.value > 1):
            return [_as_people(replace(inner, first=number.first, number=number.number), patient)]
    return []


def _opened(reading: Parsed, patient: Mention) -> int:
    """Return the token after "including", "among them" or a dash that follows a mention; 0 when none does."""
    index = patient.last
    word = reading.word(index)
    if word in _DASHES:
        return index + 1
    if word in (",", "("):
        index += 1
        word = reading.word(index)
    if word == "including":
        return index + 1
    return index + 2 if word == "among" and reading.word(index + 1) == "them" else 0


def _after_colon(reading: Parsed, event: Event) -> int:
    """Return the token after the first colon or "including" behind an event; 0 when there is none."""
    words = reading.sentence.words
    if ":" not in words and "including" not in words:
        return 0
    behind = range(event.last, len(words))
    colon = next((index for index in behind if words[index] in (":", "including")), -1)
    if any(verb.first < colon for verb in reading.verbs if verb.first >= event.last):
        return 0
    return colon + 1
