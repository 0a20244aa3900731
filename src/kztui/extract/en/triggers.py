"""What kind of event a verb group tells of: by its verb alone, by the words that follow it, or by its subject and
objects ("police held five men")."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.assaults import assault, assaulting_verbs
from kztui.extract.en.crowds import disperses, dispersing_verbs, gathering_verbs, protests
from kztui.extract.en.figures import idioms
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, enumeration, objects_of
from kztui.extract.en.subjects import subject_of, subject_start
from kztui.extract.en.vocabulary import Trigger, events, explodes, verb_forms, verbs, word_set
from kztui.extract.mention import Mention
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_PHRASE_REACH, _IDIOM_REACH = 7, 3
_BEFORE_DAYS = ("on", "at", "into")
_MADE_OFF = Trigger("rob", ("off", "with"))
_BLAMED = frozenset(("responsible", "accountable"))


def trigger_of(reading: Parsed, verb: VerbGroup) -> tuple[Trigger | None, int]:
    """Return the trigger that a verb and the words after it fit, and the token after its last word.

    Of several phrases the one whose words stand nearest is meant, a verb alone only where no phrase fits.
    """
    word = reading.sentence.words[verb.main]
    if word not in _telling():
        return None, 0
    triggers: Sequence[Trigger] = verbs().get(word, ())
    if any(_fit(reading, verb, follow, _IDIOM_REACH) for follow in idioms().get(word, ())):
        return None, 0
    if len(triggers) == 1 and not triggers[0].follow:
        fitting = [(triggers[0], verb.main + 1)]
    else:
        said = reading.said
        fitting = [
            (trigger, last)
            for trigger in triggers
            if said.issuperset(trigger.follow)
            and (last := _fit(reading, verb, trigger.follow) or (verb.passive and _of_subject(reading, verb, trigger)))
        ]
    if fitting:
        trigger, last = min(fitting, key=lambda found: (not found[0].follow, found[1]))
        if trigger == _MADE_OFF and (taken := reading.mention_at(last)) is not None and taken.people:
            return None, 0  # "made off with a friend"
        if trigger.event == "explode" and _switched_off(reading, verb):
            return None, 0
        if trigger.event == "arrest" and _takes_thing(reading, verb):
            kind = assault(reading, verb)
            return (Trigger(kind, ()), last) if kind else (None, 0)
        if trigger.event == "bomb" and any(one.kind == "event" for one in objects_of(reading, verb)):
            return None, 0  # "set off further explosions" tells no more than these
        blew_up = trigger == Trigger("bomb", ("up",)) and not verb.passive and not objects_of(reading, verb)
        return (Trigger("explode", trigger.follow) if blew_up else trigger), last
    kind = _kind_by_roles(reading, verb)
    return (Trigger(kind, ()), verb.main + 1) if kind else (None, 0)


def _takes_thing(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether what is captured is no people ("rebels captured a post")."""
    objects = [] if verb.passive else objects_of(reading, verb)
    return bool(objects) and objects[0].kind == "target"


def _kind_by_roles(reading: Parsed, verb: VerbGroup) -> str:
    """Return the kind of event that a verb tells of with such a subject or object, empty where it tells of none."""
    word = reading.word(verb.main)
    if protests(reading, verb):
        return "protest"
    if disperses(reading, verb):
        return "disperse"
    if _holds(reading, verb):
        return "arrest"
    if word in verb_forms("constructions", "hitting") and _shot_at(reading, verb):
        return "wound"
    if kind := assault(reading, verb):
        return kind
    if word in verb_forms("constructions", "handling") and _explosives_at(reading, verb):
        return "bomb"
    if word in verb_forms("constructions", "finding") and _bodies_at(reading, verb):
        return "deadly"
    if word in verb_forms("constructions", "losing") and _lost(reading, verb):
        return "deadly"
    if word in verb_forms("constructions", "dying") and _dies(reading, verb):
        return "die"
    return ""


