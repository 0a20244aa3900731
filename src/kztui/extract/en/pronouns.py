"""Pronouns: how many people "he", "they" and "neither" are, and what "it" is."""

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.subjects import subject_start
from kztui.extract.mention import Mention
from kztui.extract.reading import Reading

THEMSELVES = ("himself", "herself", "themselves")
_ONE, _ONE_OBJECT = ("he", "she"), ("him", "her")
_SEVERAL, _SEVERAL_OBJECT = ("they", "neither", "all"), ("them",)


def people_meant(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the pronoun before a verb group as people, counted by the only number of people that it can mean.

    That number stands before it in its own sentence, or else in the sentence before.
    """
    return _meant(reading, subject_start(reading, verb) - 1, verb, _ONE, _SEVERAL)


def object_meant(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the pronoun behind a verb group as people, counted alike ("beat him to death", "killed them")."""
    return _meant(reading, verb.last, verb, _ONE_OBJECT, _SEVERAL_OBJECT)


def it_meant(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the thing or people that "it" or "them" behind a verb means ("stopped a bus and set it on fire"): the last
    of such number that the sentence names before."""
    word = reading.word(verb.main + 1)
    if word not in ("it", *_SEVERAL_OBJECT):
        return None
    before = (m for m in reversed(reading.mentions) if m.last <= verb.first)
    several = word != "it"
    return next((m for m in before if _several(m) is several and (m.kind == "target" or (several and m.people))), None)


def _several(mention: Mention) -> bool:
    return mention.plural or (mention.number is not None and mention.number.value > 1)


def _meant(
    reading: Parsed, at: int, verb: VerbGroup, one_person: tuple[str, ...], several: tuple[str, ...]
) -> Mention | None:
    word = reading.word(at)
    if word in one_person:
        return Mention(reading.sentence, at, at + 1, at, "number", definite=True)
    if word not in several:
        return None
    meant = _counted(reading, at) or (_counted(reading.before) if reading.before else [])
    all_of_them = "all" in reading.sentence.words[verb.first : verb.last + 1] and meant and meant[0].first == 0
    if not meant or (len(meant) > 1 and not all_of_them):
        return None
    one = meant[0]  # the only one, or the subject that a sentence begins with
    return Mention(
        reading.sentence, at, at + 1, at, "number", side=one.side, number=one.number, plural=True, definite=True
    )


def _counted(reading: Reading, end: int | None = None) -> list[Mention]:
    """Return the people of a sentence, up to a token, of whom it says that they are several and how many."""
    mentions = [m for m in reading.mentions if end is None or m.last <= end]
    return [m for m in mentions if m.people and m.number is not None and m.number.value > 1]
