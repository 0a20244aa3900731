"""What a time or a place beside an event is about when not the event: that it was told, or that somebody died later."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.mentions import called_wounded
from kztui.extract.en.noun_events import crime_by_name
from kztui.extract.en.reading import Parsed
from kztui.extract.en.subjects import subject_of, subject_start
from kztui.extract.en.triggers import trigger_of
from kztui.extract.en.vocabulary import Trigger, verb_forms, verbs, word_set
from kztui.extract.mention import Mention, PlaceMention, TimeMention
from kztui.extract.reading import Event
from kztui.model.fact import Side
from kztui.model.precision import DatePrecision

_CLAIMS = ("claim", "blame")
_TELLING = word_set("clauses", "telling")
_JOINING_WHERE = ("in", "at", "and", ",", "the")
_CLAUSES = ("who", "whose", "where")
_IN = ("in", "by", "during", "after")
_RANKING = ("the", "its", "their", "a")
_RANK_REACH, _SHORT = 14, 5
_STATEMENTS = ("statement", "announcement", "communique", "briefing", "release", "conference", "interview")
_FREED = ("released", "freed")
_HELD = frozenset(("detained", "held", "arrested", "suspects", "detainees", "custody"))
_GOING_ON = ("opened", "opens", "began", "begins", "begun", "started", "resumed", "ended", "continued", "held")


def dates_the_saying(reading: Parsed, time: TimeMention) -> bool:
    """Return whether a time says when something was said, not when it happened: "said on Tuesday", "announced the
    arrests on Tuesday", "on Tuesday police said that ... had been found"."""
    saying = verb_forms("attribution", "verbs")
    if reading.word(time.first - 1) in ("of", "on", "from") and reading.word(time.first - 2) in _STATEMENTS:
        return True
    before = next((verb for verb in reversed(reading.verbs) if verb.last <= time.first), None)
    if _dates_the_claim(reading, time, before):
        return True
    if before is None:
        first = next(iter(reading.verbs), None)
        says = first is not None and reading.word(first.main) in saying and reading.word(first.last) == "that"
        return says and any(finished(reading, verb) for verb in reading.verbs[1:])
    if reading.word(before.main) not in saying:
        return False
    if _told_somebody(reading, before, time.first):
        return True
    announced = reading.mention_at(before.last)
    known = announced is not None and announced.kind == "event" and announced.definite
    between = reading.sentence.words[announced.last if announced and known else before.last : time.first]
    return all(word in _TELLING for word in between)


def _told_somebody(reading: Parsed, verb: VerbGroup, end: int) -> bool:
    """Return whether no more than those who were told stands between "told" and a token ("told a local channel on")."""
    if reading.word(verb.main) not in ("told", "informed") or verb.passive:
        return False
    words, tags = reading.sentence.words, reading.sentence.tags
    start = end - (words[end - 1] == "on")
    hearers = range(verb.last, start)
    return bool(hearers) and all(tags[i] in "TJNPROSM" and words[i] != "that" for i in hearers)


def _dates_the_claim(reading: Parsed, time: TimeMention, before: VerbGroup | None) -> bool:
    """Return whether a time says when somebody claimed a deed or was blamed for it: "the group on Monday claimed the
    attack", "on Monday the group claimed it", "claimed responsibility on Monday for the attack"."""
    behind = next((verb for verb in reading.verbs if verb.first >= time.last), None)
    if behind is not None and not (behind.passive or _participle(reading, behind)) and _claims(reading, behind):
        start = subject_start(reading, behind)
        opens = before is None and all(mention.first >= time.last for mention in reading.mentions)
        if opens or start == time.last:
            return True
    if before is None or not _claims(reading, before):
        return False
    between = range(trigger_of(reading, before)[1] or before.last, time.first)
    return all(reading.word(index) in _TELLING for index in between)


