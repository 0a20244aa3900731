"""To whom and by whom: the objects and the agents of a verb group, the complements of a noun, those listed together."""

from kztui.extract.en.groups import VerbGroup, past_age
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import past_phrase, phrases, verbs, word_set
from kztui.extract.mention import Mention

CLAUSE_RELATIVE = word_set("clauses", "relative") | {"whom", "whose", "where"}
"""Words that open a clause about what stands before them."""

_LIST_JOINT = word_set("clauses", "list_joints")
_SAYING = word_set("clauses", "saying")
_JOINT_ENDS = frozenset(phrase[-1] for phrase in phrases("clauses", "joint_phrases"))
_LONGEST_LIST, _LONGEST_ASIDE = 12, 18
_FEW = 2
"""Prepositions that only ask for the means; where there are more, a weapon behind one of them is passed over."""

_BEFORE_OBJECT = frozenset(('"', "“", "'", "both", "off"))
_POSSESSIVE = ("his", "her", "their")
_ALIAS = (("alias",), ("aka",), ("a.k.a.",), ("also", "known", "as"), ("known", "as"), ("nicknamed",))
_ALIAS_OPENS = frozenset(alias[0] for alias in _ALIAS)
_LONGEST_ALIAS = 8
_BELONGING = _ALIAS_OPENS | {",", "(", "["}
"""Words right behind a mention that can open more of it."""


