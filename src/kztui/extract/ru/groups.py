"""Noun groups of a Russian sentence: numeral, modifiers and noun that agree in case, with the genitive behind them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from kztui.extract.ru.morphology import Ending, Lexeme
from kztui.extract.ru.numbers import Numeral, may_count, read_number
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import adjectival, number_values, phrases, senses, table, word_set

_OLDEST = 120
_DECLINED = (2, 3, 4)
"""Numbers whose accusative is that of the people whom they count."""

_DIRECT = frozenset(("nom", "acc"))
_PLURAL = frozenset(("plur",))
_MODIFIERS = ("ADJF", "PRTF")
_TRAILING = 4
"""Tokens behind a noun that can belong to a phrase of the lexicon ("сотрудник правоохранительных органов")."""

_AFTER_NAME = frozenset(("Name", "Surn", "Patr"))
_GOVERNED = {
    preposition: frozenset(cases.split())
    for prepositions, cases in (
        ("по к благодаря вопреки согласно", "dat"),
        ("из от у для без до после около кроме среди возле близ против вместо из-за", "gen"),
        ("в во на", "acc loc"), ("о об обо при", "loc"), ("с со", "ins gen"), ("под за", "ins acc"),
        ("над между перед", "ins"), ("через про сквозь спустя включая", "acc"),
    )
    for preposition in prepositions.split()
}  # fmt: skip
"""The cases that prepositions govern; those of other meanings are left out."""

_SURNAME = re.compile(r"\w{2,}(?:ов|ев|ин|баев|беков|улы|заде)")
_AMONG = frozenset(("среди", "числе", "включая", "них", "которых"))
_LISTING = frozenset((",", "и", "а", "также", "еще", "—", "–"))
_QUOTES = frozenset('«»"“”„')
_PAST = _QUOTES | {"еще", "только", "самих", "самого", "также"}
"""What can stand between a preposition and the group that it governs."""


class Group(Struct, eq=False):
    """Tokens `first` to `last` (exclusive) around the noun, or the bare numeral, at `head`.

    `cases` are those that it can be in; `preposition` is the word that governs it, empty for none, and `inner` the
    group in the genitive behind it, which is `nested`; `whole` is the group that a numeral is of ("один из солдат").
    `key` is the phrase of the lexicon that it fits, or the dictionary form of its noun. `place` says that it is the
    name of a place, `bare` that it is only a numeral, `named` that a person's name is in it, `part` that it only tells
    who is among those named before ("среди них шесть солдат").
    """

    first: int
    last: int
    head: int
    cases: frozenset[str]
    key: str
    numeral: Numeral | None = None
    plural: bool = False
    gender: str = ""
    animate: bool = False
    preposition: str = ""
    inner: "Group | None" = None
    whole: "Group | None" = None
    modifiers: tuple[int, ...] = ()
    endings: frozenset[Ending] = frozenset()
    place: bool = False
    bare: bool = False
    named: bool = False
    part: bool = False
    nested: bool = False

    @property
    def end(self) -> int:
        """The token after the group and the genitives behind it."""
        return self.inner.end if self.inner else self.last

    @property
    def direct(self) -> bool:
        """Whether no preposition governs it."""
        return not self.preposition


def find_groups(sentence: Analysed, taken: frozenset[int], places: dict[int, int]) -> list[Group]:
    """Return the noun groups of a sentence in order, genitives apart from those that they belong to.

    `taken` are the tokens of times, `places` the tokens where names of places begin, with those where they end.
    """
    flat: list[Group] = []
    past = 0
    for index, (word, read) in enumerate(zip(sentence.words, sentence.read, strict=True)):
        if index < past or index in taken or not (read.nominal or index in places or may_count(word)):
            continue
        group = _group(sentence, index, taken, places)
        if group is not None:
            _govern(sentence, group)
            flat.append(group)
            past = group.last
    _nest(sentence, flat)
    _mark_parts(sentence, flat)
    for group in flat:
        group.key = _key(sentence, group)
    return flat


def _group(sentence: Analysed, first: int, taken: frozenset[int], places: dict[int, int]) -> Group | None:
    if first in places:
        last = places[first]
        return Group(first, last, first, frozenset(("gen", "loc", "acc", "nom")), "", place=True)
    counts = may_count(sentence.words[first]) and not _numbered(sentence, first)
    numeral = read_number(sentence, first) if counts else None
    if numeral is not None and _age(sentence, numeral):
        return Group(numeral.first, numeral.last, numeral.last - 1, frozenset(("gen",)), "", preposition="в")
    if numeral is not None and any(index in taken for index in range(numeral.first, numeral.last)):
        numeral = None
    index = numeral.last if numeral else first
    start = numeral.first if numeral else first
    modifiers: list[int] = []
    while index < len(sentence.words) and index not in taken and index not in places:
        if numeral and index == numeral.last and sentence.pos(index) == "ADVB" and _modifier(sentence, index + 1):
            index += 1
        if modifiers and sentence.words[index] in _QUOTES:
            break
        form = _head_form(sentence, index, modifiers)
        if form is not None:
            return _headed(sentence, start, index, modifiers, numeral, form)
        if not _modifier(sentence, index):
            break
        modifiers.append(index)
        index += 1
    if numeral:
        if modifiers and (noun := _substantive(sentence, start, modifiers, numeral)):
            return noun
        cases = numeral.cases or frozenset(("nom", "acc", "gen"))
        group = Group(start, numeral.last, numeral.last - 1, cases, "", numeral, plural=numeral.value != 1, bare=True)
        group.animate = numeral.people
        return group
    return _substantive(sentence, start, modifiers, None)


def _numbered(sentence: Analysed, index: int) -> bool:
    """Return whether a number is part of a name: "СИЗО-50", "дом № 7"."""
    before = sentence.word(index - 1)
    return before == "№" or (before in ("-", "–") and sentence.exact(max(0, index - 2), max(1, index - 1)).isupper())


def _age(sentence: Analysed, numeral: Numeral) -> bool:
    """Return whether a number is how old somebody is, or one of two ages ("35 и 41 года")."""
    if not sentence.words[numeral.last - 1].isdecimal() or sentence.word(numeral.last) not in ("и", ",", "-", "–", "—"):
        return False
    other = read_number(sentence, numeral.last + 1) if numeral.last + 1 < len(sentence.words) else None
    return other is not None and "год" in sentence.lemmas(other.last) and numeral.value < _OLDEST > other.value


def _head_form(sentence: Analysed, index: int, modifiers: list[int]) -> Lexeme | None:
    """Return the noun that a token can be, agreeing with the modifiers before it."""
    nouns = sentence.read[index].nouns
    if not nouns or behind_numeral(sentence, index):
        return None
    forms = sentence.forms[index]
    if forms[0].pos in _MODIFIERS and (
        index + 1 < len(sentence.words)
        and any(f.pos == "NOUN" and _shared(forms[0], f) for f in sentence.forms[index + 1][:1])
    ):
        return None
    if index and sentence.capital(index) and (name := _surname_form(sentence.words[index], forms)):
        return name
    if not modifiers:
        return nouns[0]
    return next((noun for noun in nouns if all(_agrees(sentence, at, noun) for at in modifiers)), None)


def behind_numeral(sentence: Analysed, index: int) -> bool:
    """Return whether a participle that can be a noun describes those of a bare number ("двоих, погибших в бою")."""
    if sentence.word(index - 1) != "," or not sentence.lemmas(index - 2) & number_values().keys():
        return False
    return any(form.pos == "PRTF" for form in sentence.forms[index])


def _surname_form(word: str, forms: Sequence[Lexeme]) -> Lexeme | None:
    """Return a capitalised word as a man's surname where its ending says so and the dictionary has another word."""
    if not _SURNAME.fullmatch(word) or any(form.grammemes & (_AFTER_NAME | {"Geox"}) for form in forms):
        return None
    return Lexeme(word, "NOUN", frozenset([Ending("nom", "sing", "masc")]), frozenset(("NOUN", "anim", "Surn")), False)


