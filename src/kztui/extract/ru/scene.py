"""What the words around times, places and events say about them, set down for the stages that know no Russian."""

from collections.abc import Sequence

from msgspec.structs import replace

from kztui.extract.mention import PlaceMention, TimeMention
from kztui.extract.reading import Construction, Event, Topic
from kztui.extract.ru.clauses import Clause
from kztui.extract.ru.days import dated, of_court, only_told, own_days, released
from kztui.extract.ru.denials import deny
from kztui.extract.ru.memory import recall
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import adjectival, phrase_sets, word_set
from kztui.extract.training import attacked, hurt_in_training
from kztui.model.fact import Hedge, Side
from kztui.model.precision import DatePrecision

_BREAK, _COMMA = 12, 2
"""What a word that begins another clause, and a comma, weigh more than other words."""

_BREAKS = frozenset((";", ":", "где", "когда", "что", "однако", "но", "а", "после", "ранее", "затем"))
_TOPICS = {
    Topic.CROWDS: ("people", "crowds"),
    Topic.PERIOD: ("constructions", "period"),
    Topic.MISHAP: ("constructions", "mishap"),
    Topic.PRISONS: ("people", "prisons"),
}
_TOWNS = frozenset(("городе", "поселке", "селе"))
_POINTERS = _TOWNS | {"там"}
_SERIES_REACH = 6
"""Sentences back to the one that counts the events of a series."""


def describe_scene(reading: Parsed, events: Sequence[Event]) -> None:
    """Set what a sentence's words say about its times and places, and about its events."""
    reading.times = dated(reading, events)
    reading.places = [_place(reading, place, events) for place in reading.places]
    if not events:
        return
    said = reading.sentence.said
    called = _called_in(reading)
    topics = {topic for topic, entry in _TOPICS.items() if word_set(*entry) & called}
    if _captives(reading, called):
        topics.add(Topic.CAPTIVES)
    if says_all(said, "resistance"):
        topics.add(Topic.RESISTANCE)
    text = f" {' '.join(reading.sentence.words)}"
    if any(f" {phrase}" in text for phrase in word_set("constructions", "each_other")):
        topics.add(Topic.EACH_OTHER)
    if any(time.span.prec == DatePrecision.YEAR or (time.open and not time.span.resolved) for time in reading.times):
        topics.add(Topic.PERIOD)
    reading.topics = frozenset(topics)
    reading.weights = [
        1 + _BREAK if word in _BREAKS else 1 + _COMMA if word == "," else 1 for word in reading.sentence.words
    ]
    reading.pointing = _pointing(reading)
    accidental = _by_accident(reading, events, called)
    hurt = accidental and hurt_in_training(events, trained=says_all(called, "training"))
    unreal = hurt or _nothing_happened(said) or _not_confirmed(reading) or _figurative(said, events)
    own_days(reading, events)
    recall(reading, events, called)
    protesting = any(event.kind == "protest" for event in events)
    for event in events:
        _describe(reading, event, protesting=protesting)
        event.unreal = event.unreal or unreal
        event.reason = "mishap" if hurt else event.reason
        event.accidental = event.accidental or accidental
    deny(reading, events)


def _captives(reading: Parsed, called: set[str]) -> bool:
    """Return whether a sentence is about several people held in prison, and no court; `called` are its dictionary
    forms."""
    sentence, captives = reading.sentence, word_set("people", "captives")
    if captives.isdisjoint(called):
        return False
    plural = (
        (word, read)
        for word, read in zip(sentence.words, sentence.read, strict=True)
        if read.lexemes and read.lexemes[0].numbers == {"plur"}
    )
    held = any(read.lemma in captives or adjectival(word) in captives for word, read in plural)
    return held and not sentence.said & word_set("constructions", "court")


def says_all(said: set[str], entry: str) -> bool:
    """Return whether a sentence has all words of one of the entries of a list, by dictionary form."""
    return any(map(said.issuperset, phrase_sets("constructions", entry)))


def _nothing_happened(said: set[str]) -> bool:
    """Return whether the words of a sentence make its events drills or false alarms."""
    return any(word_set("constructions", name) & said for name in ("drill", "false"))


def _by_accident(reading: Parsed, events: Sequence[Event], called: set[str]) -> bool:
    """Return whether people trained where something happened, and nobody is said to have attacked them ("на полигоне
    взорвалась мина"); `called` are the dictionary forms of the sentence."""
    if not (says_all(called, "training") or says_all(called, "ranges")):
        return False
    if called & (word_set("constructions", "no_training") | word_set("people", "crowds")):
        return False
    exercise = frozenset().union(*phrase_sets("constructions", "training"))
    if attacked(reading, [event for event in events if event.lemma not in exercise]):
        return False
    armed = any(mention.kind == "weapon" for mention in reading.mentions)
    return not armed or any(event.family == "bombing" for event in events)


def _called_in(reading: Parsed) -> set[str]:
    """Return the dictionary forms of a sentence, those of participles as adjectives among them."""
    words = zip(reading.sentence.words, reading.sentence.read, strict=True)
    return reading.sentence.said | {adjectival(word) for word, read in words if read.pos in ("PRTF", "ADJF")}


def _figurative(said: set[str], events: Sequence[Event]) -> bool:
    """Return whether words of sport, shows and prices make the events of a sentence figures of speech: where nobody is
    counted whom they struck, and no police are there."""
    struck = any(event.effect and any(patient.count for patient in event.patients) for event in events)
    forces = any(m.side is Side.SECURITY and m.kind in ("people", "organization") for m in events[0].reading.mentions)
    return not struck and not forces and bool(word_set("constructions", "figurative") & said)


