"""Noun groups and verb groups: the phrases that events are made of."""

from msgspec import Struct

from kztui.extract.en.inflection import singular
from kztui.extract.en.numbers import read_number
from kztui.extract.en.vocabulary import nouns, past_phrase, phrases_by_first, says, word_set
from kztui.extract.mention import Number
from kztui.extract.sentence import Sentence

_PARTICLES = word_set("clauses", "particles")
_NAMED_GROUPS = [
    [noun] for noun in sorted(word_set("groups", "nouns") | {"group", "groups", "gang", "cell", "organizations"})
]
_OLDEST = 120
_BETWEEN_AGES = frozenset(("and", "or", "to", ",", "between"))
_AGE_ENDS = {",": (",", ";"), "(": (")",)}
_AGE_OPENS = frozenset(("aged", "of", *_AGE_ENDS))
_OLD = (["years", "old"], ["months", "old"])
_COUNTING = frozenset(("dozens", "scores", "hundreds", "couple"))
"""Nouns that say a number."""

_ADVERBS = 3
"""Words behind "another" among which a participle can follow adverbs."""

_OPENING = frozenset("\"“”‘'`[(")
_QUOTES = _OPENING - frozenset("[(")
"""Marks that can open a name inside a noun group."""

_SERIAL = frozenset(("no", "№"))
_BEFORE_PARTICIPLE = frozenset(('"', "“", "'", "‘", "all", "both"))


class NounGroup(Struct):
    """Tokens `first` to `last` (exclusive) around the noun at `head`, or around a bare number; the first `number` among
    them."""

    first: int
    last: int
    head: int
    number: Number | None


class VerbGroup(Struct):
    """Tokens `first` to `last` (exclusive) around the full verb at `main`.

    `passive`: the subject suffers it. `negated`: "not" or "no one". `modal`: it may, will or was to happen.
    `bare`: an -ing form or participle without an auxiliary.
    """

    first: int
    last: int
    main: int
    passive: bool = False
    negated: bool = False
    modal: bool = False
    bare: bool = False


class Groups(Struct):
    """The groups of one sentence, each list in order and without overlaps."""

    nouns: list[NounGroup]
    verbs: list[VerbGroup]


def find_groups(sentence: Sentence) -> Groups:
    """Return the noun and verb groups of a tagged sentence."""
    nouns: list[NounGroup] = []
    verbs: list[VerbGroup] = []
    index = 0
    words, tags = sentence.words, sentence.tags
    while index < len(words):
        letter = tags[index]
        nominal = letter in "NPJMTR" or (letter == "." and words[index] in _OPENING)
        if nominal and (group := _noun_group(sentence, index)):
            nouns += [] if _age(sentence, group) or _measure(sentence, group) else [group]
            index = group.last
        elif (letter in "VDGBHA" or words[index] == "to") and (verb := _verb_group(sentence, index)):
            verbs.append(verb)
            index = verb.last
        else:
            index += 1
    return Groups(nouns, verbs)


def set_totals_apart(sentence: Sentence) -> None:
    """Give the words of "all in all" and its like the tag of a time, so that they part noun groups and govern none."""
    if not says(sentence.words, "numbers", "totals"):
        return
    totals = phrases_by_first("numbers", "totals")
    for index in (index for index, word in enumerate(sentence.words) if word in totals):
        if last := past_phrase(sentence.words, index, "numbers", "totals"):
            sentence.tags[index:last] = "Z" * (last - index)


def set_serials_apart(sentence: Sentence) -> None:
    """Give the words of "No. 5" the tag of a time: such a number counts nobody."""
    words, tags = sentence.words, sentence.tags
    if _SERIAL.isdisjoint(words):
        return
    for index in (index for index, word in enumerate(words) if word in _SERIAL):
        last = index + (3 if words[index + 1 : index + 2] == ["."] else 2)
        if index and tags[last - 1 : last] == ["M"] and (words[index] == "№" or last == index + 3):
            tags[index:last] = "Z" * (last - index)


