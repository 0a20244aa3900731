"""Where: the places that a Russian sentence names, in any case, and how it names them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kztui.extract.mention import PlaceMention
from kztui.extract.reading import Reading
from kztui.extract.ru.morphology import lemma_of
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import texts, word_set
from kztui.gazetteer import Candidate, Kind, gazetteer

_REGION = frozenset(("KZ", "KG", "UZ", "TJ", "TM"))
_ABROAD = 90_000
"""People of the least town outside Central Asia that is looked for: smaller ones share their names with other words."""

_LONGEST = 3
_LONGEST_PHRASE = 6
_DISTRICT_PREC = 3  # UCDP's where_prec
_QUOTES = frozenset('«»"“”„')
_ENDINGS = (
    ("ами", ("ы", "и", "")), ("ями", ("и",)), ("ого", ("ый", "ий", "ое")), ("его", ("ий",)), ("ому", ("ый", "ий")),
    ("ом", ("", "ое", "ый", "ий", "о")), ("ем", ("ь", "й", "", "е")), ("ой", ("а", "ая")), ("ей", ("я", "ь")),
    ("ою", ("а",)), ("ым", ("ый",)), ("им", ("ий",)), ("ую", ("ая",)), ("ию", ("ия",)), ("ии", ("ия",)),
    ("ых", ("ые",)), ("их", ("ие",)), ("ью", ("ь",)), ("ах", ("ы", "и", "")), ("ам", ("ы", "и")),
    ("е", ("", "а", "й", "ь", "о", "я")), ("у", ("", "а", "о")), ("а", ("", "о")), ("ы", ("", "а")),
    ("и", ("а", "ь", "я", "")), ("я", ("й", "ь", "")), ("ю", ("й", "я", "ь")),
)  # fmt: skip
"""Endings of nouns and adjectives in oblique cases, each with those that the name can have in the dictionary."""


def find_places(sentence: Analysed) -> list[PlaceMention]:
    """Return the places that a sentence names, in order."""
    found: list[PlaceMention] = []
    index = 0
    while index < len(sentence.words):
        mention = _place_at(sentence, index, found)
        if mention is None:
            index += 1
            continue
        found.append(mention)
        index = mention.last
    return found


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
            mention._replace(candidates=_of_countries(mention.candidates, sure)) for mention in reading.places
        ]


def _of_countries(candidates: Sequence[Candidate], sure: Counter[str]) -> list[Candidate]:
    """Return the places in countries that the report surely names, those of the others only where there is none."""
    named = [candidate for candidate in candidates if candidate.place.country in sure]
    return sorted(named or candidates, key=lambda one: -sure[one.place.country])


def _place_at(sentence: Analysed, index: int, before: Sequence[PlaceMention]) -> PlaceMention | None:
    if not sentence.words[index][0].isalpha():
        return None
    mention = _area_by_adjective(sentence, index) or _named_place(sentence, index) or _unlisted(sentence, index)
    if mention is None:
        return None
    return _in_its_place(sentence, mention, before)


def _area_by_adjective(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read "Актюбинской области", "Кордайского района", "Актюбинская и Атырауская области", "алматинском"."""
    word = sentence.words[index]
    if "ск" not in word:
        return None
    stem = _adjective_stem(word)
    if not stem:
        return None
    noun = sentence.lemmas(index + 1)
    if noun & word_set("places", "regions"):
        candidates = _lookup(f"{stem}ая область") or _lookup(f"{stem}ий край")
        return _of(sentence, index, index + 2, candidates, "at") if candidates else None
    if noun & word_set("places", "districts"):
        found = _lookup(f"{stem}ий район") or _around(_town_of(stem))
        return _of(sentence, index, index + 2, found, "at")
    town = texts("places", "adjectives").get(f"{stem}ий")
    if town:
        relation = "modifier" if not sentence.capital(index) or not index else "people"
        return _of(sentence, index, index + 1, _lookup(town), relation)
    people = [c for c in _lookup(f"{stem}ий") if c.kind is Kind.DEMONYM]
    return _of(sentence, index, index + 1, people, "people") if people else None


def _adjective_stem(word: str) -> str:
    """Return an adjective of a place without its ending ("актюбинск"), empty for any other word."""
    at = word.rfind("ск")
    return word[: at + 2] if at > 1 and 1 <= len(word) - at - 2 <= 3 else ""


