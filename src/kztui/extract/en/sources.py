"""Who says so: the source that a sentence names for what it tells."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kztui.extract.en.charges import finite
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.mentions import nobody
from kztui.extract.en.reading import Parsed
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import claims, says, verb_forms, word_set
from kztui.extract.mention import Attribution, Mention
from kztui.extract.reading import Event
from kztui.extract.shared import organizations

_OPPOSING = frozenset(("but", "while", "whereas", "though", "although"))
"""Words behind which another source can speak against the first."""

_PARTING = _OPPOSING | {";"}

_SEVERAL = 2
_DETERMINERS = frozenset(
    ("a", "an", "the", "these", "those", "same", "another", "one", "other", "this", "that", "his", "their")
)


def find_attribution(reading: Parsed, before: Attribution | None) -> Attribution | None:
    """Return the source that a sentence names, the one named `before` when it only says "the statement", or None."""
    return _within(reading, before, 0, len(reading.sentence.words))


def set_voices(reading: Parsed, events: Sequence[Event]) -> None:
    """Set who says what in a sentence that quotes one source against another ("seven died, the governor said, but a
    rights group counted eleven")."""
    words = reading.sentence.words
    if not events or _PARTING.isdisjoint(words):
        return
    cuts = [index for index, word in enumerate(words) if index and word in _PARTING]
    stretches = list(pairwise((0, *cuts, len(words))))
    voices = [_within(reading, None, first, last) for first, last in stretches]
    named = {voice.name for voice in voices if voice is not None}
    opposing = voices[0] is None and not _OPPOSING.isdisjoint(words)
    one_alone = opposing and any(
        voice is not None and _opens(reading, voice, first, last, events)
        for (first, last), voice in zip(stretches, voices, strict=True)
    )
    if len(named) < _SEVERAL and not one_alone:
        return
    for (first, last), voice in zip(stretches, voices, strict=True):
        for event in events:
            if first <= event.first < last:
                event.voice = voice
    reading.attribution = voices[0]


def _opens(reading: Parsed, voice: Attribution, first: int, last: int, events: Sequence[Event]) -> bool:
    """Return whether the tokens from one to another tell something, and name a source before all of it: one that is
    named at their end ("..., but the attackers escaped, police said", "..., though not badly, police said") speaks for
    the whole sentence."""
    here = [verb for verb in reading.verbs if first <= verb.first < last]
    told = {event.first for event in events if first <= event.first < last}
    told |= {verb.first for verb in here if finite(reading, verb) and not _says(reading, verb)}
    return bool(told) and all(voice.mention.first < at for at in (*told, *(verb.first for verb in here)))


def _says(reading: Parsed, verb: VerbGroup) -> bool:
    return reading.word(verb.main) in verb_forms("attribution", "verbs") and not verb.passive


def _within(reading: Parsed, before: Attribution | None, first: int, last: int) -> Attribution | None:
    """Return the source that is named among the tokens from one to another."""
    words = reading.sentence.words
    for index in _past_phrases(reading):
        mention = reading.mention_at(index) if first <= index < last else None
        if mention is not None:
            return _attribution(reading, mention, before)
    saying = verb_forms("attribution", "verbs")
    for verb in reading.verbs:
        if words[verb.main] in saying and first <= verb.first < last and not verb.passive:
            mention = _quoted(reading, verb) or subject_of(reading, verb)
            if mention is not None and (found := _attribution(reading, mention, before)):
                return found
    return None


@cache
def _phrases() -> list[list[str]]:
    """Return the phrases that name a source ("according to"), as words."""
    return [phrase.split() for phrase in sorted(word_set("attribution", "phrases"))]


def _past_phrases(reading: Parsed) -> Iterator[int]:
    """Yield the token after each phrase that names a source."""
    words = reading.sentence.words
    if not says(words, "attribution", "phrases"):
        return
    for phrase in _phrases():
        if phrase[0] in words:
            for index, word in enumerate(words):
                if word == phrase[0] and words[index : index + len(phrase)] == phrase:
                    yield index + len(phrase)


def _quoted(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return who is quoted in "X quoted Y as saying"."""
    if reading.word(verb.main) not in ("quoted", "cited", "quotes", "cites"):
        return None
    return next((m for m in reading.mentions if m.first >= verb.last), None)


def _attribution(reading: Parsed, mention: Mention, before: Attribution | None) -> Attribution | None:
    if nobody(mention):
        return None
    words = reading.sentence.words[mention.first : mention.last]
    if word_set("attribution", "anaphora") & {words[-1]} and not _of_a_kind(words):
        whose = reading.mention_at(mention.last + 1) if reading.word(mention.last) in ("of", "by", "from") else None
        return _attribution(reading, whose, before) if whose is not None else before
    if mention.kind == "organization":
        known = next((o for o in organizations().values() if o.name == mention.detail), None)
        official = known is not None and known.side == "security"
        return Attribution(mention.detail, official, mention)
    official = bool(word_set("attribution", "official") & {*words})
    of_the_state = official and words[-1] in ("source", "sources")  # "police sources"
    if word_set("attribution", "unofficial") & {*words} and not of_the_state:
        return Attribution(_plain(mention), False, mention)
    if not official and (claims() & {*words} or not _named(mention)):
        return None
    return Attribution(_plain(mention), official, mention)


def _of_a_kind(words: Sequence[str]) -> bool:
    """Return whether words say what kind of sources they call ("local sources"): they are no more "the sources"."""
    return words[-1] in ("source", "sources") and bool({*words[:-1]} - _DETERMINERS)


def _named(mention: Mention) -> bool:
    """Return whether a mention is a name, be it one that the lexicon does not know ("Human Rights Watch"): of those one
    word alone is none where it opens the sentence ("Eyewitnesses said")."""
    sentence = mention.sentence
    if mention.kind == "name":
        return True
    if mention.kind != "other" or mention.number or sentence.shouted:
        return False
    own = [index for index in range(mention.first, mention.head + 1) if sentence.words[index] != "the"]
    return own != [0] and all(map(sentence.capital, own))


def _plain(mention: Mention) -> str:
    """Return the words of a source without an article, in one line."""
    words = " ".join(mention.exact.split())
    return words[4:] if words.lower().startswith("the ") else words