def _modifier(sentence: Analysed, index: int) -> bool:
    return sentence.pos(index) in _MODIFIERS


def _agrees(sentence: Analysed, index: int, noun: Lexeme) -> bool:
    return any(form.pos in _MODIFIERS and _shared(form, noun) for form in sentence.forms[index])


@lru_cache(maxsize=50_000)
def _shared(modifier: Lexeme, noun: Lexeme) -> frozenset[str]:
    """Return the cases in which a modifier agrees with a noun in number and gender."""
    fixed = "Fixd" in noun.grammemes
    return frozenset(
        one.case
        for one in modifier.endings
        for other in noun.endings
        if one.case == other.case and (fixed or one.number == other.number) and _gender_fits(one, other)
    )


def _gender_fits(one: Ending, other: Ending) -> bool:
    return one.number == "plur" or not one.gender or not other.gender or one.gender == other.gender


def _headed(
    sentence: Analysed, first: int, head: int, modifiers: list[int], numeral: Numeral | None, noun: Lexeme
) -> Group | None:
    cases = noun.cases
    for index in modifiers:
        agreed = frozenset(c for form in sentence.forms[index] if form.pos in _MODIFIERS for c in _shared(form, noun))
        cases = (cases & agreed) or cases
    plural = noun.numbers <= _PLURAL
    if not plural and "plur" in noun.numbers:
        plural = bool(modifiers) and all(form.numbers <= _PLURAL for form in sentence.forms[modifiers[0]][:1])
    if numeral:
        cases = _counted_cases(numeral, noun, cases)
        if not cases:
            group = Group(
                first,
                numeral.last,
                numeral.last - 1,
                numeral.cases or frozenset(("nom", "acc", "gen")),
                "",
                numeral,
                bare=True,
            )
            group.plural, group.animate = numeral.value != 1, numeral.people
            return group
        plural = numeral.value != 1
    sense = senses().get(noun.lemma)
    if sense and sense.kind == "people" and not noun.animate and "gen" in cases and "nom" not in cases:
        cases |= {"acc"}  # "авторитет" of a man: animate here
    group = Group(
        first, head + 1, head, cases, noun.lemma, numeral, plural, noun.gender, noun.animate, modifiers=tuple(modifiers)
    )
    group.endings = noun.endings
    _extend_by_name(sentence, group, noun)
    return group


