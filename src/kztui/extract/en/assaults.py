"""Everyday violence, told by verbs that say something else of others ("beat two reporters", "threw stones at police",
"a rocket hit a house", "snatched a boy"): who or what they are done to decides."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, complement, objects_of, subject_of
from kztui.extract.en.vocabulary import ends_in, explodes, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.model.fact import Side

_ENTRIES = (
    "people", "things", "fatal", "seizing", "leading", "occupying", "throwing", "landing", "ripping", "wrecking",
)  # fmt: skip
_BEHIND_PARTICIPLE = ("by", "in", "on", "at", "near", "from", "during", "with", ",", "")
"""Words behind a participle that has no object."""

_PRONOUNS = ("him", "her", "them", "me", "us")
_DEATH_REACH = 8
_WHERE_TO_REACH = 6


@cache
def assaulting_verbs() -> frozenset[str]:
    """Return the forms of the verbs that can tell of violence by their subjects and objects."""
    return frozenset().union(*(verb_forms("assaults", entry) for entry in _ENTRIES))


def assault(reading: Parsed, verb: VerbGroup) -> str:
    """Return the kind of event that a verb tells of with such a subject and such objects, empty for none."""
    word = reading.word(verb.main)
    if word not in assaulting_verbs():
        return ""
    whom = _done_to(reading, verb)
    for entry, kind in (
        ("throwing", _thrown),
        ("landing", _landed),
        ("ripping", _ripped),
        ("seizing", _seized),
        ("leading", _led_away),
        ("occupying", _occupied),
        ("fatal", _killed),
        ("people", _assaulted),
        ("things", _attacked),
        ("wrecking", _wrecked),
    ):
        if word in verb_forms("assaults", entry) and (found := kind(reading, verb, whom)):
            return found
    return ""


def _done_to(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return those to whom a verb is done: its subject in the passive, those right before a participle, its objects, or
    those of the verb that "and" joins to it ("beat and robbed a trader")."""
    if verb.passive:
        subject = subject_of(reading, verb)
        return [subject] if subject is not None and not _other_subject(reading, subject, verb) else []
    if objects := objects_of(reading, verb):
        return objects
    joined = next((other for other in reading.verbs if other.first == verb.last + 1), None)
    if joined is not None and reading.word(verb.last) == "and" and not joined.passive:
        return objects_of(reading, joined)
    participle = _participle(reading, verb) and reading.word(verb.last) in _BEHIND_PARTICIPLE
    return [one for one in reading.mentions if participle and one.last == verb.first]


def _other_subject(reading: Parsed, subject: Mention, verb: VerbGroup) -> bool:
    """Return whether "and" and a noun that no mention is stand between a subject and its verb ("two men were held, and
    papers were seized")."""
    between = reading.sentence.words[subject.last : verb.first]
    return "and" in between[:-1]


def _participle(reading: Parsed, verb: VerbGroup) -> bool:
    return verb.bare and reading.sentence.tags[verb.main] == "D"


