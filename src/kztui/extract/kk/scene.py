"""What the words of a sentence say about its events, times and places beyond naming them."""

from collections.abc import Sequence

from msgspec.structs import replace

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.sources import saying_clause
from kztui.extract.kk.vocabulary import bare, begins, says, word_set
from kztui.extract.mention import TimeMention, Trait
from kztui.extract.reading import Construction, Event, Reading, Topic
from kztui.model.fact import Hedge

_BREAK, _COMMA = 12, 2
"""What a word that begins another clause, and a comma, weigh more than other words."""

_DENIED = frozenset(("деген", "туралы"))
_HEDGE_REACH = 6
_ATTRIBUTE = ("ғы", "гі", "қы", "кі")
_OBJECT = ("ды", "ді", "ты", "ті", "ны", "ні")


def describe_scene(parsed: Parsed, events: Sequence[Event]) -> None:
    """Set what a sentence says about its times and places, and about its events."""
    reading, words = parsed.reading, parsed.words
    clause = saying_clause(words)
    if clause is not None:
        reading.places = [replace(p, saying=p.first >= clause[0]) for p in reading.places]
        reading.times = [replace(t, about="saying") if t.first >= clause[0] else t for t in reading.times]
    reading.weights = [
        1 + _BREAK * (word in word_set("attribution", "clause")) + _COMMA * (word == ",") for word in words
    ]
    reading.topics = frozenset(_topics(reading, events))
    denied, unreal = _denied_before(words), _unreal(words)
    remembered = bool(events) and _remembered(words)
    verdict = next((i for i, word in enumerate(words) if begins(word, "clauses", "verdict")), None)
    for event in events:
        event.hedge = _hedge(words, event, denied)
        event.unreal = event.unreal or unreal or (event.hedge is Hedge.DENIED and not event.effect)
        event.unreal = event.unreal or (remembered and not (event.effect == "arrested" and event.patients))
        event.accidental = any(
            begins(word, "clauses", "accidental") for word in words[max(0, event.first - 3) : event.first]
        )
        event.accidental = event.accidental or (event.family == "bombing" and _on_range(words, events))
        event.time = own = _own_time(reading, event)
        event.aside = _beside(words, event) or _known_dead(event) or _before_protest(words, event, events)
        event.definite = event.definite or event.aside
        if verdict is not None and event.last <= verdict and own is None:
            event.background, event.definite = event.first, True
    if verdict is not None:  # "Павлодар соты"
        courts = [i for i, word in enumerate(words) if bare(word, "clauses", "court") is not None]
        reading.places = [replace(p, saying=True) if p.last in courts else p for p in reading.places]
    if not events and any(begins(word, "clauses", "releasing") for word in words):
        reading.times = [replace(time, about="saying") for time in reading.times]
    reading.times = [_dated(reading, time, events) for time in reading.times]


def _on_range(words: Sequence[str], events: Sequence[Event]) -> bool:
    """Return whether something that is no bomb went off where soldiers train, and nobody is said to have done it."""
    if any(event.agents for event in events) or any(begins(word, "clauses", "no_range") for word in words):
        return False
    return any(begins(word, "clauses", "ranges") for word in words)


def _own_time(reading: Reading, event: Event) -> TimeMention | None:
    """Return the time that only dates an event noun ("2 желтоқсандағы шабуыл", "17 мамырда болған шабуыл")."""
    if event.construction is not Construction.NOUN:
        return None
    words = reading.sentence.words
    for time in reading.times:
        between = words[time.last : event.first]
        attribute = not between and words[time.last - 1].endswith(_ATTRIBUTE)
        if attribute or (between and all(word in word_set("clauses", "happened") for word in between)):
            return time
    return None


def _beside(words: Sequence[str], event: Event) -> bool:
    """Return whether an attack is only what somebody took part in: "терактіге қатысы бар үш адам ұсталды"."""
    if event.construction is not Construction.NOUN or event.family == "crowd" or event.last >= len(words):
        return False
    return begins(words[event.last], "clauses", "involved")