def _counted_cases(numeral: Numeral, noun: Lexeme, cases: frozenset[str]) -> frozenset[str]:
    """Return the cases of a numeral with its noun: in the nominative and accusative the noun is in the genitive."""
    wanted = numeral.cases or frozenset(("nom", "acc", "gen", "dat", "ins", "loc"))
    one = numeral.value % 10 == 1 and numeral.value % 100 != 11
    found = {case for case in wanted - _DIRECT if case in cases}
    if "gen" in cases or (one and cases & _DIRECT) or (noun.animate and "acc" in cases):
        found |= wanted & _DIRECT
    if noun.animate and "gen" not in wanted and (numeral.people or numeral.value in _DECLINED):
        found.discard("acc")  # it would be "двоих полицейских"
    return frozenset(found)


def _extend_by_name(sentence: Analysed, group: Group, noun: Lexeme) -> None:
    """Take the words of a name into a group: "майор Дархан Сулеев", "Максат Кариев", "имам Х. Р."."""
    if not (noun.animate or noun.grammemes & _AFTER_NAME or not noun.known):
        return
    if sentence.word(group.first - 1) in _QUOTES:  # «Кайрат», a club
        group.animate = group.animate and not noun.grammemes & _AFTER_NAME
        return
    group.named = bool(noun.grammemes & _AFTER_NAME and sentence.capital(group.head)) or (
        not noun.known
        and sentence.capital(group.head)
        and group.head > 0
        and not sentence.exact(group.head, group.last).isupper()
    )
    index = group.last
    while (
        index < len(sentence.words)
        and index - group.last < 1
        and sentence.words[index][0].isalpha()
        and sentence.capital(index)
    ):
        forms = sentence.forms[index]
        initial = len(sentence.words[index]) == 1 and sentence.word(index + 1) == "."
        if not initial and sum(map(str.isupper, sentence.exact(index, index + 1))) > 1:  # an abbreviation
            break
        if not initial and not any(f.grammemes & _AFTER_NAME or (f.pos == "NOUN" and not f.known) for f in forms):
            break
        index += 2 if initial else 1
        group.last = index
        group.named = True