def _not_confirmed(reading: Parsed) -> bool:
    """Return whether a sentence says that what it repeats was not confirmed."""
    predicates = (predicate for clause in reading.clauses for predicate in clause.predicates)
    return any(p.negated and p.form.lemma in word_set("constructions", "confirming") for p in predicates)


def _describe(reading: Parsed, event: Event, *, protesting: bool) -> None:
    sentence = reading.sentence
    clause = reading.clause_at(event.first)
    near = sentence.lemmas_within(event.first - 4, event.last + 5)
    event.accidental = not near.isdisjoint(word_set("constructions", "accidental"))
    event.updates = event.updates or any(
        not sentence.lemmas_within(one.first - 4, one.last + 1).isdisjoint(word_set("constructions", "updates"))
        for one in event.patients
    )
    event.hedge = _hedge(reading, event, clause) if event.effect else Hedge.NONE
    modifiers = sentence.lemmas_within(event.first - 1, event.last)
    noun = event.construction is Construction.NOUN  # "третий взрыв", but "третий убит" tells of people
    event.parted = (
        noun and bool(modifiers & word_set("constructions", "parting")) and not _counted_before(reading, event)
    )
    event.reach = max(event.reach, event.first)
    if event.effect == "arrested" and _of_another_matter(reading, clause):
        event.unreal, event.reason = True, "memory"
    event.aside = event.aside or _only_cause(reading, clause, event, protesting=protesting)
    event.amid = "когда" in (sentence.word(clause.first), sentence.word(clause.first - 1))


def _of_another_matter(reading: Parsed, clause: Clause) -> bool:
    """Return whether an arrest is one of years before ("в 2009 году был арестован"), or had been made for what no
    incident is ("ранее был задержан за мошенничество")."""
    times = [time for time in reading.times if clause.first <= time.first < clause.last and time.span.resolved]
    placed = any(clause.first <= place.first < clause.last for place in reading.places)
    yearly = bool(times) and all(time.span.prec == DatePrecision.YEAR and not time.open for time in times)
    if yearly and not placed and _other_day_before(reading, times):
        return True
    if not word_set("constructions", "long_before") & {*reading.sentence.words[clause.first : clause.last]}:
        return False
    petty = word_set("constructions", "petty")
    charges = [(group, group.inner or group) for group in clause.groups if group.preposition == "за"]
    return any(all(reading.mention_of(one).kind != "event" or one.key in petty for one in charge) for charge in charges)


def _other_day_before(reading: Parsed, times: Sequence[TimeMention]) -> bool:
    """Return whether the sentence before tells of another time than these."""
    before = [time.span for time in reading.before.times if time.span.resolved] if reading.before is not None else []
    return bool(before) and not any(time.span.overlaps(span) for time in times for span in before)


def _only_cause(reading: Parsed, clause: Clause, event: Event, *, protesting: bool) -> bool:
    """Return whether a noun only names what led to the incident ("поводом стало убийство жителя")."""
    causes = any(g.key in word_set("constructions", "causes") and "ins" in g.cases for g in clause.groups)
    crowd = (
        event.effect == "killed"
        and reading.word(event.first - 1) == "после"
        and (protesting or any(p.form.lemma in word_set("constructions", "rioting") for p in clause.predicates))
    )
    if (causes or crowd) and event.construction is Construction.NOUN:
        event.definite = False
        return True
    return False


def _counted_before(reading: Parsed, event: Event) -> bool:
    """Return whether a sentence before has told of several such events as one ("два взрыва ... второго взрыва")."""
    before = reading.before
    for _ in range(_SERIES_REACH):
        if not isinstance(before, Parsed):
            return False
        if any(group.key == event.lemma and group.numeral and group.numeral.value > 1 for group in before.groups):
            return True
        before = before.before
    return False


def _hedge(reading: Parsed, event: Event, clause: Clause) -> Hedge:
    sentence = reading.sentence
    before = sentence.lemmas_within(0, event.first)
    if before & word_set("constructions", "denial"):
        return Hedge.DENIED
    inside = sentence.lemmas_within(clause.first, clause.last)
    if inside & word_set("constructions", "suspected"):
        return Hedge.SUSPECTED
    return Hedge.REPORTEDLY if (inside | before) & word_set("constructions", "reportedly") else Hedge.NONE


def _place(reading: Parsed, place: PlaceMention, events: Sequence[Event]) -> PlaceMention:
    clause = reading.clause_at(place.first)
    own = any(event.first <= place.first < event.reach for event in events)
    apart = only_told(clause, events) or _describes(clause, events) or released(reading, events)
    apart = apart or of_court(clause, place.first, events)
    return replace(place, saying=not own and apart)


def _describes(clause: Clause, events: Sequence[Event]) -> bool:
    """Return whether a clause only says who somebody is ("..., находившийся в розыске за участие в боях, ...")."""
    attributes = [predicate for predicate in clause.predicates if predicate.form.pos == "PRTF"]
    told = any(clause.first <= event.first < clause.last for event in events)
    return bool(attributes) and len(attributes) == len(clause.predicates) and not told


def _pointing(reading: Parsed) -> int | None:
    """Return the token of a word that points at a town named before ("там", "в этом же городе"), None for none."""
    words = reading.sentence.words
    if _POINTERS.isdisjoint(words):
        return None
    for index, word in enumerate(words):
        if word == "там" and words[index + 1 : index + 2] != ["же"]:
            return index
        pointed = word in _TOWNS and words[index - 1] in ("в", "этом", "же", "том")
        if pointed and not any(place.first == index + 1 for place in reading.places):
            return index
    return None
