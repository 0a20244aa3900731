"""Who is among those counted: "seven people, including three officers", "five dead: four suspects and an officer",
"seven people were killed, three of them officers"."""

from msgspec.structs import replace

from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import listed
from kztui.extract.mention import Mention
from kztui.extract.reading import Event

_DASHES = ("-", "–", "—")


def parts_of(reading: Parsed, event: Event) -> list[Mention]:
    """Return the people who are named as part of those to whom an event did something."""
    for patient in event.patients:
        if some := _some_of_them(reading, patient):
            return some
        first = _opened(reading, patient) or _after_colon(reading, event)
        inner = reading.mention_at(first) if first else None
        if inner is not None and patient.plural and patient.people:
            parts = [part for part in listed(reading, inner) if part.kind in ("people", "name") and part.count]
            if patient.count is None or sum(part.count or 0 for part in parts) <= patient.count:
                return parts
    return []


def _some_of_them(reading: Parsed, patient: Mention) -> list[Mention]:
    """Return the people after "three of them", "one of them" or "three of whom were" behind a mention, with that
    number."""
    for number in (m for m in reading.mentions if m.first >= patient.last and m.kind == "number"):
        whose = [reading.word(index) for index in range(number.last, number.last + 3)]
        if number.number is None or whose[:2] not in (["of", "them"], ["of", "whom"]):
            continue
        inner = reading.mention_at(number.last + (3 if whose[2] in ("were", "are", "was", "is") else 2))
        alike = inner is not None and inner.plural is (number.number.value > 1)
        if inner is not None and inner.kind == "people" and alike and inner.number is None:
            return [replace(inner, first=number.first, number=number.number)]
    return []


def _opened(reading: Parsed, patient: Mention) -> int:
    """Return the token after "including", "among them" or a dash that follows a mention; 0 when none does."""
    index = patient.last
    if reading.word(index) in _DASHES:
        return index + 1
    index += reading.word(index) in (",", "(")
    if reading.word(index) == "including":
        return index + 1
    return index + 2 if (reading.word(index), reading.word(index + 1)) == ("among", "them") else 0


def _after_colon(reading: Parsed, event: Event) -> int:
    """Return the token after the first colon or "including" behind an event; 0 when there is none."""
    words = reading.sentence.words
    behind = range(event.last, len(words))
    colon = next((index for index in behind if words[index] in (":", "including")), -1)
    if any(verb.first < colon for verb in reading.verbs if verb.first >= event.last):
        return 0
    return colon + 1