def _substantive(sentence: Analysed, first: int, modifiers: list[int], numeral: Numeral | None) -> Group | None:
    """Return the group of an adjective or participle that stands for people ("двое раненых", "нападавшие")."""
    if not modifiers:
        return None
    head = modifiers[-1]
    form = sentence.forms[head][0]
    described = _follows_its_noun(sentence, modifiers[0], form) or behind_numeral(sentence, modifiers[0])
    if numeral is None and form.pos == "PRTF" and described:
        return None
    counted_off = form.lemma in word_set("people", "ordinals") and not form.numbers <= _PLURAL
    if counted_off and len(modifiers) == 1 and numeral is None:
        alone = Numeral(head, head + 1, 1, cases=form.cases)  # "третий ранен"
        return Group(head, head + 1, head, form.cases, form.lemma, alone, bare=True, animate=True)
    if adjectival(sentence.words[head]) not in senses() and form.lemma not in senses():
        return None
    cases = form.cases
    plural = form.numbers <= _PLURAL
    if numeral:
        one = numeral.value % 10 == 1 and numeral.value % 100 != 11
        cases = frozenset(
            {c for c in numeral.cases or cases if c in cases}
            | (_DIRECT & (numeral.cases or _DIRECT) if "gen" in cases or one else set())
        )
        plural = numeral.value != 1
    return Group(
        first,
        head + 1,
        head,
        cases,
        form.lemma,
        numeral,
        plural,
        form.gender,
        animate=True,
        modifiers=tuple(modifiers[:-1]),
    )


def _follows_its_noun(sentence: Analysed, first: int, form: Lexeme) -> bool:
    """Return whether a participle behind a comma agrees with a noun before it: "солдат, убитых в Таразе"."""
    if sentence.word(first - 1) != "," or {"нет", "нету"} & {*sentence.words[first + 1 : first + 4]}:
        return False  # "задержаны 30 человек, пострадавших нет"
    for index in range(first - 2, max(-1, first - 2 - _TRAILING), -1):
        noun = next((noun for noun in sentence.forms[index] if noun.pos == "NOUN"), None)
        if noun is not None and _shared(form, noun):
            return True
    return False


def _govern(sentence: Analysed, group: Group) -> None:
    """Set the preposition right before a group, past adverbs ("у ещё двоих")."""
    index = group.first - 1
    while index >= 0 and sentence.words[index] in _PAST:
        index -= 1
    if index >= 0 and sentence.pos(index) == "PREP":
        bounded = (
            group.numeral is not None
            and group.numeral.first == group.first
            and sentence.words[group.first] in ("до", "около", "свыше")
        )
        group.preposition = "" if bounded else sentence.words[index]
    if group.preposition and not group.bare and not group.place:
        _narrow(group)


def _narrow(group: Group) -> None:
    """Keep the cases that the preposition of a group goes with; they can also say whether it is plural."""
    cases = group.cases & _GOVERNED.get(group.preposition, group.cases)
    if not cases:
        return
    group.cases = cases
    numbers = {ending.number for ending in group.endings if ending.case in cases}
    if len(numbers) == 1 and group.numeral is None:
        group.plural = numbers == {"plur"}


