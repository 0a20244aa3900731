"""Who says so: the source that a Russian sentence names for what it tells."""

from collections.abc import Iterator
from functools import cache

from kztui.extract.mention import Attribution, Mention
from kztui.extract.ru.clauses import Predicate
from kztui.extract.ru.denials import denials
from kztui.extract.ru.groups import Group
from kztui.extract.ru.mentions import organization_at
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.roles import subject_of
from kztui.extract.ru.vocabulary import word_set
from kztui.model.fact import Side

_REACH = 4


def find_attribution(reading: Parsed, before: Attribution | None) -> Attribution | None:
    """Return the source that a sentence names, the one named `before` when it only says "по её данным", or None."""
    for group in _sources(reading) if _quotes(reading) else ():
        found = _attribution(reading, group)
        if found is not None:
            return found
    if reading.sentence.words[:1] == ["официально"]:
        mention = Mention(reading.sentence, 0, 1, 0, "other")
        return Attribution(mention.exact, True, mention)
    words = " ".join(reading.sentence.words)
    return before if any(phrase in words for phrase in ("по его словам", "по ее словам", "по их данным")) else None


def second_voice(reading: Parsed, first: int, last: int) -> Attribution | None:
    """Return the source that a phrase among some tokens names beside the one of the rest of the sentence ("погибли
    семеро, по данным правозащитников — 11")."""
    if not word_set("attribution", "phrases") & {" ".join(reading.sentence.words[first : first + 2])}:
        return None
    named = (_attribution(reading, group) for group in _sources(reading) if first <= group.first < last)
    return next((found for found in named if found is not None), None)


def voice_apart(reading: Parsed, first: int, last: int) -> Attribution | None:
    """Return the source that a sentence names apart from a second one, which stands among some tokens."""
    if reading.attribution is None or reading.attribution.mention.first < first:
        return reading.attribution
    others = (_attribution(reading, group) for group in _sources(reading) if not first <= group.first < last)
    return next((found for found in others if found is not None), None)


def _quotes(reading: Parsed) -> bool:
    """Return whether a sentence has a verb or the words of a phrase that names who says or denies something."""
    sentence = reading.sentence
    if not all(map(_speaking().isdisjoint, sentence.lemma_sets)) or "ссылкой" in sentence.words:
        return True
    if _first_words().isdisjoint(sentence.words):
        return False
    words = " ".join(sentence.words)
    return any(phrase in words for phrase in word_set("attribution", "phrases"))


@cache
def _speaking() -> frozenset[str]:
    """Return the verbs that say or deny."""
    entries = ("attribution", "verbs"), ("constructions", "denial"), ("constructions", "confirming")
    return frozenset[str]().union(*(word_set(*entry) for entry in entries), word_set("denials", "calling"))


def _sources(reading: Parsed) -> Iterator[Group]:
    sentence = reading.sentence
    phrases = word_set("attribution", "phrases")
    for denial in denials(reading):
        clause = reading.clause_of(denial.predicate)
        named = (g for g in clause.groups if g.direct and not g.nested and "nom" in g.cases)
        yield from (g for g in (*_speakers(reading, denial.predicate), *named) if g is not denial.told)
    opening = _first_words()
    for group in reading.groups:
        start = group.first
        if group.inner and sentence.words[max(0, start - 1)] in opening:
            if " ".join(sentence.words[max(0, start - 1) : group.last]) in phrases:
                yield group.inner
            if " ".join(sentence.words[max(0, start - 1) : start + 1]) in phrases:
                yield group.inner
        if group.preposition == "на" and "ссылкой" in sentence.words[max(0, start - 3) : start]:
            yield group
    for clause in reading.clauses:
        for predicate in clause.predicates:
            if predicate.form.lemma not in word_set("attribution", "verbs"):
                continue
            yield from _speakers(reading, predicate)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of the phrases that name a source."""
    return frozenset(phrase.partition(" ")[0] for phrase in word_set("attribution", "phrases"))


def _speakers(reading: Parsed, predicate: Predicate) -> Iterator[Group]:
    """Yield who may be the speaker of a verb of saying: its subject, and whoever "в полиции" names."""
    subject = subject_of(reading, predicate)
    if subject is not None:
        yield subject
    groups = reading.clause_of(predicate).groups
    yield from (g for g in groups if g.preposition in ("в", "во") and "loc" in g.cases and not g.place)


def _attribution(reading: Parsed, group: Group) -> Attribution | None:
    sentence = reading.sentence
    end = min(group.end + 1, len(sentence.words))
    found = organization_at(sentence, group.first, min(end, group.first + _REACH))
    if found is not None:
        organization, first, last = found
        mention = Mention(sentence, first, last, first, "organization", organization.name)
        return Attribution(organization.name, organization.side == Side.SECURITY, mention)
    lemmas = {lemma for index in range(group.first, end) for lemma in sentence.lemmas(index)}
    official = bool(lemmas & word_set("attribution", "official"))
    mention = reading.mention_of(group)
    if not official and not lemmas & word_set("attribution", "sources") and mention.kind != "name":
        return None
    mention = Mention(sentence, group.first, min(group.end, len(sentence.words)), group.head, mention.kind)
    return Attribution(" ".join(mention.exact.split()), official, mention)