def _doers(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return who does what a verb says, as far as the sentence names them."""
    if verb.passive or (_participle(reading, verb) and reading.word(verb.last) == "by"):
        return agents_of(reading, verb)
    subject = subject_of(reading, verb)
    return [subject] if subject is not None else []


def _of_side(reading: Parsed, verb: VerbGroup, side: Side) -> bool:
    return any(doer.side is side for doer in _doers(reading, verb))


def _persons(whom: Sequence[Mention]) -> bool:
    return bool(whom) and whom[0].people


def _things(whom: Sequence[Mention]) -> bool:
    return bool(whom) and whom[0].kind in ("target", "organization")


def _assaulted(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "beat two reporters" and "clubbed a guard to death"; not "kicked him out", "beat a rival in the vote"."""
    if reading.word(verb.main) in verb_forms("assaults", "willed") and not _persons(_doers(reading, verb)):
        return ""
    pronoun = not verb.passive and reading.word(verb.last) in _PRONOUNS
    beside = {*reading.sentence.words[verb.main + 1 : verb.last], reading.word(verb.last + pronoun)}
    if not (_persons(whom) or pronoun) or word_set("assaults", "dismissing") & beside:
        return ""
    words = reading.sentence.words
    if reading.word(verb.main) in verb_forms("assaults", "winning") and word_set("assaults", "contests") & {*words}:
        return ""
    behind = words[verb.main : max([verb.last, *(one.last for one in whom)]) + _DEATH_REACH]
    to_death = any(behind[index : index + 2] == ["to", "death"] for index in range(len(behind)))
    return "murder" if to_death else "attack"


def _attacked(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "stoned a bus", "overran a post", where people do it."""
    doers = _doers(reading, verb)
    return "attack" if _things(whom) and all(doer.kind != "target" for doer in doers) else ""


def _killed(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "smothered her two sons"."""
    return "murder" if _persons(whom) and _persons(_doers(reading, verb)) else ""


def _seized(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "snatched a boy": forces of the state arrest, others abduct."""
    if not _persons(whom) or whom[0].kind == "number":
        return ""
    if _of_side(reading, verb, Side.SECURITY) or (verb.passive and whom[0].side is Side.PERPETRATOR):
        return "arrest"
    return "abduct"


def _led_away(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "took away a farmer", "bundled her into a van" and "dragged him from his home", where attackers or forces of
    the state do it."""
    if not _persons(whom):
        return ""
    words = reading.sentence.words
    end = max([verb.last, *(one.last for one in whom)])
    away = word_set("assaults", "away") & {*words[verb.main + 1 : verb.last], reading.word(end)}
    behind = words[end : end + _WHERE_TO_REACH]
    into = "into" in behind and word_set("assaults", "vehicles") & {*behind[behind.index("into") :]}
    out = "from" in behind and word_set("assaults", "from") & {*behind[behind.index("from") :]}
    if not (away or into or out):
        return ""
    if away and verb.passive and not _doers(reading, verb) and _before_police(reading):
        return "arrest"
    if _of_side(reading, verb, Side.SECURITY) or (verb.passive and word_set("assaults", "police") & {*behind}):
        return "arrest"
    return "abduct" if _of_side(reading, verb, Side.PERPETRATOR) else ""


def _before_police(reading: Parsed) -> bool:
    """Return whether the sentence before tells of forces of the state ("police came. Nine women were taken away")."""
    before = reading.before
    return before is not None and any(mention.side is Side.SECURITY for mention in before.mentions)


def _occupied(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "seized a town hall": not what forces of the state take from others."""
    doers = _doers(reading, verb)
    taken = _things(whom) and bool(doers) and all(doer.people for doer in doers)
    return "attack" if taken and not _of_side(reading, verb, Side.SECURITY) else ""


def _thrown(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "threw stones at the police": arson where what is thrown burns."""
    words = reading.sentence.words
    behind = verb.last
    for one in whom:
        inner = reading.mention_at(one.last + 1) if reading.word(one.last) == "of" else None
        phrase = words[one.first : inner.last if inner is not None else one.last]
        if in_list(phrase, "incendiary"):
            return "burn"
        if in_list(phrase, "thrown"):
            nowhere = word_set("assaults", "nowhere") & {*words[one.last : one.last + _WHERE_TO_REACH]}
            return "" if nowhere else "attack"
        behind = one.last
    if not whom or not (whom[0].people or whom[0].kind == "target") or reading.word(behind) != "with":
        return ""
    missile = reading.mention_at(behind + 1)
    phrase = words[missile.first : missile.last] if missile is not None else []
    return "burn" if in_list(phrase, "incendiary") else "attack" if in_list(phrase, "thrown") else ""


def in_list(phrase: Sequence[str], entry: str) -> bool:
    """Return whether the lower-case words of a mention end with a noun of ``[entry]`` of assaults.toml, or are one."""
    listed = word_set("assaults", entry)
    one = [*phrase[:-1], singular(phrase[-1])] if phrase else []
    heads = [singular(word) for word in phrase]
    return bool(phrase) and (ends_in(phrase, listed) or ends_in(one, listed) or " ".join(heads) in listed)


def _landed(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "a rocket hit a house" and "houses hit by shells"."""
    doers = agents_of(reading, verb) if verb.passive else [subject_of(reading, verb)]
    fired = any(doer is not None and in_list(_words(doer), "fired") for doer in doers)
    if reading.sentence.tags[verb.main] == "G":
        return ""
    hit = whom or complement(reading, verb.last, ("into", "on", "in", "at", "near", "through"))
    return "attack" if fired and (_persons(hit) or _things(hit)) and not _unreal(verb) else ""


def _unreal(verb: VerbGroup) -> bool:
    return verb.modal or verb.negated


def _ripped(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "a bomb ripped through a market"."""
    bomb = None if verb.passive or _unreal(verb) else subject_of(reading, verb)
    return "explode" if bomb is not None and bomb.kind == "weapon" and explodes(_words(bomb)) else ""


def _wrecked(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "overturned cars", where those do it who protest or attack."""
    doers = _doers(reading, verb)
    wild = any(doer.side is Side.PERPETRATOR or word_set("people", "crowds") & {*_words(doer)} for doer in doers)
    return "damage" if _things(whom) and wild else ""


def _words(mention: Mention) -> list[str]:
    return mention.sentence.words[mention.first : mention.last]
