"""Who is said to have done it: accusation, suspicion and claim, in the constructions that reports use.

Each rule gives an event of the kind "blame" or "claim" whose agents are the accused. A deed must be named in the same
sentence ("responsible for the attack", not "responsible for security"), unless the construction is about deeds alone.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from kztui.extract.en.arrests import of_another_matter
from kztui.extract.en.charges import deed_among, did_deed, names_deed, wrongly
from kztui.extract.en.groups import VerbGroup, past_age
from kztui.extract.en.inflection import inflected
from kztui.extract.en.mentions import nobody, take_for_group
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import enumeration, listed, objects_of
from kztui.extract.en.subjects import pronoun_subject, subject_of, subject_start
from kztui.extract.en.vocabulary import (
    Sense,
    nouns,
    past_phrase,
    phrases,
    phrases_by_first,
    says,
    verb_forms,
    verbs,
    word_set,
)
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side

_DEED_REACH = 9
"""Tokens after an accusing word within which the deed is named."""

_NOT_ITS_OWN = word_set("clauses", "relative") | word_set("clauses", "joining")
"""Words before a verb that says nothing of the deed right behind another verb ("claimed the attack and vowed more")."""

_WHO = ("people", "organization", "name")
"""Kinds of mentions of those who can have done it."""

_GROUPS = word_set("groups", "nouns") | word_set("people", "collective")
_OBJECT_REACH = 12
_APPOSED_REACH = 8
_QUOTES = frozenset("\"“”‘'`")
_SAYS_OF_OTHERS = (word_set("clauses", "saying") | {"that"}) - {"told", "quoted", "cited", "according"}
"""Words right before the subject of what is said."""

_TOWARDS = frozenset(
    ("to", "into", "onto", "away", "out", "off", "through", "from", "towards", "toward", "past", "back")
)
_NOBODY = frozenset(("neither", "nobody", "none", "no", "never", "not", "hardly", "rarely"))
_FORCES = Sense("people", Side.SECURITY)
_WHO_DID = frozenset(("who", "which", "that"))
_ADVERBS = ("also", "allegedly", "reportedly", "directly", "probably", "apparently", "possibly", "now")


def accusations(reading: Parsed) -> list[Event]:
    """Return the accusations and claims of a sentence that no verb of events.toml tells."""
    said = reading.said
    deed = bool(said & word_set("accusation", "deeds")) or any(m.kind in ("event", "weapon") for m in reading.mentions)
    doers = bool(said & _doer_nouns())
    found = [*_by_verb(reading, deed, doers)] if deed or doers else []
    if not (
        said.isdisjoint(verb_forms("accusation", "confessing"))
        and said.isdisjoint(verb_forms("accusation", "pleading"))
    ):
        found += _confessed(reading)
    if deed or "suspicion" in said:
        found += _pointed_at(reading)
    if "by" in said:
        found += _led_by(reading)
    if doers:
        found += _apposed(reading)
    return [event for event in found if event.agents]


def _by_verb(reading: Parsed, deed: bool, doers: bool) -> Iterator[Event]:
    for verb in reading.verbs:
        if wrongly(reading, verb):
            continue
        if deed and (claimed := _claimed(reading, verb)):
            yield claimed
        elif deed and (last := _predicate(reading, verb) or _accused(reading, verb)) and not _for_long(reading, verb):
            yield _blame(reading, verb, last, _subject(reading, verb))
        elif deed and (last := _accusing(reading, verb)):
            yield _blame(reading, verb, last, objects_of(reading, verb))
        elif doers and _is_doer(reading, verb):
            yield _blame(reading, verb, verb.last, objects_of(reading, verb))
        elif doers and (named := _named_as(reading, verb)):
            yield _blame(reading, verb, verb.last, named)


def _cleared(reading: Parsed) -> bool:
    """Return whether a sentence has a word for letting somebody go, or for what is not true."""
    words = reading.sentence.words
    return not word_set("accusation", "wrongly").isdisjoint(words) or not _clearing().isdisjoint(words)


@cache
def _clearing() -> frozenset[str]:
    """Return the words that deny, correct or clear."""
    denials = word_set("attribution", "denied") | word_set("attribution", "false")
    return denials | word_set("accusation", "innocence") | verb_forms("accusation", "clearing")


def _blame(reading: Parsed, verb: VerbGroup, last: int, accused: Sequence[Mention]) -> Event:
    event = Event(reading, "blame", verb.main, last, Construction.ACTIVE, agents=_doers(accused))
    event.unreal = verb.negated
    return event


def _doers(accused: Sequence[Mention]) -> list[Mention]:
    for one in accused:
        take_for_group(one)
    return [one for one in map(_some_of_them, accused) if one.kind in _WHO and not nobody(one)]


def _some_of_them(one: Mention) -> Mention:
    """Return a number of those told before as the people that they are ("eleven of them")."""
    last = one.last + 2
    if one.kind != "number" or one.sentence.words[one.last : last] not in (["of", "them"], ["of", "whom"]):
        return one
    return replace(one, kind="people", last=last, plural=True, label=one.sentence.exact(one.first, last))


def _subject(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who is the subject of a verb, or stands right before a participle ("a group suspected of")."""
    if verb.bare:
        return [mention for mention in reading.mentions if mention.last == verb.first]
    return [] if pronoun_subject(reading, verb) else enumeration(reading, subject_of(reading, verb))


