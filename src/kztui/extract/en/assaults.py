"""Everyday violence, told by verbs that say something else of others ("beat two reporters", "threw stones at police",
"a rocket hit a house", "snatched a boy"): who or what they are done to decides."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, complement, objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import ends_in, explodes, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.model.fact import Side

_ENTRIES = (
    "people", "things", "fatal", "seizing", "leading", "occupying", "throwing", "landing", "ripping", "wrecking",
    "drawing",
)  # fmt: skip
_BEHIND_PARTICIPLE = ("by", "in", "on", "at", "near", "from", "during", "with", ",", "")
"""Words behind a participle that has no object."""

_PRONOUNS = ("him", "her", "them", "me", "us")
_DEATH_REACH = 8
_WHERE_TO_REACH = 6
_AT = ("at", "against", "through")
"""Where things thrown at people and buildings go; things are thrown "on" and "into" much else."""


@cache
def assaulting_verbs() -> frozenset[str]:
    """Return the forms of the verbs that can tell of violence by their subjects and objects."""
    return frozenset().union(*(verb_forms("assaults", entry) for entry in _ENTRIES))


def assault(reading: Parsed, verb: VerbGroup) -> str:
    """Return the kind of event that a verb tells of with such a subject and such objects, empty for none."""
    word = reading.word(verb.main)
    if word not in assaulting_verbs():
        return ""
    if word_set("assaults", "unmeant") & {*reading.sentence.words}:
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
        ("drawing", _drawn),
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
    words = reading.sentence.words
    if reading.word(verb.main) in verb_forms("assaults", "willed") and not _willed(reading, verb):
        return ""
    pronoun = not verb.passive and reading.word(verb.last) in _PRONOUNS
    behind_them = max([verb.last, *(one.last for one in whom)])
    beside = {*words[verb.main + 1 : verb.last], reading.word(verb.last + pronoun), reading.word(behind_them)}
    if not (_persons(whom) or pronoun) or word_set("assaults", "dismissing") & beside:
        return ""
    if reading.word(verb.main) in verb_forms("assaults", "winning") and _won(reading, verb, whom):
        return ""
    if reading.word(verb.main) in verb_forms("assaults", "chance") and not violent(reading):
        return ""
    behind = words[verb.main : max([verb.last, *(one.last for one in whom)]) + _DEATH_REACH]
    to_death = any(behind[index : index + 2] == ["to", "death"] for index in range(len(behind)))
    return "murder" if to_death else "attack"


def _willed(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether people do on purpose what happens by itself too ("gunmen poisoned a well-known singer")."""
    doers = _doers(reading, verb)
    intended = not word_set("assaults", "intent").isdisjoint(reading.sentence.words)
    return _persons(doers) and (intended or doers[0].side is Side.PERPETRATOR)