def _age(sentence: Sentence, group: NounGroup) -> bool:
    """Return whether a number is how old somebody is ("a guard, 35, was", "a guard aged 35", "35 years old")."""
    words = sentence.words
    if words[group.head] in ("years", "months") and words[group.last : group.last + 1] == ["old"]:
        return True
    if sentence.tags[group.head] != "M" or not group.first:
        return False
    return past_age(words, _age_opens(sentence, group.first)) >= group.last


def _age_opens(sentence: Sentence, index: int) -> int:
    """Return the token that would open the ages that a number belongs to ("aged", "of", a comma or a bracket)."""
    words = sentence.words
    start = index - 1
    while start and (words[start] in _BETWEEN_AGES or sentence.tags[start] == "M") and "aged" in words[:start]:
        start -= 1
    return start if words[start] == "aged" else index - 1


def past_age(words: list[str], index: int) -> int:
    """Return the token after an age that begins at a token ("aged 24 and 31", "of 40", ", 52,", "(52)"), else the
    token itself. The comma behind it is no part of it; "of 40" follows a noun for one person.
    """
    opening = words[index] if index < len(words) else ""
    if opening not in _AGE_OPENS:
        return index
    if opening == "of" and not (index and _one_person(words[index - 1])):
        return index
    last = _past_number(words, index + 1)
    behind = words[last] if last < len(words) else ""
    if last == index + 1:
        return index
    if opening == "aged":
        named = words[index - 2] if index > 1 and words[index - 1] == "," else words[index - 1] if index else ""
        while behind in _BETWEEN_AGES and singular(named) != named:
            following = _past_number(words, last + 1)
            if following == last + 1 or not _ends_age(words, following):
                break
            last, behind = following, words[following] if following < len(words) else ""
        return last
    if opening == "of":
        return last if _ends_age(words, last) else index
    old = _past_years_old(words, last)
    if old:
        return old
    digits = words[index + 1].isdecimal()
    return last + (behind == ")") if digits and behind in _AGE_ENDS[opening] else index


def _past_years_old(words: list[str], last: int) -> int:
    """Return the token after "and 31 years old" behind an age, the other ages perhaps left out; else 0."""
    while last < len(words) and words[last] in _BETWEEN_AGES:
        following = _past_number(words, last + 1)
        if following == last + 1:
            return 0
        last = following
    return last + 2 if words[last : last + 2] in _OLD else 0


def _past_number(words: list[str], index: int) -> int:
    """Return the token after a number that can be somebody's age, else the token itself."""
    number = read_number(words, index) if index < len(words) else None
    return number.last if number is not None and 0 < (number.value_max or number.value) < _OLDEST else index


def _ends_age(words: list[str], last: int) -> bool:
    """Return whether no noun that a number could count follows it."""
    word = words[last] if last < len(words) else "."
    return word not in nouns() and singular(word) not in nouns() and not word.isdecimal()


def _one_person(word: str) -> bool:
    sense = nouns().get(word)
    return sense is not None and sense.kind == "people" and word not in word_set("people", "collective")


def _measure(sentence: Sentence, group: NounGroup) -> bool:
    """Return whether a group is so much of a unit ("some 25 kilometres away")."""
    if "M" not in sentence.tags[group.first : group.head]:
        return False
    return singular(sentence.words[group.head]) in word_set("numbers", "measures")


def _noun_group(sentence: Sentence, first: int) -> NounGroup | None:
    """Return the noun group that starts at a token: determiners, numbers, modifiers, then the nouns."""
    tags, words = sentence.tags, sentence.words
    index, head, number = first, -1, -1
    counted: tuple[int, Number | None] = (first, None)
    while index < len(tags):
        letter = tags[index]
        if letter in "NP":
            head = index
        elif letter not in "MSTR.J":
            break
        elif letter == "M":
            if head >= 0 and tags[index - 1] != "S":
                break
            read = read_number(words, index)
            counted = (index, read) if number < 0 else counted
            number = index = max(read.last - 1, index) if read else index
        elif letter == "S":
            if head < 0:
                break
        elif letter == "T":
            if head >= 0 or (number >= 0 and words[index] != "other"):
                break
            if words[index] in ("another", "both") and _stands_alone(sentence, index):
                head = index
        elif letter == "R":
            if head >= 0 or index + 1 >= len(tags) or tags[index + 1] not in "JM":
                break
        elif letter == "." and words[index] in _OPENING:
            if not (_quoted_noun(sentence, index, head) or _closes_name(words, first, index)):
                break
        elif letter != "J" or (head >= 0 and tags[index - 1] != "S" and not _noun_follows(tags, index)):
            break
        index += 1
    head = number if head < 0 else head
    if head < 0:
        return None
    if not _COUNTING.isdisjoint(words[first : head + 1]):
        return group_of(sentence, first, head + 1)
    return NounGroup(first, head + 1, head, counted[1] if counted[0] <= head else None)


