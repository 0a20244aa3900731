"""Who did it and to whom: the subject, the objects and the agent of a verb group, the complements of a noun."""

from functools import cache

from kztui.extract.en.groups import VerbGroup, past_age
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import past_phrase, phrases, verb_forms, verbs, word_set
from kztui.extract.mention import Mention

_JOINING = word_set("clauses", "joining")
_LIST_JOINT = word_set("clauses", "list_joints")
_SAYING = word_set("clauses", "saying")
_PRONOUNS = word_set("clauses", "pronouns")
_RELATIVE = word_set("clauses", "relative")
_PARTING = _JOINING | _RELATIVE | {";"}
_CLAUSE_RELATIVE = _RELATIVE | {"whom", "whose", "where"}
_JOINT_ENDS = frozenset(phrase[-1] for phrase in phrases("clauses", "joint_phrases"))
_LONGEST_LIST, _LONGEST_ASIDE = 12, 18
_PHRASE_REACH = 8
_FEW = 2
"""Prepositions that only ask for the means; where there are more, a weapon behind one of them is passed over."""

_CLAUSE_OPENERS = ("after", "before", "since", "until", "because", "as", "whereas", "while", "although", "though")
"""Words that open a clause of their own where a subject and its verb follow, and are prepositions elsewhere."""

_BEFORE_OBJECT = frozenset(('"', "“", "'", "both", "off"))
_DASHES = ("-", "–", "—", "--")
_THOSE = ("those", "anyone", "everyone", "someone", "whoever")
_POSSESSIVE = ("his", "her", "their")
_ALIAS = (("alias",), ("aka",), ("a.k.a.",), ("also", "known", "as"), ("known", "as"), ("nicknamed",))
_ALIAS_OPENS = frozenset(alias[0] for alias in _ALIAS)
_LONGEST_ALIAS = 8
_BELONGING = _ALIAS_OPENS | {",", "(", "["}
"""Words right behind a mention that can open more of it."""

_AMONG_THEM = (("among", "them"), ("of", "them"))


def subject_of(reading: Parsed, verb: VerbGroup, depth: int = 0) -> Mention | None:
    """Return the mention that is the grammatical subject of a verb group, or None when the sentence names none.

    A relative pronoun stands for the mention before it. A verb joined by "and", an infinitive and an -ing form take
    the subject of the verb before. The object of a verb before is no subject, unless that verb says something.
    """
    start = _before_speaker(reading, subject_start(reading, verb))
    before = reading.word(start - 1)
    if before in _PRONOUNS or before == "what" or depth > 4:
        return None
    if before in _RELATIVE or (before == "," and reading.word(start - 2) in _RELATIVE):
        if reading.word(start - 2) in _THOSE:
            return None  # "those who killed the priests"
        return _not_ones(reading, _not_where(reading, _nearest_left(reading, start, any_place=True)), depth)
    if before == "," and (clause := _inserted_clause(reading, start)):
        inner = _nearest_left(reading, clause, any_place=True)
        finite = not verb.bare or (reading.sentence.tags[verb.main] == "D" and inner is not None and inner.first <= 1)
        if finite:  # not in "rebels, who were armed, killed by troops"
            return _whose_clause(reading, inner, clause)
    if verb.bare and (absolute := _absolute(reading, start)):
        return absolute
    earlier = [other for other in reading.verbs if other.last <= start]
    if before in ("and", "but") and reading.word(start - 2) == ",":
        earlier = [other for other in earlier if reading.word(other.main) not in _SAYING] or earlier
    joined = before in _JOINING and bool(earlier) and not _noun_since(reading, earlier[-1], start)
    if earlier and (joined or _dependent(reading, verb, start)):
        if accused := _whom_accused(reading, earlier[-1], before):
            return accused
        trailing = before == "," and reading.sentence.tags[verb.main] == "G"
        return subject_of(reading, _leading(reading, earlier) if trailing else earlier[-1], depth + 1)
    found = _nearest_left(reading, _before_parenthesis(reading, start))
    if found is None:
        return None
    if owner := _whose_owner(reading, found, earlier):
        return owner
    if earlier and (whose := _suspects(reading, earlier[-1], found) or _past_relative(reading, verb, earlier, found)):
        return whose
    joint = (
        reading.word(found.first - 1) in _PARTING
        or reading.sentence.tags[found.first - 1] == "W"
        or _opens_clause(reading, found, start)
    )
    governing = next((v for v in earlier if 0 <= found.first - v.last <= (not joint)), None)
    if governing is not None and reading.word(governing.main) not in _SAYING:
        return subject_of(reading, governing, depth + 1)
    return found


