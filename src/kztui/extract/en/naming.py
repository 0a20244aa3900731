"""What facts call those who have a role in an event, and what their words say beyond side and number."""

from collections.abc import Iterator, Sequence

from kztui.extract.en.inflection import singular
from kztui.extract.en.mentions import called_wounded, person_name
from kztui.extract.en.reading import Parsed
from kztui.extract.en.subjects import inserted
from kztui.extract.en.vocabulary import explodes, word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Event, Reading

_QUOTES = ('"', "“", "”", "«", "»")
_UNSAID = ("the", "a", "an", "alleged", "suspected", "presumed", "supposed")
"""Articles and hedges before a noun: the latter are a fact's hedge, not a part of its value."""

_DETERMINERS = frozenset(("a", "an", "the", "his", "her", "their", "another", "one"))
_BESIDE_REACH = 3
"""Tokens before a name among which whoever is named beside it has an article."""

_TOO_REACH = 8
"""Tokens behind an event among which "too" is about it."""

_TITLE_REACH = 8
"""Sentences back in which a person is named whom "the judge" means."""

_BARE = 2
"""Words of "the" and a noun alone."""

_OF_THEM = (["of", "them"], ["of", "whom"], ["of", "these"])


def name_mentions(reading: Parsed, events: Sequence[Event]) -> None:
    """Set the labels, surnames and traits of all who have a role in an event of a sentence, and the names of others."""
    for mention in reading.mentions:
        if mention.kind == "name":
            mention.label = _label(mention)
    if not events:
        return
    named: dict[int, Mention] = {}
    for event in events:
        for mention in (*event.agents, *event.patients, *event.parts, *event.weapons, *event.denied):
            named[id(mention)] = mention
    for mention in named.values():
        if mention.kind == "target":
            mention.last = _past_owner(reading, mention)
        elif mention.kind == "people":
            mention.last = _past_clothes(reading, mention)
        mention.label = _label(mention)
        mention.surname = mention.sentence.words[mention.head]
        mention.traits = frozenset(_traits(mention))
        if _called_by_title(reading, mention):
            mention.traits |= {Trait.AGAIN}
    for event in events:
        besides = bool(event.effect) and _besides(reading, event)
        for patient in event.patients if besides or event.kind == "die" else ():
            wounded = event.kind == "die" and called_wounded(patient)
            if besides or wounded:
                patient.traits |= {Trait.ADDING, Trait.DIED_SINCE} if wounded else {Trait.ADDING}
    if "them" not in reading.said:
        return
    for mention in reading.mentions:
        if mention.kind == "people" and inserted(reading, mention):
            mention.traits |= {Trait.INSERTED}


def _called_by_title(reading: Parsed, mention: Mention) -> bool:
    """Return whether "the" and a noun call a person again whom a sentence shortly before calls so beside a name
    ("Judge Mario Paz was shot. The judge died", "Luis Roca, a lawyer, ... the lawyer")."""
    words = mention.sentence.words
    if mention.kind != "people" or mention.plural or mention.number or words[mention.first] != "the":
        return False
    noun, before = words[mention.head], reading.before
    for _ in range(_TITLE_REACH):
        if before is None:
            return False
        if noun in before.sentence.words and any(noun in _titles(before, one) for one in before.mentions):
            return True
        before = before.before
    return False


def _titles(reading: Reading, person: Mention) -> Sequence[str]:
    """Return the words that a sentence calls a named person by, before the name or between commas behind it."""
    if person.kind != "name":
        return ()
    words = person.sentence.words
    behind = next((one for one in reading.mentions if one.first == person.last + 1 and one.kind == "people"), None)
    apposed = behind is not None and words[person.last] == ","
    return [*words[person.first : person.head], *(words[behind.first : behind.last] if behind and apposed else ())]


def _besides(reading: Parsed, event: Event) -> bool:
    """Return whether an event is told as one more of its kind ("an officer also died", "was killed, too")."""
    verb = reading.verb_at(event.first)
    start = verb.first - 1 if verb and verb.first else event.first
    if "also" in reading.sentence.words[start : event.last + 1]:
        return True
    if word_set("clauses", "too").isdisjoint(reading.said):
        return False
    return any(_too(reading, index) for index in range(event.last, event.last + _TOO_REACH))


def _too(reading: Parsed, index: int) -> bool:
    """Return whether a token is "too" or ends "as well", and is not in "all too" or "as well as"."""
    word, before = reading.word(index), reading.word(index - 1)
    if word not in word_set("clauses", "too") or before == "all" or reading.word(index + 1) == "as":
        return False
    return word != "well" or before == "as"