def _nest(sentence: Analysed, groups: list[Group]) -> None:
    """Make each group in the genitive right behind another one its inner group."""
    for outer, inner in reversed(list(pairwise(groups))):
        if inner.preposition == "из" and outer.bare and inner.first == outer.last + 1 and "gen" in inner.cases:
            outer.whole = inner
        joined = inner.first == outer.last or (
            inner.first == outer.last + 1 and sentence.words[outer.last] in _QUOTES and outer.animate
        )
        if not joined or not inner.direct or inner.bare:
            continue
        if outer.preposition and inner.animate and outer.key in word_set("people", "destinations"):
            continue
        by_means = outer.preposition == "из" or ("ins" in outer.cases and not outer.preposition)
        if inner.animate and by_means and _weapon(outer):  # "ранил ножом водителя", "застрелил из ружья сторожа"
            continue
        if outer.key in word_set("people", "body") or (outer.key in table("dates", "units") and inner.animate):
            continue
        counted = inner.numeral is not None and "gen" not in (inner.numeral.cases or {"gen"})
        if "gen" in inner.cases and not outer.bare and not counted and (inner.place or not outer.place):
            outer.inner, inner.nested = inner, True


def _weapon(group: Group) -> bool:
    sense = senses().get(group.key)
    return sense is not None and sense.kind == "weapon"


def _mark_parts(sentence: Analysed, groups: list[Group]) -> None:
    """Mark the groups behind "среди них", "в том числе", "из них", "включая", and those listed with them."""
    last = 0
    part = False
    for group in groups:
        between = sentence.words[last : group.first]
        if "числе" in sentence.words[group.first : group.last]:  # "в том числе"
            part, group.part, last = True, True, group.last
            continue
        if not _AMONG.isdisjoint(between):
            part = True
        elif part and not all(word in _LISTING for word in between) and group.direct:
            part = False
        group.part = part
        last = group.last


def _key(sentence: Analysed, group: Group) -> str:
    """Return the longest phrase of the lexicon that a group fits, or the dictionary form of its noun."""
    if group.place or group.bare:
        return ""
    head = _head_key(sentence, group)
    starts = phrases().get(head, ())
    if starts:
        before = [adjectival(sentence.words[index]) for index in group.modifiers]
        behind = list(_behind(sentence, group.last))
        for phrase, at in starts:
            left, right = phrase[:at], phrase[at + 1 :]
            if (not left or tuple(before[-len(left) :]) == left or set(left) <= {*before}) and _in_order(right, behind):
                return " ".join(phrase)
    return head


def _head_key(sentence: Analysed, group: Group) -> str:
    word = sentence.words[group.head]
    if group.key in senses():
        return group.key
    parts = [part for part in group.key.split("-") if part in senses()] if "-" in group.key else []
    if parts:  # "боевик-одиночка", "водитель-смертник"
        return next((part for part in parts if senses()[part].detail == "perpetrator"), parts[0])
    made = adjectival(word)
    return (
        made
        if made in senses() and any(form.lemma == made or form.pos in _MODIFIERS for form in sentence.forms[group.head])
        else group.key
    )


def _behind(sentence: Analysed, last: int) -> Iterator[str]:
    """Yield the dictionary forms of the words behind a noun, prepositions and quotation marks apart."""
    for index in range(last, min(last + _TRAILING, len(sentence.words))):
        word = sentence.words[index]
        if word in ",.;:—–()":
            return
        if word not in _QUOTES and sentence.pos(index) != "PREP":
            yield adjectival(word) if sentence.pos(index) in _MODIFIERS else sentence.lemma(index)


def _in_order(wanted: tuple[str, ...], words: list[str]) -> bool:
    return tuple(words[: len(wanted)]) == wanted or (len(wanted) == 1 and wanted[0] in words[:2])