def _won(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> bool:
    """Return whether a verb of winning is one: a contest is told of, or a player, a candidate or somebody by name wins
    or loses, and nothing says that it was violence."""
    words = reading.sentence.words
    if word_set("assaults", "contests") & {*words}:
        return True
    named = any(doer.kind == "name" for doer in _doers(reading, verb))
    players = not word_set("assaults", "players").isdisjoint({*words, *map(singular, words)})
    return (named or players) and not violent(reading)


def violent(reading: Parsed) -> bool:
    """Return whether attackers, a weapon or another word in a sentence say that it tells of violence."""
    if any(one.kind == "weapon" or one.side is Side.PERPETRATOR for one in reading.mentions):
        return True
    return not word_set("assaults", "violence").isdisjoint(reading.sentence.words)


def _attacked(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "stoned a bus", "overran a post": people do it, or in the passive nobody is said to."""
    doers = _doers(reading, verb)
    by_people = _persons(doers) or (verb.passive and not doers and "by" not in reading.sentence.words[verb.last :])
    if not _things(whom) or not by_people:
        return ""
    chance = reading.word(verb.main) in verb_forms("assaults", "chance")
    return "" if chance and not (violent(reading) or _of_side(reading, verb, Side.SECURITY)) else "attack"


def _killed(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "smothered her two sons"."""
    return "murder" if _persons(whom) and _persons(_doers(reading, verb)) else ""


def _seized(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "snatched a boy": forces of the state arrest, other people abduct; not "seized by fear"."""
    if not _persons(whom) or whom[0].kind == "number" or _rescued(reading.sentence.words):
        return ""
    if _of_side(reading, verb, Side.SECURITY) or (verb.passive and whom[0].side is Side.PERPETRATOR):
        return "arrest"
    doers = _doers(reading, verb)
    unsaid = (
        not doers and (verb.passive or _participle(reading, verb)) and reading.word(verb.last) not in ("by", "with")
    )
    return "abduct" if unsaid or _persons(doers) else ""


def _led_away(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "took away a farmer" and "bundled her into a van" where forces of the state or attackers do it, and "dragged
    him from his home" where attackers do: not where people are rescued."""
    if not _persons(whom) or _bodies(whom[0]):
        return ""
    words = reading.sentence.words
    end = max([verb.last, *(one.last for one in whom)])
    away = word_set("assaults", "away") & {*words[verb.main + 1 : verb.last], reading.word(end)}
    behind = words[end : end + _WHERE_TO_REACH]
    into = "into" in behind and word_set("assaults", "vehicles") & {*behind[behind.index("into") :]}
    out = "from" in behind and word_set("assaults", "from") & {*behind[behind.index("from") :]}
    if not (away or into or out):
        return ""
    rescued = _rescued(words) or (reading.before is not None and _rescued(reading.before.sentence.words))
    unsaid = verb.passive and not _doers(reading, verb)
    if (away or into) and not rescued:
        if away and unsaid and _before_police(reading):
            return "arrest"
        if _of_side(reading, verb, Side.SECURITY) or (verb.passive and word_set("assaults", "police") & {*behind}):
            return "arrest"
    attackers = _of_side(reading, verb, Side.PERPETRATOR) and whom[0].side is not Side.PERPETRATOR
    return "abduct" if attackers and not _rescued(words[verb.main :]) else ""


def _bodies(whom: Mention) -> bool:
    return not word_set("people", "bodies").isdisjoint(_words(whom))


def _rescued(words: Sequence[str]) -> bool:
    """Return whether a sentence tells that people are rescued or cared for."""
    return not word_set("assaults", "rescue").isdisjoint(words)


def _before_police(reading: Parsed) -> bool:
    """Return whether the sentence before tells of forces of the state ("police came. Nine women were taken away")."""
    before = reading.before
    return before is not None and any(mention.side is Side.SECURITY for mention in before.mentions)


def _occupied(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "seized a town hall" where attackers, a crowd, villagers or men of whom no more is said do it: the state and
    those who work for it take much, and photographers "capture" it."""
    if not _things(whom):
        return ""
    crowds = word_set("people", "crowds")
    doers = [doer for doer in _doers(reading, verb) if doer.people]
    fighting = [d for d in doers if d.side is Side.PERPETRATOR or crowds & {*_words(d)}]
    several = [d for d in doers if (word_set("people", "peoples") | {"man", "men"}) & {*_words(d)}]
    captured = reading.word(verb.main) in verb_forms("assaults", "capturing")
    return "attack" if fighting or (several and not captured) else ""


def _thrown(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "threw stones at the police": arson where what is thrown burns."""
    words = reading.sentence.words
    behind = verb.last
    for one in whom:
        inner = reading.mention_at(one.last + 1) if reading.word(one.last) == "of" else None
        phrase = words[one.first : inner.last if inner is not None else one.last]
        if in_list(phrase, "incendiary"):
            return "burn"
        if in_list(phrase, "thrown") and _at_somebody(reading, verb, one):
            return "attack"
        behind = one.last
    if not whom or not (whom[0].people or whom[0].kind == "target") or reading.word(behind) != "with":
        return ""
    missile = reading.mention_at(behind + 1)
    phrase = words[missile.first : missile.last] if missile is not None else []
    return "burn" if in_list(phrase, "incendiary") else "attack" if in_list(phrase, "thrown") else ""


def _at_somebody(reading: Parsed, verb: VerbGroup, missile: Mention) -> bool:
    """Return whether something is thrown at people, a building or a vehicle, or by attackers or a crowd."""
    start = max(verb.last, missile.last)
    at = next((i for i in range(start, start + _WHERE_TO_REACH) if reading.word(i) in _AT), None)
    aimed = at is not None and (reading.word(at + 1) in (*_PRONOUNS, "each") or _hit(complement(reading, at, _AT)))
    on_people = any(one.people for one in complement(reading, start, ("on", "over", "in")))
    wild = any(_wild(reading, one) for one in _doers(reading, verb))
    behind = {*reading.sentence.words[start : start + _WHERE_TO_REACH]}
    faces = word_set("assaults", "faces") & behind
    return not word_set("assaults", "nowhere") & behind and bool(aimed or on_people or wild or faces)


def _wild(reading: Parsed, doer: Mention) -> bool:
    """Return whether those who throw attack or protest, or are villagers in a sentence about forces of the state."""
    if doer.side is Side.PERPETRATOR or word_set("people", "crowds") & {*_words(doer)}:
        return True
    forces = any(one.side is Side.SECURITY for one in reading.mentions)
    return forces and not word_set("people", "peoples").isdisjoint(_words(doer))


def _hit(found: Sequence[Mention]) -> bool:
    return bool(found) and (found[0].people or found[0].kind in ("target", "organization"))


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


def _drawn(reading: Parsed, verb: VerbGroup, whom: Sequence[Mention]) -> str:
    """Read "pulled a gun on a guard"; not "pulled a gun from a display"."""
    drawn = bool(whom) and whom[0].kind == "weapon" and reading.word(whom[0].last) in ("on", "at")
    if not drawn:
        return ""
    at = whom[0].last + 1
    before = reading.mention_at(at)
    return "attack" if reading.word(at) in _PRONOUNS or (before is not None and before.people) else ""


def _words(mention: Mention) -> list[str]:
    return mention.sentence.words[mention.first : mention.last]