def _around(towns: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the districts that are called after towns, as places of a district's precision."""
    return tuple(replace(town, place=replace(town.place, prec=max(town.place.prec, _DISTRICT_PREC))) for town in towns)


@lru_cache(maxsize=4096)
def _town_of(stem: str) -> tuple[Candidate, ...]:
    """Return the town that a district is called after ("кордайск" of "Кордайский район")."""
    town = texts("places", "adjectives").get(f"{stem}ий")
    if town:
        return _lookup(town)
    base = stem.removesuffix("ск")
    for end in ("", "а", "ы", "о", "я", "ь", "й", "е"):
        found = _lookup(base + end)
        if found:
            return found
    for cut in ("ин", "ов", "ен", "н"):
        if base.endswith(cut) and (
            found := next((f for e in ("", "а", "ы", "о") if (f := _lookup(base.removesuffix(cut) + e))), ())
        ):
            return found
    return ()


@lru_cache(maxsize=20_000)
def _lookup(name: str) -> tuple[Candidate, ...]:
    """Return the places of the region, and the large ones elsewhere, that a spelling can mean."""
    return tuple(
        found
        for found in gazetteer().lookup(name)
        if found.place.country in _REGION
        or found.kind in (Kind.COUNTRY, Kind.DEMONYM)
        or (found.population >= _ABROAD and found.kind is Kind.CITY)
    )


@lru_cache(maxsize=20_000)
def _declined(name: str) -> tuple[Candidate, ...]:
    """Return the places whose name in some case can be `name`, the likeliest first; by its dictionary form first."""
    found = _lookup(name)
    if found:
        return found
    best: tuple[Candidate, ...] = ()
    for base in _bases(name):
        candidates = _lookup(base)
        if candidates and (not best or candidates[0].rank > best[0].rank):
            best = candidates
    return best


def _bases(name: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 1:
            for replacement in replacements:
                yield name[: len(name) - len(ending)] + replacement
    if name.endswith("ска"):
        yield name[:-1]


def _named_place(sentence: Analysed, index: int) -> PlaceMention | None:
    if not (sentence.shouted or sentence.capital(index)):
        return _demonym(sentence, index)
    for count in range(min(_LONGEST, len(sentence.words) - index), 0, -1):
        if not all(word[0].isalpha() for word in sentence.words[index : index + count]):
            continue
        name = " ".join(sentence.words[index : index + count])
        candidates = _declined(name) if count == 1 else _lookup(name)
        if count == 2 and not candidates:
            candidates = _compound(sentence, index)
        if candidates and _believable(sentence, index, index + count, candidates):
            if candidates[0].kind is Kind.DEMONYM:
                return _of(sentence, index, index + count, candidates, "people")
            return _of(sentence, index, index + count, candidates, _relation(sentence, index, candidates))
    return None


def _compound(sentence: Analysed, index: int) -> tuple[Candidate, ...]:
    """Return the places with a name of two declined words ("Южной Осетии")."""
    first, second = sentence.words[index], sentence.words[index + 1]
    if not second[0].isalpha() or not sentence.capital(index + 1):
        return ()
    pairs = ((one, other) for one in (first, *_bases(first)) for other in (second, *_bases(second)))
    return next((found for one, other in pairs if (found := _lookup(f"{one} {other}"))), ())


def _demonym(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read "таджик", "узбекские"."""
    lemma = sentence.lemma(index)
    if sentence.pos(index) not in ("NOUN", "ADJF") or len(lemma) < 4:
        return None
    found = [c for c in gazetteer().lookup(lemma) if c.kind is Kind.DEMONYM] if _is_demonym(lemma) else []
    return _of(sentence, index, index + 1, found, "people") if found else None


@lru_cache(maxsize=20_000)
def _is_demonym(lemma: str) -> bool:
    return any(c.kind is Kind.DEMONYM for c in gazetteer().lookup(lemma))


def _believable(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """Return whether capitalised words name a place here and no person, street, firm or ordinary thing."""
    if candidates[0].kind is Kind.COUNTRY or last - first > 1:
        return True
    if _person_beside(sentence, first, last) or _called(sentence, first):
        return False
    known = [
        form
        for form in sentence.forms[first]
        if form.known and form.pos in ("NOUN", "VERB", "ADJF", "PREP", "ADVB", "CONJ", "NPRO", "NUMR", "PRTS")
    ]
    place = any("Geox" in form.grammemes for form in sentence.forms[first] if form.known)
    governed = _governor(sentence, first)[0] != ""
    if known and not place:
        ordinary = any(not form.grammemes & {"Name", "Surn", "Patr"} for form in known)
        return governed if not ordinary else governed and first > 0 and not sentence.shouted
    if candidates[0].personal_name or candidates[0].common_word:
        return governed or place or first < sentence.dateline
    if sentence.shouted:
        return governed or place or first < sentence.dateline
    return True


def _person_beside(sentence: Analysed, first: int, last: int) -> bool:
    """Return whether a name stands beside that makes it a person's ("Серик Ахметов", "А. Сатпаев")."""
    for index in (first - 1, last):
        if not 0 <= index < len(sentence.words) or sentence.shouted or not sentence.capital(index):
            continue
        if sentence.words[index].endswith(("ского", "ской", "ском", "ская", "ский")):
            continue
        named = any(form.grammemes & {"Name", "Surn", "Patr"} for form in sentence.forms[index][:2])
        initial = len(sentence.words[index]) == 1 and sentence.word(index + 1) == "." and index > 0
        if (initial and index > first) or (
            named
            and not _declined(sentence.words[index])
            and not (
                index < first
                and index == 0
                and sentence.forms[index][0].known
                and not sentence.forms[index][0].grammemes & {"Name", "Surn", "Patr"}
            )
        ):
            return True
    return (
        sentence.word(first - 1) == "."
        and len(sentence.word(first - 2)) == 1
        and sentence.word(first - 2) not in ("г", "с", "п")
    )


def _called(sentence: Analysed, first: int) -> bool:
    """Return whether a name is that of a street, a firm or a force («Кайрат», «Арыстан», "улица Сатпаева")."""
    before = first - 1
    quoted = sentence.word(before) in _QUOTES
    while before >= 0 and sentence.words[before] in (*_QUOTES, "."):
        before -= 1
    if before < 0:
        return quoted
    lemmas = sentence.lemmas(before)
    areas = word_set("places", "areas") | word_set("places", "quarters")
    if quoted:
        return not lemmas & areas
    return bool(lemmas & word_set("places", "streets")) and sentence.lemma(before) not in areas


def _unlisted(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read a village or quarter that the gazetteer lacks: "в селе Акшокы", "микрорайона «Зердели»"."""
    if not sentence.capital(index) or not index:
        return None
    before = index - 1
    while before > 0 and sentence.words[before] in (*_QUOTES, "."):
        before -= 1
    area = word_set("places", "areas") | word_set("places", "quarters")
    if not sentence.lemmas(before) & area or (len(sentence.words[before]) <= 2 and sentence.word(before + 1) != "."):
        return None
    last = index + 1
    while (
        last < len(sentence.words)
        and last - index < _LONGEST
        and sentence.words[last][0].isalpha()
        and sentence.capital(last)
    ):
        if _adjective_stem(sentence.words[last]):
            break
        last += 1
    if any(
        "Geox" not in form.grammemes and form.known and form.pos in ("PREP", "CONJ", "VERB")
        for form in sentence.forms[index][:1]
    ):
        return None
    return _of(sentence, index, last, (), "at")


def _of(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate], relation: str) -> PlaceMention:
    if first < sentence.dateline:
        relation = "dateline"
    return PlaceMention(first, last, sentence.exact(first, last), relation, candidates)


def _relation(sentence: Analysed, first: int, candidates: Sequence[Candidate]) -> str:
    return "named"


def _governor(sentence: Analysed, first: int) -> tuple[str, int]:
    """Return the preposition that governs a name at a token, past nouns and adjectives of areas and parts of places
    ("в селе", "на окраине города"), and its token; empty when another noun or nothing does."""
    passed = (
        word_set("places", "regions")
        | word_set("places", "districts")
        | word_set("places", "areas")
        | word_set("places", "quarters")
        | word_set("places", "parts")
    )
    index = first - 1
    while index >= 0 and first - index < 7:
        word = sentence.words[index]
        if word in word_set("places", "at") | word_set("places", "near") | word_set("places", "from"):
            return word, index
        if not (
            sentence.lemmas(index) & passed or word in _QUOTES or word == "." or sentence.pos(index) in ("ADJF", "PRTF")
        ):
            break
        index -= 1
    return "", index


def _in_its_place(sentence: Analysed, mention: PlaceMention, named: Sequence[PlaceMention]) -> PlaceMention:
    """Return a place with its relation and what else the words before it say."""
    if mention.relation in ("people", "dateline"):
        return mention
    if any(
        sentence.lemma(i) in word_set("places", "hospitals") for i in range(max(0, mention.first - 2), mention.first)
    ):
        return mention._replace(relation="from")
    preposition, at = _governor(sentence, mention.first)
    relation = _by_preposition(sentence, mention, preposition, at)
    if not preposition:
        relation = _by_noun(sentence, mention, at, named)
    beside = sentence.lemmas(at) | sentence.lemmas(mention.first - 1)
    border = bool({"граница", "приграничье"} & beside)
    country = bool(mention.candidates) and mention.candidates[0].kind is Kind.COUNTRY
    return mention._replace(relation=relation, governed=bool(preposition), border=border and country)


def _by_preposition(sentence: Analysed, mention: PlaceMention, preposition: str, at: int) -> str:
    if preposition in word_set("places", "from"):
        distance = any(sentence.lemmas(i) & word_set("places", "distances") for i in range(max(0, at - 3), at))
        near = bool(sentence.lemmas(at - 1) & word_set("places", "near"))
        return "near" if near or (distance and preposition == "от") else "from"
    if preposition in word_set("places", "near"):
        return "near"
    carried = any(
        form.lemma in word_set("places", "carrying")
        for index in range(max(0, at - 6), at)
        for form in sentence.forms[index]
    )
    inclined = bool(_lookup(sentence.words[mention.first]))
    return "from" if (carried and inclined) or _directed(sentence, at) else "at"


def _directed(sentence: Analysed, at: int) -> bool:
    """Return whether the word after "в" or "на" is in the accusative alone: a direction and no place."""
    forms = (
        [form for form in sentence.forms[at + 1] if form.pos in ("NOUN", "ADJF")]
        if at + 1 < len(sentence.forms)
        else []
    )
    cases = {case for form in forms for case in form.cases}
    return bool(cases) and "acc" in cases and "loc" not in cases and all(form.known for form in forms)


def _by_noun(sentence: Analysed, mention: PlaceMention, at: int, before: Sequence[PlaceMention]) -> str:
    """Return the relation of a place that a noun governs: "жители Бишкека" and "полиция Караганды" are no places of
    events, "в мечети Куляба" is; one beside a place takes that one's ("в Кульсары Атырауской области")."""
    if (
        before
        and before[-1].last >= mention.first - 2
        and sentence.word(mention.first - 1) in ("", ",", "(", "и", *_QUOTES)
    ) or (before and before[-1].last == mention.first):
        return before[-1].relation if before[-1].relation != "people" else "named"
    index = mention.first - 1
    while index >= 0 and (sentence.words[index] in _QUOTES or sentence.pos(index) == "ADJF"):
        index -= 1
    lemmas = sentence.lemmas(index)
    if sentence.pos(index) == "NOUN" or lemmas & word_set("places", "offices"):
        if lemmas & word_set("places", "origin"):
            return "from"
        if lemmas & word_set("places", "offices") or _office_before(sentence, index):
            return "at" if _building(sentence, index) else "people"
    return "named"


def _building(sentence: Analysed, index: int) -> bool:
    """Return whether an office is the place where something happened ("в здание городской полиции Атырау")."""
    start = index
    while start >= 0 and index - start < _LONGEST_PHRASE and sentence.pos(start) in ("NOUN", "ADJF"):
        start -= 1
    inside = sentence.word(start) in ("в", "во", "на", "у", "возле", "около")
    return inside and bool({sentence.lemma(at) for at in range(start, index + 1)} & word_set("things", "target"))


def speak_for_themselves(readings: Sequence[Reading]) -> None:
    """Make the first town of an office, a hospital or residents the place of a report that names no other ("полиция
    Караганды", "житель Петропавловска")."""
    standing = ("at", "near", "named", "modifier")
    places = [place for reading in readings for place in reading.places if place.candidates]
    if any(place.relation in standing and place.candidates[0].kind is not Kind.COUNTRY for place in places):
        return
    for reading in readings:
        for index, place in enumerate(reading.places):
            small = place.candidates and place.candidates[0].kind not in (Kind.COUNTRY, Kind.DEMONYM)
            before = reading.sentence.words[max(0, place.first - 1) : place.first]
            beside = word_set("places", "hospitals") | word_set("places", "residents")
            near = place.relation == "from" and bool(before) and lemma_of(before[0]) in beside
            if (place.relation == "people" or near) and small:
                reading.places[index] = place._replace(relation="named")
                return


def _office_before(sentence: Analysed, index: int) -> bool:
    """Return whether the noun at a token is governed by an office's ("департамента полиции города")."""
    start = index - 1
    while start >= 0 and index - start < 4 and sentence.pos(start) in ("NOUN", "ADJF"):
        if sentence.lemmas(start) & word_set("places", "offices"):
            return True
        start -= 1
    return False
