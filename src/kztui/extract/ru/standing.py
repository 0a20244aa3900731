"""What a place is to the events of its sentence, by the preposition or the noun that governs it."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kztui.extract.mention import PlaceMention
from kztui.extract.reading import Reading
from kztui.extract.ru.morphology import lemma_of
from kztui.extract.ru.names import lookup
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import word_set
from kztui.gazetteer import Candidate, Kind

_QUOTES = frozenset('«»"“”„')
_GOVERNOR_REACH, _CARRYING_REACH, _LONGEST_PHRASE, _OFFICE_REACH = 7, 6, 6, 4
_STANDING = ("at", "near", "named", "modifier")


@cache
def _passed() -> frozenset[str]:
    """Return the nouns that can be between a preposition and the name of a place ("в селе", "на окраине города")."""
    names = ("regions", "districts", "areas", "quarters", "parts")
    return frozenset(word for name in names for word in word_set("places", name))


@cache
def _prepositions() -> frozenset[str]:
    return word_set("places", "at") | word_set("places", "near") | word_set("places", "from")


def governor(sentence: Analysed, first: int) -> tuple[str, int]:
    """Return the preposition that governs a name at a token, past nouns and adjectives of areas and parts of places,
    and its token; empty when another noun or nothing does."""
    index = first - 1
    while index >= 0 and first - index < _GOVERNOR_REACH:
        word = sentence.words[index]
        if word in _prepositions():
            return word, index
        passed = sentence.lemmas(index) & _passed() or word in _QUOTES or word == "."
        if not passed and sentence.pos(index) not in ("ADJF", "PRTF"):
            break
        index -= 1
    return "", index


def in_its_place(sentence: Analysed, mention: PlaceMention, named: Sequence[PlaceMention]) -> PlaceMention:
    """Return a place with its relation and what else the words before it say; `named` are the places before it."""
    if mention.relation in ("people", "dateline"):
        return mention
    before = {sentence.lemma(index) for index in range(max(0, mention.first - 2), mention.first)}
    if before & word_set("places", "hospitals"):
        return replace(mention, relation="from")
    preposition, at = governor(sentence, mention.first)
    relation = (
        _by_preposition(sentence, mention, preposition, at) if preposition else _by_noun(sentence, mention, named)
    )
    beside = sentence.lemmas(at) | sentence.lemmas(mention.first - 1)
    border = bool({"граница", "приграничье"} & beside) or _on_other_side(sentence, mention, named)
    country = bool(mention.candidates) and mention.candidates[0].kind is Kind.COUNTRY
    return replace(mention, relation=relation, governed=bool(preposition), border=border and country)


def _on_other_side(sentence: Analysed, mention: PlaceMention, named: Sequence[PlaceMention]) -> bool:
    """Return whether a country is named behind the one whose border with it is meant ("на границе Казахстана с
    Китаем")."""
    return bool(named) and named[-1].border and sentence.words[named[-1].last : mention.first] in (["с"], ["со"], ["и"])


def _by_preposition(sentence: Analysed, mention: PlaceMention, preposition: str, at: int) -> str:
    """Return the relation that a preposition says; "в" with a verb of carrying, or with a case of direction, is none of
    a place where something happened."""
    if preposition in word_set("places", "from"):
        distance = any(sentence.lemmas(i) & word_set("places", "distances") for i in range(max(0, at - 3), at))
        near = bool(sentence.lemmas(at - 1) & word_set("places", "near"))
        return "near" if near or (distance and preposition == "от") else "from"
    if preposition in word_set("places", "near"):
        return "near"
    words = range(max(0, at - _CARRYING_REACH), at)
    carried = any(sentence.lemmas(index) & word_set("places", "carrying") for index in words)
    inclined = bool(lookup(sentence.words[mention.first]))
    return "from" if (carried and inclined) or _directed(sentence, at) else "at"


def _directed(sentence: Analysed, at: int) -> bool:
    """Return whether the word after "в" or "на" is in the accusative alone: a direction and no place."""
    following = sentence.forms[at + 1] if at + 1 < len(sentence.forms) else ()
    forms = [form for form in following if form.pos in ("NOUN", "ADJF")]
    cases = {case for form in forms for case in form.cases}
    return "acc" in cases and "loc" not in cases and all(form.known for form in forms)


def _by_noun(sentence: Analysed, mention: PlaceMention, named: Sequence[PlaceMention]) -> str:
    """Return the relation of a place that a noun governs: "жители Бишкека" and "полиция Караганды" are no places of
    events, "в мечети Куляба" is; one beside a place takes that one's ("в Кульсары Атырауской области")."""
    if named and _beside(sentence, named[-1], mention):
        return named[-1].relation if named[-1].relation != "people" else "named"
    index = mention.first - 1
    while index >= 0 and (sentence.words[index] in _QUOTES or sentence.pos(index) == "ADJF"):
        index -= 1
    lemmas = sentence.lemmas(index)
    office = bool(lemmas & word_set("places", "offices"))
    if sentence.pos(index) != "NOUN" and not office:
        return "named"
    if lemmas & word_set("places", "origin"):
        return "from"
    if office or _office_before(sentence, index):
        country = bool(mention.candidates) and mention.candidates[0].kind is Kind.COUNTRY
        return "at" if _building(sentence, index) and not country else "people"  # an embassy is not in its country
    return "named"


def _beside(sentence: Analysed, one: PlaceMention, other: PlaceMention) -> bool:
    """Return whether two places are named together ("Уральске и Актобе", "Кульсары (Атырауская область)")."""
    joint = sentence.word(other.first - 1) in (",", "(", "и", *_QUOTES)
    return one.last == other.first or (joint and one.last >= other.first - 2)


def _building(sentence: Analysed, index: int) -> bool:
    """Return whether an office is the place where something happened ("в здание городской полиции Атырау")."""
    start = index
    while start >= 0 and index - start < _LONGEST_PHRASE and sentence.pos(start) in ("NOUN", "ADJF"):
        start -= 1
    inside = sentence.word(start) in ("в", "во", "на", "у", "возле", "около")
    return inside and bool({sentence.lemma(at) for at in range(start, index + 1)} & word_set("things", "target"))


def _office_before(sentence: Analysed, index: int) -> bool:
    """Return whether the noun at a token is governed by an office's ("департамента полиции города")."""
    start = index - 1
    while start >= 0 and index - start < _OFFICE_REACH and sentence.pos(start) in ("NOUN", "ADJF"):
        if sentence.lemmas(start) & word_set("places", "offices"):
            return True
        start -= 1
    return False


def prefer_countries(readings: Sequence[Reading]) -> None:
    """Put the places of each name in the order of the countries that the report surely names, most often first.

    A name of one country only is sure; one of several ("Ак-Сай") follows those.
    """
    sure: Counter[str] = Counter()
    for mention in (mention for reading in readings for mention in reading.places):
        countries = {candidate.place.country for candidate in mention.candidates}
        if len(countries) == 1:
            sure.update(countries)
    for reading in readings:
        reading.places = [
            replace(mention, candidates=_of_countries(mention.candidates, sure)) for mention in reading.places
        ]


def _of_countries(candidates: Sequence[Candidate], sure: Counter[str]) -> list[Candidate]:
    """Return the places in countries that the report surely names, those of the others only where there is none."""
    named = [candidate for candidate in candidates if candidate.place.country in sure]
    return sorted(named or candidates, key=lambda one: -sure[one.place.country])


def speak_for_themselves(readings: Sequence[Reading]) -> None:
    """Make the first town of an office, a hospital or residents the place of a report that names no other ("полиция
    Караганды", "житель Петропавловска")."""
    places = [place for reading in readings for place in reading.places if place.candidates]
    if any(place.relation in _STANDING and place.candidates[0].kind is not Kind.COUNTRY for place in places):
        return
    for reading in readings:
        for index, place in enumerate(reading.places):
            if _speaks(reading, place):
                reading.places[index] = replace(place, relation="named")
                return


def _speaks(reading: Reading, place: PlaceMention) -> bool:
    """Return whether a place is that of an office, a hospital or residents."""
    if not place.candidates or place.candidates[0].kind in (Kind.COUNTRY, Kind.DEMONYM):
        return False
    before = reading.word(place.first - 1)
    beside = word_set("places", "hospitals") | word_set("places", "residents")
    return place.relation == "people" or (place.relation == "from" and bool(before) and lemma_of(before) in beside)