def _before_protest(words: Sequence[str], event: Event, events: Sequence[Event]) -> bool:
    """Return whether a protest only followed an event ("қыз өлтірілгеннен кейін тұрғындар көшеге шықты")."""
    after = event.last < len(words) and words[event.last] in word_set("clauses", "after")
    return after and event.kind != "protest" and any(other.kind == "protest" for other in events)


def _known_dead(event: Event) -> bool:
    """Return whether a participle only says whom the sentence is about ("қаза болған сарбаздардың ерлігі")."""
    after = [patient for patient in event.patients if patient.first >= event.last]
    return bool(after) and all(patient.plural and patient.number is None for patient in after)


def _dated(reading: Reading, time: TimeMention, events: Sequence[Event]) -> TimeMention:
    """Return a time with what it is about: a count of the dead and a death in hospital came later than the event
    ("9 ақпанда қаза тапқандар саны онға жетті"), "бүгінгі отырыс" and "29 тамызды жариялады" date no event at all."""
    if any(event.time is time for event in events):
        return time
    last = reading.sentence.words[time.last - 1]
    if last.endswith(_ATTRIBUTE) or (last.endswith(_OBJECT) and not last.startswith(("күн", "түн"))):
        return replace(time, about="saying")
    if any(event.construction is Construction.TOLL for event in events) or _in_hospital(reading, events):
        return replace(time, about="late death")
    return time


def _in_hospital(reading: Reading, events: Sequence[Event]) -> bool:
    """Return whether all that a sentence tells is that people died in hospital, or of their wounds since."""
    died = bool(events) and all(event.kind == "die" for event in events)
    since = any(Trait.DIED_SINCE in patient.traits for event in events for patient in event.patients)
    return died and (since or any(begins(word, "clauses", "hospital") for word in reading.sentence.words))


def _topics(reading: Reading, events: Sequence[Event]) -> list[Topic]:
    words = reading.sentence.words
    found = []
    if any(begins(word, "people", "crowds") for word in words):
        found.append(Topic.CROWDS)
    if any(begins(word, "people", "prisons") for word in words):
        found.append(Topic.PRISONS)
    if says(words, "clauses", "mishap") or (all(event.weak for event in events) and _mishap_before(reading)):
        found.append(Topic.MISHAP)
    text = " ".join(words)
    if any(phrase in text for phrase in word_set("clauses", "period")):
        found.append(Topic.PERIOD)
    return found


def _mishap_before(reading: Reading) -> bool:
    before = reading.before
    same = before is not None and before.sentence.paragraph == reading.sentence.paragraph
    return same and before is not None and Topic.MISHAP in before.topics


def _denied_before(words: Sequence[str]) -> int:
    """Return the token before which what is told is denied ("... деген ақпаратты жоққа шығарды"), 0 when nothing is."""
    text = words if isinstance(words, list) else [*words]
    for phrase in word_set("clauses", "denial"):
        parts = phrase.split()
        for at in range(len(text) - len(parts) + 1):
            if text[at : at + len(parts)] == parts and _DENIED & {*text[:at]}:
                return at
    return 0


def _unreal(words: Sequence[str]) -> bool:
    return any(word in word_set("clauses", "unreal") for word in words)


def _remembered(words: Sequence[str]) -> bool:
    """Return whether the words of a sentence make its events memories; what happened beside a monument is none."""
    if not says(words, "clauses", "memorial"):
        return False
    beside = {i for i, word in enumerate(words) if bare(word, "places", "near") is not None}
    return says([word for i, word in enumerate(words) if i + 1 not in beside], "clauses", "memorial")


def _hedge(words: Sequence[str], event: Event, denied: int) -> Hedge:
    if event.last <= denied:
        return Hedge.DENIED
    near = words[max(0, event.first - _HEDGE_REACH) : event.last + _HEDGE_REACH]
    return Hedge.REPORTEDLY if word_set("attribution", "hedged") & {*near} else Hedge.NONE