def _past_owner(reading: Parsed, mention: Mention) -> int:
    """Return the token after a thing and the "of ..." that says whose it is ("the offices of the Miners' Union")."""
    last = mention.last
    while reading.word(last) == "of":
        inner = reading.mention_at(last + 1 + (reading.word(last + 1) in _QUOTES))
        if inner is None or inner.kind in ("event", "weapon", "number") or (inner.people and inner.number):
            break
        last = inner.last + (reading.word(inner.last) in _QUOTES)
    return last


def _past_clothes(reading: Parsed, mention: Mention) -> int:
    """Return the token after people and what they wear ("men wearing masks", "men in civilian clothes")."""
    at = mention.last
    at += reading.word(at) in ("wearing", "dressed", "clad")
    at += reading.word(at) == "in"
    if at == mention.last:
        return at
    worn = reading.mention_at(at)
    if worn is None or singular(reading.word(worn.head)) not in word_set("things", "clothes"):
        return mention.last
    return worn.last


def _label(mention: Mention) -> str:
    if mention.kind == "organization" and mention.detail:
        return _plain(mention.detail)
    return (person_name(mention) if mention.kind == "name" else "") or _plain(mention.exact)


def _plain(exact: str) -> str:
    """Return words of a report in one line, without the article before them."""
    words = exact.split()
    while len(words) > 1 and words[0].lower() in _UNSAID:
        del words[0]
    plain = " ".join(words)
    marks = sum(plain.count(mark) for mark in _QUOTES)
    return "".join(letter for letter in plain if letter not in _QUOTES) if marks == 1 else plain


def _compared(mention: Mention) -> bool:
    """Return whether a number is compared with another ("two more than")."""
    return "than" in mention.sentence.words[mention.last : mention.last + 2]


def _traits(mention: Mention) -> Iterator[Trait]:
    words, head = mention.sentence.words, mention.sentence.words[mention.head]
    own = {*words[mention.first : mention.last]}
    adding = word_set("clauses", "adding") - ({"more"} if "than" in own else set())
    if adding & own:
        yield Trait.OTHERS
    one_more = head in word_set("people", "ordinals") and mention.kind == "people"
    more = mention.kind == "number" and words[mention.last : mention.last + 1] == ["more"] and not _compared(mention)
    if one_more or more or adding & own or words[max(0, mention.first - 1)] in adding:
        yield Trait.ADDING
    if mention.people and _beside_another(mention):
        yield Trait.LISTED
    if word_set("clauses", "no_more") & {words[mention.first], words[max(0, mention.first - 1)]}:
        yield Trait.NO_MORE
    if _of_several(mention) or (mention.kind == "number" and words[mention.last : mention.last + 2] in _OF_THEM):
        yield Trait.OF_THEM
    if _everyone(mention, head):
        yield Trait.EVERYONE
    bare = mention.last - mention.first == _BARE and words[mention.first] in ("the", "these")
    if mention.kind == "target" and bare and singular(head) in word_set("things", "general"):
        yield Trait.AGAIN
    if head in ("man", "men"):
        yield Trait.MEN
    if word_set("people", "peoples") & own:
        yield Trait.PEOPLES
    if "mob" in own:
        yield Trait.MOB
    if "suicide" in own:
        yield Trait.SUICIDE
    if mention.kind == "weapon" and explodes(words[mention.first : mention.last]):
        yield Trait.EXPLOSIVE


def _of_several(mention: Mention) -> bool:
    """Return whether a mention ends with a number of people told before ("one of the six")."""
    words, near = mention.sentence.words, range(mention.first + 1, mention.last - 1)
    return mention.sentence.tags[mention.last - 1] == "M" and any(words[i : i + 2] == ["of", "the"] for i in near)


def _beside_another(mention: Mention) -> bool:
    """Return whether "and" parts a person from others named right before or behind ("a man and his wife"); in "senator
    and candidate Luis Galan" it parts titles of one."""
    words = mention.sentence.words
    if mention.number is not None or mention.plural:
        return False
    behind = words[mention.last : mention.last + 1] == ["and"]
    before = words[max(0, mention.first - 1)] == "and"
    if mention.kind != "name":
        return (behind or before) and words[mention.first] in _DETERMINERS
    others = words[max(0, mention.first - _BESIDE_REACH) : mention.first]
    return behind or (before and not _DETERMINERS.isdisjoint(others))


def _everyone(mention: Mention, head: str) -> bool:
    """Return whether the words mean a people as a whole, or no more than "another", "both", "the bodies"."""
    called = head in word_set("people", "bodies") or head in word_set("people", "unnamed")
    unnamed = mention.last == mention.head + 1 and called
    whole = mention.definite and mention.number is None and head in ("people", "population")
    bare = mention.definite and mention.number is None and mention.last - mention.first <= _BARE
    if bare and head in word_set("people", "placeholders"):
        return True
    counted = mention.definite and head in ("number", "total")  # "the number of students kidnapped"
    return unnamed or whole or counted or head in ("another", "both", "ones")