def _for_long(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb tells of an arrest that is none of the incident's."""
    arrests = any(trigger.event == "arrest" for trigger in verbs().get(reading.word(verb.main), ()))
    return arrests and of_another_matter(reading, verb)


def _predicate(reading: Parsed, verb: VerbGroup) -> int:
    """Return the token after "is responsible for" or its like when a deed follows it, else 0."""
    if reading.sentence.tags[verb.main] != "B":
        return 0
    start = verb.last
    while reading.word(start) in _ADVERBS:
        start += 1
    last = past_phrase(reading.sentence.words, start, "accusation", "predicates")
    return last if last and names_deed(reading, last) else 0


def _accused(reading: Parsed, verb: VerbGroup) -> int:
    """Return the token after "was charged with" or its like when a deed follows it, else 0."""
    if not (verb.passive or (verb.bare and reading.sentence.tags[verb.main] == "D")):
        return 0
    for follow in _verbs("accused").get(reading.word(verb.main), ()):
        last = _matches(reading, verb.main + 1, follow) or _past_sentence(reading, verb, follow)
        if last and names_deed(reading, last):
            return last
    return 0


def _past_sentence(reading: Parsed, verb: VerbGroup, follow: Sequence[str]) -> int:
    """Return the token after "for" where a sentence stands before it ("was sentenced to 20 years in prison for the
    murder"), else 0."""
    if tuple(follow) != ("for",) or reading.word(verb.main + 1) != "to":
        return 0
    end = next((other.first for other in reading.verbs if other.first >= verb.last), len(reading.sentence.words))
    near = range(verb.last, min(end, verb.last + _OBJECT_REACH))
    return next((index + 1 for index in near if reading.word(index) == "for"), 0)


def _accusing(reading: Parsed, verb: VerbGroup) -> int:
    """Return the token after the object and "responsible" or its like, else 0."""
    follows = _verbs("accusing").get(reading.word(verb.main))
    if follows is None or verb.passive or (verb.bare and reading.sentence.tags[verb.main] != "D"):
        return 0
    if reading.word(verb.first - 1) in _WHO_DID:
        return 0  # "the judge who jailed X for the murder of a trader was shot"
    objects = objects_of(reading, verb)
    if not objects:
        return 0
    after = objects[-1].last
    for follow in follows:
        near = range(after, min(after + _OBJECT_REACH, len(reading.sentence.words)))
        last = next((end for start in near if (end := _matches(reading, start, follow))), 0)
        if last and names_deed(reading, last):
            return last
    return 0


def _is_doer(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a sentence says who the killers, attackers or authors are ("the perpetrators were X")."""
    if reading.sentence.tags[verb.main] != "B" or verb.passive:
        return False
    subject = subject_of(reading, verb)
    deed = next((m for m in reading.mentions if m.last == verb.first and reading.word(m.first - 1) == "of"), None)
    if deed is not None:
        subject = next((m for m in reading.mentions if m.last == deed.first - 1), None)
    if subject is None or not subject.definite or reading.word(subject.head) not in _doer_nouns():
        return False
    told = any(subject.last <= other.first < verb.first for other in reading.verbs)
    return not told or reading.word(subject.last) in _WHO_DID  # not "the man the gunman shot was X"


def _named_as(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who is named as one of those who did it ("police named his driver as the suspect")."""
    if reading.word(verb.main) not in verb_forms("accusation", "naming") or verb.negated or verb.modal:
        return []
    if _cleared(reading) or _not_at_all(reading, verb):
        return []
    who = enumeration(reading, subject_of(reading, verb)) if verb.passive else objects_of(reading, verb)
    start = verb.last if verb.passive else who[-1].last if who else 0
    role = reading.mention_at(start + 1) if who and reading.word(start) == "as" else None
    named = role is not None and reading.word(role.head) in _doer_nouns()
    if role is not None and reading.word(role.last) in ("in", "'s"):
        named = False  # "as a suspect in name only", "as the suspect's father"
    return [one for one in who if named and one.people]


def _claimed(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return the claim of "X claimed the attack", or of "X said that they had carried out the attack": of a speaker who
    speaks of himself."""
    word = reading.word(verb.main)
    if word in verb_forms("accusation", "claiming"):
        claims = not (verb.negated or verb.modal or verb.passive) and _deed_itself(reading, verb)
        groups = [] if not claims else _doers(enumeration(reading, subject_of(reading, verb)))
        groups = [one for one in groups if one.side is Side.PERPETRATOR or one.kind == "organization"]
        return Event(reading, "claim", verb.main, verb.last, Construction.ACTIVE, agents=groups) if groups else None
    if word not in verb_forms("accusation", "doing") or verb.negated or verb.modal or verb.passive:
        return None
    if reading.word(verb.first - 1) not in ("they", "it", "he", "she"):
        return None
    said = next((v for v in reversed(reading.verbs) if v.last <= verb.first), None)
    if (
        said is None
        or reading.word(said.main) not in verb_forms("attribution", "verbs")
        or not _deed(reading, verb.last)
    ):
        return None
    if not {*reading.sentence.words[said.last : verb.first - 1]} <= {"that", ","}:
        return None
    speakers = [one for one in _doers(enumeration(reading, subject_of(reading, said))) if one.kind != "name"]
    return Event(reading, "claim", said.main, said.last, Construction.ACTIVE, agents=speakers)


def _confessed(reading: Parsed) -> Iterator[Event]:
    """Yield who confessed a deed in what he says of himself ("X confessed that he had shot them")."""
    for verb in reading.verbs:
        if _confesses_deed(reading, verb):
            who = _confessing(reading, verb)
            yield Event(reading, "blame", verb.main, verb.last, Construction.ACTIVE, agents=_doers(who))
    for verb, following in pairwise(reading.verbs):
        if reading.word(verb.main) not in verb_forms("accusation", "confessing") or verb.negated or verb.modal:
            continue
        between = {*reading.sentence.words[verb.last : following.first - 1]}
        if between <= {"that", ","} and did_deed(reading, following):
            who = _confessing(reading, verb)
            if reading.word(following.first - 1) in _of_themselves(who):
                yield Event(reading, "blame", verb.main, verb.last, Construction.ACTIVE, agents=_doers(who))


def _confessing(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who confesses: nobody in "neither X nor Y confessed", "refused to say who confessed", "who neighbours say
    confessed" and "falsely confessed"."""
    said = any(one.last == verb.first and reading.word(one.main) in _SAYS_OF_OTHERS for one in reading.verbs)
    if said or wrongly(reading, verb) or _not_at_all(reading, verb):
        return []
    who = subject_start(reading, verb) - 1
    meant = who - (reading.word(who - 1) == ",")
    ends = {one.last for one in reading.mentions} | {time.last for time in reading.times}
    if reading.word(who) in _WHO_DID and meant not in ends:
        return []
    return [one for one in enumeration(reading, subject_of(reading, verb)) if one.people]


def _not_at_all(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a word before a verb can say that nobody did it, or never ("no witness named X")."""
    return not _NOBODY.isdisjoint(reading.sentence.words[: verb.first])


def _confesses_deed(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether somebody confesses a deed that a noun names, or the one told before ("confessed to the murder",
    "has confessed", "pleaded guilty to arson")."""
    if verb.negated or verb.modal or verb.passive or pronoun_subject(reading, verb):
        return False
    last = verb.last
    pleads = reading.word(verb.main) in verb_forms("accusation", "pleading")
    if pleads:
        if reading.word(last) != "guilty":
            return False
        last += 1
    elif reading.word(verb.main) not in verb_forms("accusation", "confessing"):
        return False
    if reading.word(last) in (".", ""):
        alone = reading.word(verb.main) in ("confess", "confesses", "confessed")
        return alone and not _in_office(subject_of(reading, verb))
    to = reading.word(last) == "to"
    deed = reading.mention_at(last + to)
    if deed is None or not deed_among(reading, last + to, deed.last) or _of_no_people(reading, deed):
        return False
    if to:
        return reading.word(deed.last) != "being"
    return pleads or not (_told_of(reading, deed) or _in_office(subject_of(reading, verb)))


def _in_office(who: Mention | None) -> bool:
    """Return whether somebody speaks for others by his office: what he admits or confesses can be what they did."""
    return who is not None and not word_set("accusation", "offices").isdisjoint(
        who.sentence.words[who.first : who.last]
    )


def _of_no_people(reading: Parsed, deed: Mention) -> bool:
    """Return whether a deed is only called so ("the attack on the budget")."""
    against = reading.word(deed.last) in ("on", "of", "against")
    what = reading.mention_at(deed.last + 1) if against else None
    return what is not None and what.kind == "other"


def _told_of(reading: Parsed, deed: Mention) -> bool:
    """Return whether a verb behind a deed can say something of it ("admitted the riot had been handled badly"): any but
    one that "and", "who" or their like joins to the sentence, or an -ing form behind a comma."""
    for verb in (other for other in reading.verbs if other.first >= deed.last):
        before = reading.word(verb.first - 1)
        trails = before == "," and verb.bare and reading.sentence.tags[verb.main] == "G"
        own = before in word_set("clauses", "pronouns")
        if not (trails or own) and (before == "," or before not in _NOT_ITS_OWN):
            return True
    return False


def _of_themselves(who: Sequence[Mention]) -> tuple[str, ...]:
    """Return the pronouns with which people speak of themselves."""
    several = len(who) > 1 or any(one.plural for one in who)
    return ("they",) if several else ("he", "she")


def _deed_itself(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether the object of a verb is a deed told before, and no verb says something of it behind ("claimed the
    attack", not "claimed the attack on the market was foiled")."""
    deed = reading.mention_at(verb.last)
    if deed is None or not deed.definite:
        return False
    behind = (other for other in reading.verbs if other.first >= deed.last)
    told = (other for other in behind if reading.word(other.first - 1) not in _NOT_ITS_OWN)
    if any(subject_of(reading, other) is deed for other in told):
        return False
    return deed_among(reading, deed.head, deed.last)


def _pointed_at(reading: Parsed) -> Iterator[Event]:
    """Yield an event for each phrase that stands right before the accused ("bears the mark of X")."""
    for first, phrase, accused in _before_mention(reading, "pointing"):
        last = first + len(phrase)
        if phrase[-1] != "by" or _ordered(reading, first):
            yield Event(reading, "blame", first, last, Construction.NOUN, agents=_doers(listed(reading, accused)))


def _before_mention(reading: Parsed, entry: str) -> Iterator[tuple[int, tuple[str, ...], Mention]]:
    """Yield each phrase of an entry that a mention follows: its first token, its words, and the mention."""
    if not says(reading.sentence.words, "accusation", entry):
        return
    known = phrases_by_first("accusation", entry)
    for index, word in enumerate(reading.sentence.words):
        for phrase in known.get(word, ()):
            last = _matches(reading, index, phrase)
            behind = reading.mention_at(last) if last else None
            if behind is not None:
                yield index, phrase, behind


def _apposed(reading: Parsed) -> Iterator[Event]:
    """Yield an event for each attacker of whom commas say who he is ("the shooter, a driver from Osh, was held"): one
    with whom the sentence, or what is said in it, begins, or whom its only verb arrests or finds."""
    if _cleared(reading):
        return
    for doer in reading.mentions:
        if not doer.definite or doer.plural or reading.word(doer.head) not in _doer_nouns():
            continue
        who = reading.mention_at(doer.last + 1) if reading.word(doer.last) == "," else None
        if who is None or who.plural or who.kind not in ("people", "name") or who.side is Side.SECURITY:
            continue
        if not _QUOTES.isdisjoint(reading.sentence.words[who.first : who.last]):
            continue
        if _is_subject(reading, doer, who) or _is_caught(reading, doer, who):
            yield Event(reading, "blame", doer.first, doer.last, Construction.NOUN, agents=_doers([who]))


def _is_subject(reading: Parsed, doer: Mention, who: Mention) -> bool:
    """Return whether an attacker is the subject of a verb right behind the commas between which somebody stands ("the
    gunman, X, fled"): not in "the gunman, X told reporters, fled", or "the gunman, X, a witness, said, fled"."""
    if doer.first and reading.word(doer.first - 1) not in _SAYS_OF_OTHERS:
        return False
    closing = _closing(reading, who)
    verb = reading.verb_at(closing + 1) if closing else None
    if verb is None or verb.first != closing + 1 or reading.sentence.tags[verb.main] == "G":
        return False
    if reading.word(verb.main) in word_set("clauses", "saying") | verb_forms("attribution", "verbs"):
        return False
    behind = reading.verb_at(verb.last + 1) if reading.word(verb.last) == "," else None
    return behind is None or behind.first != verb.last + 1


def _is_caught(reading: Parsed, doer: Mention, who: Mention) -> bool:
    """Return whether an attacker is the object of the only verb, one of arresting ("police held the gunman, X, on
    Friday")."""
    verb = reading.verb_at(doer.first - 1)
    subject = subject_of(reading, verb) if verb is not None else None
    if verb is None or verb.last != doer.first or verb.negated or verb.modal or subject is None or subject.first:
        return False
    if all(trigger.event != "arrest" for trigger in verbs().get(reading.word(verb.main), ())):
        return False
    closing = _closing(reading, who)
    return bool(closing) and reading.mention_at(closing + 1) is None and reading.word(closing + 1) not in ("and", "or")


def _closing(reading: Parsed, who: Mention) -> int:
    """Return the comma that closes what is said between commas of somebody, who may have an age ("X, 40,"); 0 where
    none does, or a verb stands before it."""
    start = past_age(reading.sentence.words, who.last)
    near = range(start, min(start + _APPOSED_REACH, len(reading.sentence.words)))
    closing = next((index for index in near if reading.word(index) == ","), 0)
    if start > who.last and reading.word(start - 1) == ",":
        closing = start - 1
    return 0 if any(who.last <= verb.first < closing for verb in reading.verbs) else closing


def _led_by(reading: Parsed) -> Iterator[Event]:
    """Yield an event for each leader of attackers whom a sentence names ("the gang was led by X"): none who only takes
    them somewhere ("the robbers were led by a guard to the exit")."""
    for first, phrase, leader in _before_mention(reading, "leading"):
        verb = reading.verb_at(first)
        if verb is None or not _can_lead(leader):
            continue
        if reading.word(past_age(reading.sentence.words, leader.last)) in _TOWARDS:
            continue
        led = next((m for m in reading.mentions if m.last == verb.first), None)
        led = led or (subject_of(reading, verb) if verb.passive else None)
        if led is not None and led.kind == "people" and led.side is Side.PERPETRATOR:
            last = first + len(phrase)
            yield Event(reading, "blame", first, last, Construction.NOUN, agents=_doers([leader]))


def _can_lead(one: Mention) -> bool:
    """Return whether somebody can be a leader of attackers: no guard, and none of their captives."""
    if not one.people or one.side in (Side.SECURITY, Side.VICTIM):
        return False
    words = {*one.sentence.words[one.first : one.last]}
    return words.isdisjoint(word_set("accusation", "captives")) and all(nouns().get(word) != _FORCES for word in words)


def _ordered(reading: Parsed, index: int) -> bool:
    """Return whether what was ordered, planned or paid for is a deed: its subject or the noun right before the word
    ("the murder was ordered by X", not "a curfew was ordered by X after the murder")."""
    verb = reading.verb_at(index)
    what = subject_of(reading, verb) if verb is not None else None
    if what is None or what.people:
        return False
    return what.kind == "event" or reading.word(what.head) in word_set("accusation", "deeds")


def _deed(reading: Parsed, start: int, reach: int = _DEED_REACH) -> bool:
    """Return whether a deed is named within so many tokens from one on."""
    finite = (v.first for v in reading.verbs if v.first > start and _tells_more(reading, v))
    near = range(start, min(start + reach, len(reading.sentence.words), *finite))
    if any(reading.word(i) in word_set("accusation", "deeds") and reading.word(i + 1) not in _GROUPS for i in near):
        return True  # but not "linked to death squads"
    return any(m.kind == "event" and m.first in near for m in reading.mentions)


def _tells_more(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb goes on to another statement, and is none of "having carried out", "to blow up"."""
    return reading.sentence.tags[verb.main] != "G" and reading.word(verb.first) not in ("to", "having", "being")


def _matches(reading: Parsed, start: int, phrase: Sequence[str]) -> int:
    """Return the token after a phrase that begins at a token, 0 when it does not."""
    end = start + len(phrase)
    return end if tuple(reading.sentence.words[start:end]) == tuple(phrase) else 0


@cache
def _verbs(entry: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the words that must follow each form of the verbs of a list, those of most words first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb, *follow in phrases("accusation", entry):
        for form in inflected(verb):
            found.setdefault(form, []).append(tuple(follow))
    return found


@cache
def _doer_nouns() -> frozenset[str]:
    """Return the nouns for those who did it, in the singular and plural."""
    nouns = word_set("accusation", "doers")
    return nouns | {noun[:-3] + "men" if noun.endswith("man") else noun + "s" for noun in nouns}
