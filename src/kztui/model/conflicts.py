"""What two people decided differently without knowing of each other: it waits until somebody decides.

A record names the one that it takes the place of (`Annotation.supersedes`), and others that its writer had before them
(`records`). Whoever made it knew those, and what they knew; of two records neither of which knew the other, both were
made in casebooks that were parted. Records of earlier versions of the program, which say neither, are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.revision import Records

_ON_FACTS = (AnnotationKind.VERDICT, AnnotationKind.FACT, AnnotationKind.FIGURE)
"""Who does one of these to an incident thinks that it happened."""


class Conflict(Struct, frozen=True):
    """Two records in force that cannot both be meant: verdicts on one fact, numbers set for one field, a merge and a
    refusal of the same two incidents, or a dismissal and work on the facts of what it hides.

    They come in the alphabetical order of their authors, so that it is the same in every copy of a casebook.
    """

    one: Annotation
    other: Annotation

    @property
    def incident(self) -> str:
        """The id of the incident that it is about, as the first record has it."""
        return self.one.target.incident


def conflicts(records: Records) -> Iterator[Conflict]:
    """Yield the conflicts among the records in force."""
    places: defaultdict[tuple[str, ...], list[Annotation]] = defaultdict(list)
    for one in records.in_force():
        if one.writer and (place := _place(one)):
            places[place].append(one)
    for there in places.values():
        yield from _among(there, records)
    yield from _dismissals(places, records)


def known_to(one: Annotation, there: Iterable[Annotation], records: Records) -> tuple[str, ...]:
    """Return the ids of the records that the writer of a new one contradicts or agrees with, the newest first, of those
    in force on its incident, or on both that it names: those in its place, which no other one there takes the place of;
    of work on facts the dismissals, and of a dismissal the work.
    """
    place, theirs = _place(one), tuple(there)
    before = _heads([each for each in theirs if place and _place(each) == place], records)
    if one.kind in _ON_FACTS:
        before += [each for each in theirs if each.kind is AnnotationKind.DISMISSED]
    if one.kind is AnnotationKind.DISMISSED:
        before += [each for each in theirs if each.kind in _ON_FACTS]
    return tuple(each.id for each in sorted(before, key=lambda each: each.order, reverse=True))


def _place(one: Annotation) -> tuple[str, ...]:
    """Return what a record decides about; of two with the same one only one can be meant. Empty for other records."""
    if one.retracts:
        return ()
    if one.kind is AnnotationKind.VERDICT:
        return "fact", one.target.fact
    if one.kind is AnnotationKind.FIGURE:
        return "figure", one.target.incident, str(one.field)
    if one.kind in (AnnotationKind.MERGED, AnnotationKind.REFUSED):
        return "pair", *sorted((one.target.incident, one.into))
    if one.kind is AnnotationKind.DISMISSED:
        return "dismissed", one.target.incident
    return ()


def _says(one: Annotation) -> tuple[object, ...]:
    return one.kind, one.verdict, one.value, one.terms


def _among(there: Sequence[Annotation], records: Records) -> Iterator[Conflict]:
    """Yield the pairs of records in one place that say different things, of those that nobody has decided upon."""
    if there[1:]:
        for one, other in combinations(sorted(_heads(there, records), key=_by_author), 2):
            if _says(one) != _says(other):
                yield Conflict(one, other)


def _by_author(one: Annotation) -> tuple[object, ...]:
    return one.author.casefold(), one.order


def _heads(there: Sequence[Annotation], records: Records) -> list[Annotation]:
    """Return the records of which no other one there knew."""
    return [one for one in there if not any(other is not one and _knew(other, one, records) for other in there)]


def _knew(one: Annotation, other: Annotation, records: Records) -> bool:
    """Return whether the writer of a record had another one before them, directly or by way of others."""
    seen: set[str] = set()
    waiting = [one]
    while waiting:
        for named in (waiting[-1].supersedes, *waiting.pop().records):
            if named == other.id:
                return True
            if named and named not in seen and (found := records.get(named)):
                seen.add(named)
                waiting.append(found)
    return False


def _dismissals(places: dict[tuple[str, ...], list[Annotation]], records: Records) -> Iterator[Conflict]:
    """Yield each dismissal with the latest work on the facts of its incident by others who did not know of it."""
    dismissed = {place[1]: there for place, there in places.items() if place[0] == "dismissed"}
    if not dismissed:
        return
    worked: dict[str, Annotation] = {}
    for one in records.in_force():
        there = dismissed.get(one.target.incident, ())
        if there and one.kind in _ON_FACTS and one.writer and not one.retracts and _is_news(one, there, records):
            worked[one.target.incident] = one
    for incident, work in worked.items():
        yield Conflict(*sorted((dismissed[incident][-1], work), key=_by_author))


def _is_news(work: Annotation, dismissals: Sequence[Annotation], records: Records) -> bool:
    """Return whether nobody who dismissed an incident knew of work on it by others, nor they of the dismissal."""
    return all(
        one.author != work.author and not _knew(one, work, records) and not _knew(work, one, records)
        for one in dismissals
    )