def _before_speaker(reading: Parsed, start: int) -> int:
    """Return the comma before "X said," where that stands between a subject and a token ("rebels led by Y, a governor
    said, attacked"), else the token."""
    comma = start - 1 - (reading.word(start - 1) in ("and", "but"))
    said = next((one for one in reading.verbs if one.last == comma), None)
    if said is None or reading.word(comma) != "," or reading.word(said.main) not in _SAYING:
        return start
    speaker = next((one for one in reading.mentions if one.last == said.first), None)
    told = speaker is not None and speaker.people and reading.word(speaker.first - 1) == ","
    return speaker.first - 1 if speaker is not None and told else start


def _opens_clause(reading: Parsed, found: Mention, end: int) -> bool:
    """Return whether "after", "as" or their like opens the clause of which people right before a verb are the subject
    ("fled after two guards were killed")."""
    people = found.people or found.number is not None
    return people and reading.word(found.first - 1) in _CLAUSE_OPENERS and _ends_at(reading, found, end)


def _whose_clause(reading: Parsed, inner: Mention | None, clause: int) -> Mention | None:
    """Return who or what a sentence is about where a clause between commas tells something of the last word before it:
    in "Paz, envoy to a state, which fell, was shot" it is Paz."""
    if inner is None or inner.people or not _governed(reading, inner):
        return inner
    outer = _nearest_left(reading, clause + 1)
    return outer if outer is not None and outer.people else inner


def _past_relative(reading: Parsed, verb: VerbGroup, earlier: list[VerbGroup], found: Mention) -> Mention | None:
    """Return the people of whom "who" and a verb with an object tell something between them and a form of "be" ("the
    man who attacked a post was in handcuffs"), where things stand right before that verb."""
    if found.people or reading.sentence.tags[verb.main] != "B" or found.first < earlier[-1].last:
        return None
    whose = next((m for m in reading.mentions if m.people and reading.word(m.last) == "who"), None)
    if whose is None or whose.last + 1 != earlier[-1].first:
        return None
    commas = any(reading.word(index) in (",", ";", "-") for index in range(whose.last, verb.first))
    return None if commas else whose


def _whose_owner(reading: Parsed, found: Mention, earlier: list[VerbGroup]) -> Mention | None:
    """Return what a sentence is about where "whose" tells something else with a verb of its own between it and its verb
    ("a restaurant whose owner is a deputy was burned"); not behind a comma ("bodies were found, the police said")."""
    if "whose" not in reading.said:
        return None
    at = next((index for index in range(found.first - 1, 0, -1) if reading.word(index) in ("whose", ",")), 0)
    if reading.word(at) != "whose" or not any(at < verb.first and verb.last <= found.first for verb in earlier):
        return None
    return next((m for m in reading.mentions if m.last in (at, at - 1)), None)


def _suspects(reading: Parsed, participle: VerbGroup, found: Mention) -> Mention | None:
    """Return the people of whom a participle right behind them says what they are suspected of, where a mention stands
    in that phrase ("two men suspected of planning an attack were held")."""
    phrase = participle.bare and reading.word(participle.last) in ("of", "with") and found.first > participle.last
    if not phrase or reading.word(participle.main) not in word_set("constructions", "suspecting"):
        return None
    between = range(participle.last, found.first)
    if any(reading.word(index) == "," or reading.sentence.tags[index] == "W" for index in between):
        return None
    return next((m for m in reading.mentions if m.last == participle.first and m.people), None)


def _not_where(reading: Parsed, meant: Mention | None) -> Mention | None:
    """Return what a relative pronoun means: behind "the bombing in Almaty" the bombing."""
    if meant is None or meant.kind != "place":
        return meant
    told = (m for m in reading.mentions if m.last == meant.first - 1 and m.kind == "event")
    return next(told, meant) if reading.sentence.tags[meant.first - 1] == "I" else meant


def _not_ones(reading: Parsed, meant: Mention | None, depth: int) -> Mention | None:
    """Return who "the ones" are in "rebels were the ones who killed them"."""
    if meant is None or reading.word(meant.head) not in ("ones", "one"):
        return meant
    being = next((verb for verb in reading.verbs if verb.last == meant.first), None)
    if being is None or reading.sentence.tags[being.main] != "B":
        return meant
    return subject_of(reading, being, depth + 1) or meant