def group_of(sentence: Sentence, first: int, last: int) -> NounGroup:
    """Return the tokens `first` to `last` (exclusive), the last of which is a noun, as a group."""
    return NounGroup(first, last, last - 1, number_within(sentence, first, last - 1))


def number_within(sentence: Sentence, first: int, head: int) -> Number | None:
    """Return the number that the tokens up to a noun, or that itself, begin with."""
    for index in range(first, head + 1):
        if sentence.tags[index] == "M" or sentence.words[index] in _COUNTING:
            return read_number(sentence.words, index)
    return None


def _up_to(words: list[str], index: int) -> bool:
    return words[index : index + 2] == ["up", "to"]


def _quoted_noun(sentence: Sentence, index: int, head: int) -> bool:
    """Return whether a quotation mark opens a name inside the group ("a "people's court" poster")."""
    return (
        head < 0
        and index + 1 < len(sentence.tags)
        and sentence.tags[index + 1] in "NPJ"
        and sentence.words[index] not in "(["
    )


def _closes_name(words: list[str], first: int, index: int) -> bool:
    """Return whether a quotation mark closes a name inside the group, before a noun for a group ("the "Red Dawn"
    organization")."""
    named = words[index + 1 : index + 2] in _NAMED_GROUPS
    return named and any(word in _QUOTES for word in words[first:index])


def _noun_follows(tags: list[str], index: int) -> bool:
    return index + 1 < len(tags) and tags[index + 1] in "NP"


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Return whether no noun can follow a determiner ("and another was wounded", "both of them", "both were")."""
    behind = [tag for tag in sentence.tags[index + 1 : index + 1 + _ADVERBS] if tag != "R"]
    after = sentence.tags[index + 1] if index + 1 < len(sentence.tags) else "."
    if sentence.words[index] == "both":
        return after in "BHVD" or sentence.words[index + 1 : index + 2] == ["of"]
    if after == "R":
        return behind[:1] == ["D"]  # "and another badly hurt"
    return after not in "NPJMGT"


def _verb_group(sentence: Sentence, first: int) -> VerbGroup | None:
    """Return the verb group that starts at a token: auxiliaries, adverbs, the full verb and its particle."""
    tags, words = sentence.tags, sentence.words
    index, main = first, -1
    passive = negated = modal = False
    auxiliary = False
    while index < len(tags):
        letter = tags[index]
        if letter in "ABH":
            if main >= 0 and tags[main] not in "B":
                break
            passive = letter == "B"
            modal = modal or (letter == "A" and words[index] not in ("do", "does", "did"))
            auxiliary = True
            main = index if letter == "B" else main
        elif letter == "R":
            if index == first:
                return None
            if words[index] in ("not", "n't", "never"):
                negated = True
            elif main >= 0 and tags[main] in "VDG" and (words[index] not in _PARTICLES or _up_to(words, index)):
                break
        elif letter in "VDG":
            if main >= 0 and tags[main] in "VDG":
                break
            main = index
        elif words[index] == "to" and index + 1 < len(tags) and tags[index + 1] == "V":
            if main >= 0 and tags[main] in "VDG":
                break
            modal = True
        elif not (
            auxiliary and words[index] in _BEFORE_PARTICIPLE and index + 1 < len(tags) and tags[index + 1] in "RD"
        ):
            break
        index += 1
    if main < 0:
        return None
    passive = passive and tags[main] == "D"
    bare = not auxiliary and tags[main] in "DG"
    return VerbGroup(first, index, main, passive, negated, modal, bare)