def _participle(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb that has an object elsewhere has none ("a raid blamed on a group", "claimed by it")."""
    return verb.bare and reading.sentence.tags[verb.last : verb.last + 1] == ["I"]


def _claims(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb claims a deed or lays it on somebody."""
    if reading.word(verb.main) not in _claiming():
        return False
    trigger, _ = trigger_of(reading, verb)
    if trigger is not None:
        return trigger.event in _CLAIMS  # not "claimed two lives"
    return reading.word(verb.main) in verb_forms("accusation", "claiming")


@cache
def _claiming() -> frozenset[str]:
    """Return the forms of the verbs that can claim a deed or lay it on somebody."""
    found = {form for form, triggers in verbs().items() if any(trigger.event in _CLAIMS for trigger in triggers)}
    return verb_forms("accusation", "claiming") | found


def dates_the_aftermath(reading: Parsed, time: TimeMention) -> bool:
    """Return whether a time is that of a verdict, a funeral or their like: "on Tuesday a court convicted three men of
    the murder", "were sentenced on Tuesday"."""
    aftermath = verb_forms("constructions", "aftermath")
    before = next((verb for verb in reversed(reading.verbs) if verb.last <= time.first), None)
    if before is None:
        following = next(iter(reading.verbs), None)
        judged = following is not None and _finds_guilty(reading, following)
        return judged or (following is not None and reading.word(following.main) in aftermath)
    if _finds_guilty(reading, before):
        return _behind_the_charge(reading, before, time.first)
    if not _only_whom_and_where(reading, before.last, time.first):
        return False
    if reading.word(before.main) in _FREED and not _HELD.isdisjoint(reading.said):
        return True  # "seven of those held were released on Friday"
    subject = reading.mentions[0] if reading.word(before.main) in _GOING_ON and reading.mentions else None
    held = subject is not None and reading.word(subject.head) in word_set("constructions", "aftermath_nouns")
    return held or reading.word(before.main) in aftermath


def dates_an_aside(reading: Parsed, time: TimeMention, events: Sequence[Event]) -> bool:
    """Return whether a time stands in a relative clause that tells no event ("the mayor, who took office last month,
    said"): it is that of the clause alone."""
    words = reading.sentence.words
    opened = next((i for i in range(time.first - 1, 0, -1) if words[i] == "," or words[i] in _CLAUSES), 0)
    if words[opened] not in _CLAUSES or words[opened - 1] != ",":
        return False
    closed = next((i for i in range(time.last, len(words)) if words[i] in (",", ";")), len(words))
    verbs = [verb for verb in reading.verbs if opened < verb.first < time.first]
    return bool(verbs) and not any(opened < event.first < closed for event in events)


def ranked_from(reading: Parsed, time: TimeMention) -> int | None:
    """Return the token from which a deed is ranked among all of a time ("the third such attack this year", "the worst
    violence in 2016"), None where none is: the time is not that of the deed."""
    words = reading.sentence.words
    if words[time.first] != "this" and time.span.prec != DatePrecision.YEAR:
        return None
    for index in range(time.first - 1, max(0, time.first - _RANK_REACH) - 1, -1):
        if words[index] in (",", ";"):
            return None
        if words[index] in _RANKING and _ranks(words[index + 1]):
            if _alone_dates(reading, time, index):
                return None
            within = (verb for verb in reading.verbs if index < verb.first < time.first)
            return index if all(_describes(reading, verb) for verb in within) else None
    return None


def _alone_dates(reading: Parsed, time: TimeMention, ranked: int) -> bool:
    """Return whether a year is the only time of a sentence that tells what a ranked deed did ("the latest attack in
    2023 killed two", "five died in the worst attack in 2023"): not "it was the worst attack in 2023"."""
    if reading.word(time.first) == "this" or len(reading.times) > 1:
        return False
    before = ranked - (reading.word(ranked - 1) in _IN)
    return before <= 0 or (before < ranked and reading.word(before - 1) != ",")


def _describes(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb says which one a noun means ("the third official shot", "to be shot"), not what it did."""
    trigger, _ = trigger_of(reading, verb)
    happens = trigger is not None and trigger.event == "happening"
    return reading.word(verb.first - 1) == "to" or (verb.bare and not happens)


def _ranks(word: str) -> bool:
    """Return whether a word says how manieth or how great something is ("third", "deadliest")."""
    ranks = word_set("people", "ordinals") | word_set("dates", "ranks")
    return word in ranks or (word.endswith("iest") and len(word) > _SHORT)


def _finds_guilty(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a court finds somebody guilty."""
    end = next((other.first for other in reading.verbs if other.first >= verb.last), len(reading.sentence.words))
    return reading.word(verb.main) == "found" and "guilty" in reading.sentence.words[verb.last : end]


def _behind_the_charge(reading: Parsed, verb: VerbGroup, end: int) -> bool:
    """Return whether a token stands behind "guilty", or behind it and the bare name of a crime ("found two men guilty
    of attempted murder on Friday"): not "guilty of killing a guard on Friday", nor "of the murder"."""
    words = reading.sentence.words
    if "guilty" not in words[verb.last : end]:
        return False
    start = words.index("guilty", verb.last) + 1
    crimes = [m for m in reading.mentions if m.kind == "event" and start < m.first < end and crime_by_name(reading, m)]
    named = {index for crime in crimes for index in range(crime.first, crime.last)}
    return all(index in named or words[index] in ("of", "and", "on", ",") for index in range(start, end))


def _only_whom_and_where(reading: Parsed, first: int, last: int) -> bool:
    """Return whether no more stands between two tokens than whom something was done to, and where ("jailed two men in
    Taraz on Friday")."""
    named = {
        index
        for mention in reading.mentions
        if mention.kind in ("people", "name", "number", "place")
        for index in range(mention.first, mention.last)
    }
    between = (reading.word(index) for index in range(first, last) if index not in named)
    return all(word in _TELLING or word in _JOINING_WHERE for word in between)


def places_the_saying(reading: Parsed, first: int) -> bool:
    """Return whether a place at a token is where something was said and not where it happened ("said in Oral")."""
    house = reading.word(first - 1) in ("in", "at") and reading.word(first - 2) in word_set("places", "afterwards")
    if house and word_set("places", "brought") & reading.said:
        return True
    before = next((verb for verb in reversed(reading.verbs) if verb.last <= first), None)
    if _speakers(reading, first):
        return True
    if before is None:
        return False
    if reading.word(first - 1) in ("in", "at") and reading.word(first - 2) in _STATEMENTS:
        return True
    if reading.word(before.main) in verb_forms("constructions", "meeting"):
        if any(mention.side is Side.PERPETRATOR for mention in reading.mentions):
            return False  # "gunmen and guards met in Taraz"
        return reading.word(first - 1) in ("in", "at") and _only_whom_and_where(reading, before.last, first)
    if reading.word(before.main) in verb_forms("constructions", "verdict"):
        return reading.word(first - 1) in ("in", "at") and _only_whom_and_where(reading, before.last, first)
    if before.last == first or reading.word(before.main) not in verb_forms("attribution", "verbs"):
        return False
    timed = {index for time in reading.times for index in range(time.first, time.last)}
    between = [reading.word(index) for index in range(before.last, first) if index not in timed]
    return between[-1:] in (["in"], ["at"]) and all(word in _TELLING and word != "that" for word in between[:-1])


def speaks(reading: Parsed, place: PlaceMention) -> bool:
    """Return whether a place stands for a government that says something ("..., Tashkent said")."""
    if reading.word(place.last) not in verb_forms("attribution", "verbs"):
        return False
    says = next((verb for verb in reading.verbs if verb.first == place.last), None)
    opens = place.first == 0 or reading.word(place.first - 1) in (",", ";", "and", "but", "while")
    return opens and says is not None and not says.passive


def _speakers(reading: Parsed, first: int) -> bool:
    """Return whether a place at a token only says where those are who say something ("officials in Bishkek said")."""
    if reading.word(first - 1) not in ("in", "at"):
        return False
    who = next((mention for mention in reading.mentions if mention.last == first - 1), None)
    says = next((verb for verb in reading.verbs if verb.first > first), None)
    if who is None or says is None or says.passive or who.kind in ("event", "weapon", "place", "number"):
        return False
    where = next((place.last for place in reading.places if place.first == first), first + 1)
    timed = {index for time in reading.times for index in range(time.first, time.last)}
    between = [reading.word(index) for index in range(where, says.first) if index not in timed]
    return reading.word(says.main) in verb_forms("attribution", "verbs") and all(word in _TELLING for word in between)


def dates_a_late_death(reading: Parsed, time: TimeMention) -> bool:
    """Return whether a time says when somebody died of wounds, or when the body was found: later than the event."""
    verb = _dated_verb(reading, time)
    if verb is None:
        return False
    if _finds(reading, verb):
        bodies = word_set("people", "bodies")
        return any(m.definite and m.number is None and reading.word(m.head) in bodies for m in reading.mentions)
    if reading.word(verb.main) not in ("died", "succumbed"):
        return False
    words = reading.sentence.words
    end = next((other.first for other in reading.verbs if other.first >= verb.last), len(words))
    if word_set("constructions", "late_death") & {*words[verb.last : end]}:
        return True
    if " of the victims" in " ".join(words[: verb.first]):
        return True  # "one of the victims, a woman of 58, died on Tuesday"
    subject = subject_of(reading, verb)
    return subject is not None and (called_wounded(subject) or _adds_to_toll(reading, verb, subject))


def _adds_to_toll(reading: Parsed, verb: VerbGroup, subject: Mention) -> bool:
    """Return whether more people died than had been counted ("two more guards died, bringing the toll to six")."""
    words = reading.sentence.words
    if word_set("constructions", "updates").isdisjoint(words[verb.last :]):
        return False
    own = {*words[max(0, subject.first - 1) : subject.last]}
    return bool(own & (word_set("clauses", "adding") | word_set("people", "ordinals")))


def dates_a_finding(reading: Parsed, time: TimeMention) -> bool:
    """Return whether a time says when bodies were found that were not told of before."""
    verb = _dated_verb(reading, time)
    return verb is not None and _finds(reading, verb) and trigger_of(reading, verb)[0] == Trigger("deadly", ())


def _finds(reading: Parsed, verb: VerbGroup) -> bool:
    return reading.word(verb.main) in verb_forms("constructions", "finding")


def _dated_verb(reading: Parsed, time: TimeMention) -> VerbGroup | None:
    """Return the verb before a time, or the first one where none stands before it."""
    before = next((verb for verb in reversed(reading.verbs) if verb.last <= time.first), None)
    return before or next(iter(reading.verbs), None)


def own_time(reading: Parsed, event: Event) -> TimeMention | None:
    """Return the time that an event noun has before it ("Sunday's raids", "the previous day's attacks"), or None."""
    return next((t for t in reading.times if t.last + 1 == event.first and reading.word(t.last) == "'s"), None)


def owned_event(reading: Parsed, time: TimeMention) -> Mention | None:
    """Return the event noun whose time stands before it ("Friday's raid"), or None."""
    noun = reading.mention_at(time.last + 1) if reading.word(time.last) == "'s" else None
    return noun if noun is not None and noun.kind == "event" else None


def dated_apart(reading: Parsed, event: Event) -> bool:
    """Return whether an event noun has a time of its own before it that is none of the sentence's others: "on Monday
    police shot a man suspected of last week's blast", "in the night, hours after the previous day's attacks"."""
    own = own_time(reading, event)
    others = [t.span for t in reading.times if t is not own and t.span.resolved and t.about != "saying"]
    if own is None or not others:
        return False
    another = own.form == "counted" and own.span.end not in {other.end for other in others}
    return another or not any(own.span.overlaps(other) for other in others)


def finished(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb group tells what had happened before."""
    return reading.word(verb.first) == "had"