def _whom_accused(reading: Parsed, verb: VerbGroup, joint: str) -> Mention | None:
    """Return whom an active verb accuses of what follows it ("a minister accused two men of burning a school")."""
    if verb.passive or joint not in ("of", "for", "with"):
        return None
    if reading.word(verb.main) not in verb_forms("accusation", "charging"):
        return None
    whom = objects_of(reading, verb)
    return whom[0] if whom else None


def _leading(reading: Parsed, earlier: list[VerbGroup]) -> VerbGroup:
    """Return the verb whose subject a trailing -ing form shares: the last one that tells of an event ("opened fire on
    bailiffs who had come to evict him, killing five"), else the last."""
    return next((v for v in reversed(earlier) if _tells(reading, v)), earlier[-1])


def _tells(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb, with the words that follow it, can tell of an event."""
    behind = {*reading.sentence.words[verb.main + 1 : verb.main + _PHRASE_REACH]}
    return any(behind.issuperset(trigger.follow) for trigger in verbs().get(reading.word(verb.main), ()))


def subject_start(reading: Parsed, verb: VerbGroup) -> int:
    """Return the token where the subject of a verb group ends: its first one, adverbs before it included."""
    start = verb.first
    while start and reading.sentence.tags[start - 1] == "R":
        start -= 1
    return start


def _absolute(reading: Parsed, start: int) -> Mention | None:
    """Return the subject of a participle in "with 46 others getting injured"."""
    beside = next((m for m in reading.mentions if m.last == start and m.kind != "weapon"), None)
    return beside if beside is not None and reading.word(beside.first - 1) == "with" else None


def _dependent(reading: Parsed, verb: VerbGroup, start: int) -> bool:
    """Return whether a verb group shares its subject with the verb before: an infinitive or a trailing -ing form."""
    if reading.word(verb.first) == "to":
        return True
    joint = reading.sentence.tags[start - 1 : start]
    return verb.bare and reading.sentence.tags[verb.main] == "G" and (joint == ["I"] or reading.word(start - 1) == ",")


def _before_parenthesis(reading: Parsed, index: int) -> int:
    """Return the token of the opening parenthesis or dash when one closes right before a token, else the token."""
    before = reading.word(index - 1)
    if before in _DASHES:
        opening = next((i for i in range(index - 2, 0, -1) if reading.word(i) in _DASHES), 0)
        return index if any(verb.first > opening and verb.last < index for verb in reading.verbs) else opening or index
    if before not in (")", "]"):
        return index
    return next((i for i in range(index - 1, -1, -1) if reading.word(i) in ("(", "[")), index)


def _inserted_clause(reading: Parsed, end: int) -> int:
    """Return the token of the comma before a relative clause, "including X" or "not nine as reported" that ends right
    before a token; 0 when none does."""
    words = reading.sentence.words
    opening = _opening_inserted()
    for index in (index for index in range(end - 2, 0, -1) if words[index] in opening):
        word, before = words[index], words[index - 1]
        if word == "including" and before == ",":
            return 0 if any(index < verb.first and verb.last < end for verb in reading.verbs) else index - 1
        if word == "not" and before == ",":
            return index - 1
        if word in word_set("constructions", "mostly") and before == ",":
            return 0 if any(index < verb.first and verb.last < end for verb in reading.verbs) else index - 1
        if word == "," and (reading.word(index + 1), reading.word(index + 2)) in _AMONG_THEM:
            return 0 if any(index < verb.first and verb.last < end for verb in reading.verbs) else index
        if word == "whom" and words[index - 3 : index - 2] == [","]:
            return index - 3 if any(index < verb.first and verb.last < end for verb in reading.verbs) else 0
        if word in _CLAUSE_RELATIVE and before == ",":
            told = any(index < verb.first and verb.last < end for verb in reading.verbs)
            return index - 1 if told else 0
    return 0


@cache
def _opening_inserted() -> frozenset[str]:
    """Return the words that open what can be inserted between a subject and its verb, and the comma before them."""
    return _CLAUSE_RELATIVE | word_set("constructions", "mostly") | {"including", "not", ","}


def _noun_since(reading: Parsed, verb: VerbGroup, last: int) -> bool:
    """Return whether a noun that is no object of a verb stands between it and a token."""
    objects = {id(mention) for mention in objects_of(reading, verb)}
    return any(verb.last <= m.first < last and id(m) not in objects for m in reading.mentions)


def _nearest_left(reading: Parsed, index: int, *, any_place: bool = False) -> Mention | None:
    """Return the last mention before a token that no preposition governs (`any_place`: governed or not)."""
    for mention in reversed(reading.mentions):
        if mention.last > index:
            continue
        if inserted(reading, mention):
            continue
        clause = reading.word(mention.first - 1) in _CLAUSE_OPENERS and _ends_at(reading, mention, index)
        if any_place or clause or not _governed(reading, mention) or _after_time(reading, mention):
            return _head_of_apposition(reading, mention, index)
    return None


def _ends_at(reading: Parsed, mention: Mention, index: int) -> bool:
    """Return whether a mention, and an age behind it, end at a token."""
    last = next((time.last for time in reading.times if time.first == mention.last), mention.last)
    return last == index or past_age(reading.sentence.words, mention.last) == index


def inserted(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention only says who is among others ("X, among them Y," or "X - Y among them -"), or how many
    they are not ("four guards, not nine as reported,")."""
    before, last = mention.first - 1, mention.last
    if "not" in reading.said and _excluded(reading, mention):
        return True
    if "them" not in reading.said:
        return False
    if (reading.word(before - 1), reading.word(before)) in _AMONG_THEM:
        return True
    opened = reading.word(before) in (",", "-", "–", "—", "(")
    verbs = {verb.first for verb in reading.verbs}
    return opened and (reading.word(last), reading.word(last + 1)) in _AMONG_THEM and last + 2 not in verbs


def _excluded(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention is denied after a comma ("four guards, not nine as reported,")."""
    at = mention.first if reading.word(mention.first) == "not" else mention.first - 1
    return reading.word(at) == "not" and reading.word(at - 1) in (",", "-", "–", "(", "and")


def _after_time(reading: Parsed, mention: Mention) -> bool:
    """Return whether the preposition governs a time before the mention ("on Friday gunmen ...")."""
    return any(time.last == mention.first for time in reading.times)


def _head_of_apposition(reading: Parsed, mention: Mention, index: int) -> Mention:
    """Return the first of "X, the leader of Y in Z," for the mention inside the commas, the last of which stands right
    before a token."""
    opened = reading.word(mention.first - 1) == ","
    if not opened or "," not in (reading.word(mention.last), reading.word(index - 1)):
        return mention
    for other in reading.mentions:
        if other.last == mention.first - 1 and other.people and mention.people and not mention.number:
            return other
    return mention


def pronoun_subject(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the word before a verb group is a personal pronoun."""
    return reading.word(subject_start(reading, verb) - 1) in _PRONOUNS


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
        if following is None or _excluded(reading, following) or len(found) > _LONGEST_LIST:
            return found
        if following is not last and _begins_clause(reading, following):
            return found
        if following.kind == "name" and _belongs_to_person(reading, found[-1]):
            return found  # "the houses of the minister Paz and the lawyer Roca"
        found.append(following)


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
    clause = reading.word(start + 1) in _CLAUSE_RELATIVE
    apposed = reading.mention_at(start + 1)
    if not clause and (apposed is None or person.kind != "name" or not _apposed(reading, person, apposed, 1)):
        return 0
    words = reading.sentence.words
    for index in range(start + 2, min(start + _LONGEST_ASIDE, len(words))):
        verb = None if clause or words[index - 1] in _CLAUSE_RELATIVE else reading.verb_at(index)
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
        if start.last <= last.first and not _governed(reading, start) and not _object(reading, start):
            whole = listed(reading, start, last)
            if last in whole:
                return whole
    return [last]


def _object(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention is the object of the verb right before it ("killed two people and three were hurt")."""
    verb = next((verb for verb in reading.verbs if verb.last == mention.first), None)
    return verb is not None and not verb.passive and reading.word(verb.main) not in _SAYING


def _governed(reading: Parsed, mention: Mention) -> bool:
    """Return whether a preposition stands before a mention."""
    if mention.kind == "place" and reading.word(mention.first - 1) in ("and", "or", ","):
        before = next((m for m in reading.mentions if m.last == mention.first - 1 and m.kind == "place"), None)
        return before is not None and _governed(reading, before)  # "villagers from Aksai and Vorukh"
    if mention.kind == "weapon" and reading.word(mention.first - 1) in ("and", "or", "with"):
        before = next((m for m in reading.mentions if m.last == mention.first - 1 and m.kind == "weapon"), None)
        if before is None and reading.word(mention.first - 1) == "and" and _goes_off(reading, mention):
            return False  # "the mayor arrived and a bomb exploded"
        return before is None or _governed(reading, before)  # "men armed with knives and rifles"
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