def _dies(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether people are said to have died ("expired in the ambulance", "who had been shot passed away"): words
    for wounds or a verb of violence stand in the sentence."""
    words = reading.sentence.words
    if verb.passive or (reading.word(verb.main).startswith("pass") and "away" not in words[verb.main : verb.last]):
        return False
    told = any(
        kinds()[trigger.event].effect
        for other in reading.verbs
        for trigger in verbs().get(reading.word(other.main), ())
        if other is not verb and not trigger.follow
    )
    subject = subject_of(reading, verb)
    people = subject is not None and subject.people
    return people and (told or not word_set("constructions", "late_death").isdisjoint(words))


def _switched_off(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether what "went off" is no explosive but electricity or an alarm."""
    return reading.word(subject_start(reading, verb) - 1) in word_set("constructions", "switched_off")


@cache
def _telling() -> frozenset[str]:
    """Return the forms of the verbs of which `trigger_of` can read one; a verb of a new rule of it belongs here."""
    return _by_object() | gathering_verbs() | dispersing_verbs() | assaulting_verbs() | verbs().keys()


@cache
def _by_object() -> frozenset[str]:
    """Return the forms of the verbs that tell of an event by their objects."""
    return frozenset().union(
        *(
            verb_forms("constructions", entry)
            for entry in ("holding", "hitting", "handling", "finding", "losing", "dying")
        )
    )


def _holds(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether forces of the state hold people ("police held five men", "nine are being held")."""
    if reading.word(verb.main) not in verb_forms("constructions", "holding"):
        return False
    if verb.bare and reading.sentence.tags[verb.main] == "G":
        return False  # "police, holding five men back"
    if not _BLAMED.isdisjoint(reading.sentence.words[verb.last :]):
        return False  # "the police hold X responsible for the attack"
    if verb.passive:
        subject = subject_of(reading, verb)
        if subject is not None and subject.people and subject.side is Side.PERPETRATOR:
            return True
        if reading.word(verb.main) in verb_forms("constructions", "picking") and subject is not None:
            several = subject.people and subject.side is Side.UNKNOWN and (subject.plural or subject.number is not None)
            return several or any(agent.side is Side.SECURITY for agent in agents_of(reading, verb))
        if reading.word(verb.main) != "held":
            return any(agent.side is Side.SECURITY for agent in agents_of(reading, verb))
        return "being" in reading.sentence.words[verb.first : verb.last]
    held = objects_of(reading, verb)
    subject = subject_of(reading, verb) if held and held[0].people else None
    return subject is not None and subject.side is Side.SECURITY


def _shot_at(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether people are hit where shots are told of ("fired at officers and hit two")."""
    if not word_set("constructions", "shots") & reading.said:
        return False
    hit = [subject_of(reading, verb)] if verb.passive else objects_of(reading, verb)
    if not hit or hit[0] is None or not hit[0].people:
        return False
    of_things = hit[0].kind == "number" and reading.word(hit[0].last) == "of"
    return not of_things or reading.word(hit[0].last + 1) in ("them", "whom", "those")


def _fit(reading: Parsed, verb: VerbGroup, follow: Sequence[str], reach: int = _PHRASE_REACH) -> int:
    """Return the token after the last of the words that follow a verb closely, each within `reach` words of the one
    before, 0 when they do not."""
    words, last = reading.sentence.words, verb.main + 1
    being = reading.sentence.tags[verb.main] == "B"
    near = max(1, verb.last - verb.main) if being else reach
    for word in follow:
        behind = words[last : last + near]
        if word not in behind:
            return 0
        last += behind.index(word) + 1
    if follow and follow[-1] in _BEFORE_DAYS and any(time.first == last for time in reading.times):
        return 0  # "two clerks were fired on Friday"
    return last


def _of_subject(reading: Parsed, verb: VerbGroup, trigger: Trigger) -> int:
    """Return the token after a passive verb whose subject is the object that makes a phrase of it ("shots were
    exchanged", "three lives were lost"), 0 for another."""
    if len(trigger.follow) != 1:
        return 0
    if events()[trigger.event].suffers and trigger.event != "die":
        return 0
    if reading.word(verb.main) in verb_forms("constructions", "answering"):
        return 0  # "fire was returned" answers what was told before
    subject = subject_of(reading, verb)
    return verb.main + 1 if subject is not None and (reading.word(subject.head),) == trigger.follow else 0


def _explosives_at(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an explosive is the object of a verb, or stands right before it ("bombs placed near")."""
    beside = [*objects_of(reading, verb), *(m for m in reading.mentions if m.last == verb.first)]
    if verb.passive and (subject := subject_of(reading, verb)):
        beside.append(subject)  # "the bomb, made of TNT, was placed in"
    return any(m.kind == "weapon" and explodes(reading.sentence.words[m.first : m.last]) for m in beside)


def _bodies_at(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether bodies are what a verb group says was found ("the bodies of two guards were found")."""
    found = enumeration(reading, subject_of(reading, verb)) if verb.passive else objects_of(reading, verb)
    return any(of_bodies(reading, mention) for mention in found)


def of_bodies(reading: Parsed, mention: Mention) -> bool:
    """Return whether a mention is bodies, or people whose bodies it tells of ("the bodies of two guards")."""
    bodies = word_set("people", "bodies")
    return not bodies.isdisjoint(reading.sentence.words[mention.first : mention.head + 1])


def _lost(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether those who fight lost people of their own ("the attackers lost four men", "losing one")."""
    if verb.passive or verb.negated:
        return False
    objects = objects_of(reading, verb)
    if not objects or not objects[0].people or objects[0].number is None:
        return False
    subject = subject_of(reading, verb)
    fighting = (Side.PERPETRATOR, Side.SECURITY)
    they = reading.word(subject_start(reading, verb) - 1) == "they"
    return they or objects[0].side in fighting or (subject is not None and subject.side in fighting)