def objects_of(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the mentions that are the direct objects of a verb group: the next one and those listed with it."""
    index = verb.last
    while reading.mention_at(index) is None and (
        reading.sentence.tags[index : index + 1] in (["R"], ["S"]) or reading.word(index) in _BEFORE_OBJECT
    ):
        index += 1
    if reading.word(index) in ("about", "some", "over", "around", "at", "up", "more", "nearly"):
        index = next(
            (m.first for m in reading.mentions if m.first > index and m.number and m.first - index <= 3), index
        )
    first = reading.mention_at(_past_measure(reading, index))
    return [_past_portion(reading, one) for one in listed(reading, first)] if first else []


def _past_measure(reading: Parsed, index: int) -> int:
    """Return the token after a measure that begins at a token ("two hectares of coffee fields"), else the token."""
    measure = reading.sentence.tags[index : index + 1] in (["M"], ["T"]) and reading.word(index + 2) == "of"
    return index + 3 if measure and singular(reading.word(index + 1)) in word_set("things", "measures") else index


def _past_portion(reading: Parsed, mention: Mention) -> Mention:
    """Return the thing of which a mention is a piece ("several sections of a pipeline")."""
    piece = mention.kind == "other" and reading.word(mention.last) == "of"
    if not piece or singular(reading.word(mention.head)) not in word_set("things", "portions"):
        return mention
    whole = reading.mention_at(mention.last + 1)
    return whole if whole is not None and whole.kind == "target" else mention


def agents_of(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the mentions after "by" that did what a passive verb group says."""
    following = next((other.first for other in reading.verbs if other.first >= verb.last), len(reading.sentence.words))
    for index in range(verb.last, following):
        if reading.word(index) == "by" and (agent := reading.mention_at(index + 1)):
            opens = verb.bare and verb.first == 0  # "shot by the gunman, the driver, a father of two, died"
            return [agent] if opens and reading.word(agent.last) == "," else listed(reading, agent)
    return []


def listed(reading: Parsed, first: Mention, last: Mention | None = None) -> list[Mention]:
    """Return a mention and those enumerated with it ("three officers, two civilians and a child").

    The list ends with `last`, or where the next mention is the subject of a verb of its own.
    """
    found = [first]
    while True:
        start = _past_complement(reading, found[-1])
        start = _past_aside(reading, found[-1], start) or _past_modifier(reading, found[-1], start) or start
        index = _past_joint_phrase(reading, start) or start
        while reading.word(index) in _LIST_JOINT and index - start < 2:
            index += 1
        if index == start and reading.word(index) == ";":
            index = _past_semicolon(reading, index, found[-1])
        index += index > start and _repeats(reading, index, first)
        following = reading.mention_at(_past_pronoun(reading, index)) if index > start else None
        if following is not None and _apposed(reading, found[-1], following, index - start):
            if following.kind == "name":
                found[-1] = following
            following = reading.mention_at(_past_joints(reading, following.last))
            if following is None or reading.word(following.first - 1) not in ("and", ","):
                return found
        if following is None or excluded(reading, following) or len(found) > _LONGEST_LIST:
            return found
        if following is not last and _begins_clause(reading, following):
            return found
        if following.kind == "name" and _belongs_to_person(reading, found[-1]):
            return found  # "the houses of the minister Paz and the lawyer Roca"
        found.append(following)


def excluded(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention is denied after a comma ("four guards, not nine as reported,")."""
    at = mention.first if reading.word(mention.first) == "not" else mention.first - 1
    return reading.word(at) == "not" and reading.word(at - 1) in (",", "-", "–", "(", "and")


def _past_semicolon(reading: Parsed, index: int, mention: Mention) -> int:
    """Return the token after a semicolon, and "and", that parts named people in a list; else its own."""
    after = index + 1 + (reading.word(index + 1) == "and")
    following = reading.mention_at(after)
    named = mention.kind == "name" or (mention.people and following is not None and following.kind == "name")
    return after if named else index


def _past_aside(reading: Parsed, person: Mention, start: int) -> int:
    """Return the token of the comma that closes what is said of one person in a list, where another one follows ("Paz,
    leader of the front, and ...", "Paz, who was ill, and ..."); 0 when nothing so is."""
    if not person.people or person.plural or person.number or reading.word(start) != ",":
        return 0
    clause = reading.word(start + 1) in CLAUSE_RELATIVE
    apposed = reading.mention_at(start + 1)
    if not clause and (apposed is None or person.kind != "name" or not _apposed(reading, person, apposed, 1)):
        return 0
    words = reading.sentence.words
    for index in range(start + 2, min(start + _LONGEST_ASIDE, len(words))):
        verb = None if clause or words[index - 1] in CLAUSE_RELATIVE else reading.verb_at(index)
        if verb is not None and verb.first == index and not verb.bare:
            return 0  # a verb of the sentence's own
        if words[index] in (",", ";"):
            return index if _person_follows(reading, index) else 0
    return 0


def _past_modifier(reading: Parsed, thing: Mention, start: int) -> int:
    """Return the token of the comma or "and" behind words that say which thing is meant, where another thing follows
    ("a truck belonging to a brewery, and ...", "a bank, which is new, and ..."); 0 when nothing so is."""
    clause = reading.word(start) == "," and reading.word(start + 1) == "which"
    if thing.kind != "target" or not (clause or reading.word(start) in word_set("clauses", "modifying")):
        return 0
    words = reading.sentence.words
    for index in range(start + 2, min(start + _LONGEST_ASIDE, len(words))):
        if words[index] in _LIST_JOINT:
            joints = 1 + (words[index] == "," and reading.word(index + 1) == "and")
            following = reading.mention_at(index + joints)
            listed_on = following is not None and following.kind == "target"
            return index if listed_on and not (clause and words[index] != ",") else 0
    return 0


def _person_follows(reading: Parsed, index: int) -> bool:
    """Return whether "and" and people, or somebody by name, stand behind a comma or semicolon."""
    joined = reading.word(index + 1) == "and"
    following = reading.mention_at(index + 1 + joined)
    return following is not None and (following.people if joined else following.kind == "name")


def _belongs_to_person(reading: Parsed, thing: Mention) -> bool:
    """Return whether "of" and a named person stand behind a thing."""
    owner = reading.mention_at(thing.last + 1) if reading.word(thing.last) == "of" else None
    return thing.kind == "target" and owner is not None and owner.kind == "name"


def _owned_by_both(reading: Parsed, owner: Mention) -> Mention | None:
    """Return the thing of which a named person is the second owner ("the houses of the minister Paz and Luis Roca")."""
    if owner.kind != "name" or reading.word(owner.first - 1) != "and":
        return None
    things = (one for one in reading.mentions if one.last < owner.first and _belongs_to_person(reading, one))
    return next((one for one in things if _past_joints(reading, _past_complement(reading, one)) == owner.first), None)


def _repeats(reading: Parsed, index: int, first: Mention) -> bool:
    """Return whether a token is the preposition before the first of a list again ("at the bank and at the shop")."""
    preposition = reading.sentence.tags[index : index + 1] == ["I"] and first.first > 0
    return preposition and reading.word(index) == reading.word(first.first - 1)


def _past_pronoun(reading: Parsed, index: int) -> int:
    """Return the token after "that of" or "those of" at a token ("six bodies and that of a cook"), else the token."""
    return index + 2 if reading.word(index) in ("that", "those") and reading.word(index + 1) == "of" else index


def _apposed(reading: Parsed, one: Mention, other: Mention, joints: int) -> bool:
    """Return whether the second of two mentions between commas only says who the first is."""
    if joints != 1 or reading.word(other.first - 1) != "," or one.plural or other.plural or one.number or other.number:
        return False
    if reading.word(other.first) in _POSSESSIVE:
        return False  # "Bolanos, his wife and two guards"
    return {one.kind, other.kind} == {"name", "people"}


def _past_joint_phrase(reading: Parsed, index: int) -> int:
    """Return the token after "as well as" or its like, with the comma before it, that begins at a token, else 0."""
    start = index + (reading.word(index) == ",")
    return past_phrase(reading.sentence.words, start, "clauses", "joint_phrases")


def _joined_by_phrase(reading: Parsed, index: int) -> bool:
    """Return whether "as well as" or its like ends right before a token and joins it to something before."""
    if reading.word(index - 1) not in _JOINT_ENDS:
        return False
    before = tuple(reading.sentence.words[1:index])
    return any(before[-len(phrase) :] == phrase for phrase in phrases("clauses", "joint_phrases"))


def _past_joints(reading: Parsed, index: int) -> int:
    while reading.word(index) in _LIST_JOINT:
        index += 1
    return index


def _past_complement(reading: Parsed, mention: Mention) -> int:
    """Return the token after a mention and an "of ..." or parenthesis that belongs to it."""
    index = past_age(reading.sentence.words, mention.last)
    while reading.word(index) == "of" and (inner := reading.mention_at(index + 1)):
        index = inner.last
    word = reading.word(index)
    if word not in _BELONGING:
        return index
    if word in ("(", "["):
        closing = next(
            (i for i in range(index, min(index + 12, len(reading.sentence.words))) if reading.word(i) in (")", "]")), -1
        )
        index = closing + 1 if closing > 0 else index
    return _past_alias(reading, _past_inclusion(reading, index))


def _past_inclusion(reading: Parsed, index: int) -> int:
    """Return the token of the comma behind "including X" that stands inside a list ("four officers, including a
    colonel, and five soldiers")."""
    if reading.word(index) != "," or reading.word(index + 1) != "including":
        return index
    some = reading.mention_at(index + 2)
    closed = some is not None and reading.word(some.last) == "," and reading.word(some.last + 1) == "and"
    return some.last if some is not None and closed else index


def _past_alias(reading: Parsed, index: int) -> int:
    """Return the token after another name of somebody, in commas ("Jose Gacha, alias the Mexican,"): its last comma."""
    start = index + (reading.word(index) == ",")
    words = reading.sentence.words
    if reading.word(start) not in _ALIAS_OPENS:
        return index
    if not any(tuple(words[start : start + len(alias)]) == alias for alias in _ALIAS):
        return index
    near = range(start, min(start + _LONGEST_ALIAS, len(words)))
    return next((at for at in near if words[at] == ","), index)


def _begins_clause(reading: Parsed, mention: Mention) -> bool:
    index = _past_complement(reading, mention)
    verb = next((verb for verb in reading.verbs if verb.first == index), None)
    if verb is None:
        return False
    if reading.word(verb.main) in _SAYING:
        return True
    if reading.word(verb.main) in word_set("clauses", "modifying"):
        return False  # "a truck belonging to a brewery"
    return not (
        verb.bare and reading.sentence.tags[verb.main] in "DG" and reading.word(verb.last) in ("in", "by", "at", "on")
    )


def complement(reading: Parsed, index: int, prepositions: tuple[str, ...]) -> list[Mention]:
    """Return the mentions after the first of `prepositions` that follows token `index`, before any other verb.

    Only prepositional phrases may stand between ("the murder in Almaty of two officers").
    """
    end = next((verb.first for verb in reading.verbs if verb.first >= index), len(reading.sentence.words))
    words, tags = reading.sentence.words, reading.sentence.tags
    for position in range(index, min(end, index + 12)):
        word = words[position]
        if word == "of" and reading.word(position - 1) == "front":
            word = "front of"
        found = _governed_by(reading, position) if word in prepositions else None
        if found is not None and (found.kind != "weapon" or word == "using" or len(prepositions) <= _FEW):
            return listed(reading, _past_side(reading, found))
        if word in (";", ":", ".") or tags[position] == "W":
            return []
    return []


def _governed_by(reading: Parsed, preposition: int) -> Mention | None:
    """Return the mention right behind a preposition ("of at least 15 people"), past a quotation mark or an adverb."""
    behind = preposition + 1
    return reading.mention_at(behind) or reading.mention_at(_past_quote(reading, behind))


def _past_side(reading: Parsed, mention: Mention) -> Mention:
    """Return the thing of which a mention is only a side, or one of many ("in the back of a shop", "at one of the
    banks")."""
    inner = reading.mention_at(mention.last + 1) if reading.word(mention.last) == "of" else None
    if inner is None:
        return mention
    aside = reading.word(mention.head) in word_set("things", "sides")
    return inner if aside or (mention.kind == "number" and inner.kind == "target") else mention


def _past_quote(reading: Parsed, index: int) -> int:
    return index + 1 if reading.word(index) in ('"', "“", "'", "at", "about") else index


def enumeration(reading: Parsed, last: Mention | None) -> list[Mention]:
    """Return the enumeration that ends with a subject ("another suspect and one police officer were ...")."""
    if last is None:
        return []
    last = _owned_by_both(reading, last) or last
    for start in reading.mentions:
        if start.last <= last.first and not governed(reading, start) and not _object(reading, start):
            whole = listed(reading, start, last)
            if last in whole:
                return whole
    return [last]


def _object(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention is the object of the verb right before it ("killed two people and three were hurt")."""
    verb = next((verb for verb in reading.verbs if verb.last == mention.first), None)
    return verb is not None and not verb.passive and reading.word(verb.main) not in _SAYING


def governed(reading: Parsed, mention: Mention) -> bool:
    """Return whether a preposition stands before a mention."""
    if mention.kind == "place" and reading.word(mention.first - 1) in ("and", "or", ","):
        before = next((m for m in reading.mentions if m.last == mention.first - 1 and m.kind == "place"), None)
        return before is not None and governed(reading, before)  # "villagers from Aksai and Vorukh"
    if mention.kind == "weapon" and reading.word(mention.first - 1) in ("and", "or", "with"):
        before = next((m for m in reading.mentions if m.last == mention.first - 1 and m.kind == "weapon"), None)
        if before is None and reading.word(mention.first - 1) == "and" and _goes_off(reading, mention):
            return False  # "the mayor arrived and a bomb exploded"
        return before is None or governed(reading, before)  # "men armed with knives and rifles"
    if mention.first == 0 or reading.sentence.tags[_before_owner(reading, mention)] != "I":
        return False
    if _past_pronoun(reading, mention.first - 2) == mention.first and reading.word(mention.first - 3) in _LIST_JOINT:
        return False
    return not _joined_by_phrase(reading, mention.first)


def _goes_off(reading: Parsed, weapon: Mention) -> bool:
    """Return whether a verb of exploding stands right behind a weapon."""
    return any(
        verb.first == weapon.last
        and any(trigger.event == "explode" for trigger in verbs().get(reading.word(verb.main), ()))
        for verb in reading.verbs
    )


def _before_owner(reading: Parsed, mention: Mention) -> int:
    """Return the token before a mention and before a time whose it is ("victims of Monday's bombing")."""
    index = mention.first - 1
    if reading.word(index) != "'s":
        return index
    return next((time.first - 1 for time in reading.times if time.last == index and time.first), index)
