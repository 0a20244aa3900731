"""Tolls that somebody denies: "сообщения о семи погибших опровергли", "в МВД эту информацию опровергли"."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from kztui.extract.mention import Mention
from kztui.extract.reading import Event
from kztui.extract.ru.clauses import Clause, Predicate
from kztui.extract.ru.groups import Group
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set
from kztui.model.fact import Hedge, Side

_ABOUT = ("о", "об")
_REACH = 2
"""Words behind the noun for reports within which they say what they are about."""

_POINTING = frozenset(("этот", "такой", "данный"))


class Denial(Struct, frozen=True):
    """A predicate that denies, and the noun for what is denied ("сообщения", "слухи"); None where that is "это"."""

    predicate: Predicate
    told: Group | None


def denials(reading: Parsed) -> Iterator[Denial]:
    """Yield what a sentence says not to be so."""
    if all(map(_denying().isdisjoint, reading.sentence.lemma_sets)):
        return
    for clause in reading.clauses:
        for predicate in clause.predicates:
            if not _denies(reading, predicate):
                continue
            nouns = (group for group in _before_or_in(reading, clause) if group.key in word_set("denials", "reports"))
            told = min((g for g in nouns if g.direct), key=lambda g: abs(g.first - predicate.at), default=None)
            if told is not None or "это" in reading.sentence.words[clause.first : clause.last]:
                yield Denial(predicate, told)


@cache
def _denying() -> frozenset[str]:
    """Return the verbs without one of which nothing is denied."""
    return (
        word_set("constructions", "denial") | word_set("constructions", "confirming") | word_set("denials", "calling")
    )


def deny(reading: Parsed, events: Sequence[Event]) -> None:
    """Mark the numbers of people that a sentence denies: its own, or those of the sentence before ("эту информацию
    опровергли"). Nothing happened where and when a sentence that only denies says so."""
    for denial in denials(reading):
        denied = _denied(reading, denial, events)
        for event in denied:
            event.hedge, event.unreal = Hedge.DENIED, False
            event.patients = [_apart_from(patient, reading) for patient in event.patients]
        for event in _rumoured(reading, denial, events):
            event.unreal = True
    told = [event for event in events if not event.unreal]
    if told and all(event.hedge is Hedge.DENIED for event in told) and any(denials(reading)):
        for event in told:
            event.aside = event.definite = True
        reading.times = [replace(time, about="saying") for time in reading.times]
        reading.places = [replace(place, saying=True) for place in reading.places]


def deny_before(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Mark the numbers of the sentence before that one denies which tells none ("В МВД эту информацию опровергли"): who
    denies them is who speaks of them."""
    near = before and before[0].reading.sentence.number == reading.sentence.number - 1
    if events or not near or not any(_points(reading, denial) for denial in denials(reading)):
        return
    counted = [event for event in before if _counts(event)]
    if own := {group.numeral.value for group in reading.groups if group.numeral and group.key in _sufferers()}:
        for event in counted:  # "ранее сообщалось о трёх погибших, однако прокуратура это опровергла"
            if {patient.count for patient in event.patients} <= own:
                event.hedge = Hedge.DENIED
        return
    if counted and len(counted) == sum(bool(event.effect) for event in before):
        for event in counted:
            event.hedge = Hedge.DENIED
        before[0].reading.attribution = reading.attribution or before[0].reading.attribution


@cache
def _sufferers() -> frozenset[str]:
    """Return the nouns for those who were killed or wounded."""
    return word_set("constructions", "counted_killed") | word_set("constructions", "counted_wounded")


def _apart_from(patient: Mention, reading: Parsed) -> Mention:
    """Return people who are none of those who deny their number ("сообщения о пяти погибших в МВД опровергли")."""
    said = reading.attribution
    if said is None or said.mention.first < patient.head or patient.side is not Side.SECURITY:
        return patient
    return replace(patient, side=Side.UNKNOWN, organization="") if said.mention.first <= patient.last + 1 else patient


def _denies(reading: Parsed, predicate: Predicate) -> bool:
    lemma = predicate.form.lemma
    if lemma in word_set("constructions", "denial"):
        return not predicate.negated
    if lemma in word_set("constructions", "confirming"):
        return predicate.negated
    if lemma not in word_set("denials", "calling"):
        return False
    clause = reading.clause_of(predicate)
    said = reading.sentence.lemmas_within(clause.first, clause.last)
    return not said.isdisjoint(word_set("denials", "untrue"))


def _before_or_in(reading: Parsed, clause: Clause) -> list[Group]:
    """Return the groups of a clause, or those of the one that opens the sentence before "что" ("сведения о том, что
    погибли семеро, в полиции назвали ложными")."""
    opening = reading.clauses[0]
    words = reading.sentence.words[opening.first : clause.first]
    return [*clause.groups, *(opening.groups if clause is not opening and "что" in words else ())]


def _denied(reading: Parsed, denial: Denial, events: Sequence[Event]) -> list[Event]:
    """Return the events of a sentence that it denies and that count people."""
    clause, told = reading.clause_of(denial.predicate), denial.told
    counted = [event for event in events if _counts(event)]
    if told is None or _points(reading, denial):
        return [event for event in counted if event.first < clause.first]
    last = clause.last
    following = reading.following(clause)
    if following is not None and reading.word(following.first) == "что":
        last = following.last
    return [event for event in counted if told.first < event.first < last]


def _rumoured(reading: Parsed, denial: Denial, events: Sequence[Event]) -> list[Event]:
    """Return the events that only the reports tell of which a sentence denies, right behind these ("опровергли
    сообщения о нападении на пост")."""
    told = denial.told
    if told is None or _points(reading, denial):
        return []
    about = [g.head for g in reading.groups if g.preposition in _ABOUT and told.head < g.first <= told.head + _REACH]
    return [event for event in events if not _counts(event) and any(event.first <= head < event.last for head in about)]


def _points(reading: Parsed, denial: Denial) -> bool:
    """Return whether what is denied was told before ("эту информацию", "это")."""
    if denial.told is None:
        return True
    modifiers = range(max(0, denial.told.first - 1), denial.told.head)
    return any(reading.sentence.lemmas(index) & _POINTING for index in modifiers)


def _counts(event: Event) -> bool:
    return bool(event.effect) and any(patient.people and patient.count is not None for patient in event.patients)
