"""The subject of a verb: what stands before it, past clauses and asides, or what the verb before shares with it."""

from functools import cache

from kztui.extract.en.groups import VerbGroup, past_age
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import CLAUSE_RELATIVE, excluded, governed, objects_of
from kztui.extract.en.vocabulary import verb_forms, verbs, word_set
from kztui.extract.mention import Mention

_JOINING = word_set("clauses", "joining")
_SAYING = word_set("clauses", "saying")
_PRONOUNS = word_set("clauses", "pronouns")
_RELATIVE = word_set("clauses", "relative")
_PARTING = _JOINING | _RELATIVE | {";"}
_PHRASE_REACH = 8
_CLAUSE_OPENERS = ("after", "before", "since", "until", "because", "as", "whereas", "while", "although", "though")
"""Words that open a clause of their own where a subject and its verb follow, and are prepositions elsewhere."""

_BREAKING = _PARTING | {*_CLAUSE_OPENERS} | word_set("clauses", "breaks")
_DASHES = ("-", "–", "—", "--")
_THOSE = ("those", "anyone", "everyone", "someone", "whoever")
_AMONG_THEM = (("among", "them"), ("of", "them"))


def subject_of(reading: Parsed, verb: VerbGroup, depth: int = 0) -> Mention | None:
    """Return the mention that is the grammatical subject of a verb group, or None when the sentence names none.

    A relative pronoun stands for the mention before it. A verb joined by "and", an infinitive and an -ing form take
    the subject of the verb before. The object of a verb before is no subject, unless that verb says something.
    """
    start = _before_speaker(reading, subject_start(reading, verb))
    before = reading.word(start - 1)
    if verb.bare and reading.sentence.tags[verb.main] == "G" and _done_by_anyone(reading, verb, start):
        return None
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


def _done_by_anyone(reading: Parsed, verb: VerbGroup, start: int) -> bool:
    """Return whether an -ing form right behind another verb is what that verb judges, or the subject of what it says:
    nobody is told to do it ("condemned killing two guards", "admitted that storming the post was hard")."""
    said_that = reading.word(start - 1) == "that"
    saying = next((other for other in reading.verbs if other.last == start - said_that), None)
    if saying is None:
        return False
    judging = reading.word(saying.main) in verb_forms("clauses", "judging")
    return said_that or judging or _is_predicated(reading, verb)


def _is_predicated(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an -ing form and what belongs to it are the subject of the next verb ("killing him was a sin")."""
    following = next((v for v in reading.verbs if v.first >= verb.last and reading.sentence.tags[v.main] != "G"), None)
    if following is None or following.bare or reading.word(following.first) == "to":
        return False
    between = reading.sentence.words[verb.last : following.first]
    return not any(word in _BREAKING or word in _PRONOUNS for word in between)


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
    if inner is None or inner.people or not governed(reading, inner):
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
        if word in CLAUSE_RELATIVE and before == ",":
            told = any(index < verb.first and verb.last < end for verb in reading.verbs)
            return index - 1 if told else 0
    return 0


@cache
def _opening_inserted() -> frozenset[str]:
    """Return the words that open what can be inserted between a subject and its verb, and the comma before them."""
    return CLAUSE_RELATIVE | word_set("constructions", "mostly") | {"including", "not", ","}


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
        if any_place or clause or not governed(reading, mention) or _after_time(reading, mention):
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
    if "not" in reading.said and excluded(reading, mention):
        return True
    if "them" not in reading.said:
        return False
    if (reading.word(before - 1), reading.word(before)) in _AMONG_THEM:
        return True
    opened = reading.word(before) in (",", "-", "–", "—", "(")
    verbs = {verb.first for verb in reading.verbs}
    return opened and (reading.word(last), reading.word(last + 1)) in _AMONG_THEM and last + 2 not in verbs


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
