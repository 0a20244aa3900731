"""Who did it and to whom: the mentions before a verb by their cases, and those that a participle describes."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.suffixes import Case, Form
from kztui.extract.kk.vocabulary import VerbMatch, word_set
from kztui.extract.mention import Mention, Trait
from kztui.model.fact import Side

_MOST_OBJECTS = 6
"""Mentions that one verb can strike: text without sentence ends has no more in one of its clauses."""

_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
"""Endings of the one to whom those who are joined to others belong ("бес адам мен колонияның қызметкері")."""

_SIDE = 3
"""Tokens between the people of two sides: ", тәжік тарапынан"."""


def clause_start(parsed: Parsed, verb: VerbMatch) -> int:
    """Return the token at which the clause of a verb begins: behind the last verb that a comma or "деп" closes."""
    words = parsed.words
    for index in range(verb.first - 1, -1, -1):
        said = words[index] in word_set("attribution", "clause") and not words[index + 1].startswith("күдік")
        if said or words[index] in ";:":
            return index + 1
        if words[index] == "," and index and _closes(words, index - 1):
            return index + 1
    return 0


def _closes(words: Sequence[str], index: int) -> bool:
    return words[index].endswith(("ып", "іп", "уп", "үп", "ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен", "жоқ"))


def following(parsed: Parsed, verb: VerbMatch) -> Mention | None:
    """Return the people whom a participle describes ("жараланған екі адам", "банкті тонаған адам")."""
    if verb.ending.form not in (Form.PARTICIPLE, Form.INTENTION) or verb.ending.noun.case is not Case.NOMINATIVE:
        return None
    words, last = parsed.words, verb.last
    while last < len(words) and words[last] in word_set("clauses", "auxiliaries"):
        last += 1
    described = next((g.mention for g in parsed.groups if g.mention.first <= last <= g.mention.head), None)
    counted = described is not None and (described.first >= verb.first or described.head > last)
    return described if described is not None and described.kind == "people" and counted else None


def nominatives(parsed: Parsed, start: int, end: int) -> list[Mention]:
    """Return the subject nearest before a verb: people or organisations in the nominative, joined ones together."""
    found: list[Mention] = []
    for group in reversed([g for g in parsed.groups if start <= g.mention.first and g.mention.last <= end]):
        mention = group.mention
        if mention.kind not in ("people", "number", "organization", "target"):
            continue
        joined = bool(found) and _joined(parsed, mention.last, found[0].first)
        subject = group.case is Case.NOMINATIVE or (group.case is Case.INSTRUMENTAL and joined)
        if not subject or _postposed(parsed, mention):
            owner = bool(found) and group.case is Case.GENITIVE and mention.last == found[0].first
            if found and not owner:
                break
            continue
        if found and not joined:
            break
        found.insert(0, mention)
    people = [one for one in found if one.kind != "target"]
    return people or found


def _joined(parsed: Parsed, last: int, first: int) -> bool:
    """Return whether only "and" or a comma stands between two mentions."""
    between = parsed.words[last:first]
    if between[:1] == [","] and between[-1] in word_set("clauses", "on_side"):
        return len(between) <= _SIDE
    if not between or len(between) > 2:
        return False
    linking = between[:1] if len(between) == 2 and between[1].endswith(_GENITIVE) else between
    return all(w in word_set("clauses", "and") or w in (",", "тағы", "оның") for w in linking)


def _postposed(parsed: Parsed, mention: Mention) -> bool:
    behind = parsed.reading.word(mention.last)
    if behind in word_set("attribution", "clause"):
        return True  # "ұйымға мүше деген күдікпен": what people are said to be
    return behind in word_set("clauses", "among") or behind in word_set("clauses", "by_hand")


def at_whose_hands(parsed: Parsed, start: int, end: int) -> list[Mention]:
    """Return those by whose shots or hands others suffered ("полиция оғынан")."""
    found = (g.mention for g in parsed.groups if start <= g.mention.first and g.mention.last < end)
    people = (one for one in found if one.kind in ("people", "organization"))
    return [one for one in people if parsed.reading.word(one.last) in word_set("clauses", "by_hand")]


def whole_of(parsed: Parsed, parts: Sequence[Mention]) -> Mention | None:
    """Return the people among whom others are said to be ("тоғыз адам, оның ішінде екі бала"), None where nobody is."""
    if not parts:
        return None
    words, first = parsed.words, parts[0].first
    opened = next((first - len(phrase) for phrase in _among_them() if words[:first][-len(phrase) :] == phrase), 0)
    end = opened - (opened > 0 and words[opened - 1] in (",", "(", "—", "–"))
    whole = next((g.mention for g in parsed.groups if g.mention.last == end), None) if opened else None
    return whole if whole is not None and whole.people and whole.number is not None else None


@cache
def _among_them() -> list[list[str]]:
    """Return the phrases before those who are among others, as words, the longest first: one can end in another."""
    return sorted((phrase.split() for phrase in sorted(word_set("clauses", "among_them"))), key=len, reverse=True)


def in_case(parsed: Parsed, start: int, end: int, case: Case) -> list[Mention]:
    """Return the mentions of a case before a verb, with those in the nominative that are joined to them."""
    groups = [g for g in parsed.groups if start <= g.mention.first and g.mention.last <= end]
    found: list[Mention] = []
    for group in reversed(groups):
        if group.mention.kind not in ("people", "number", "target"):
            continue
        if len(found) == _MOST_OBJECTS:
            break
        joined = bool(found) and _joined(parsed, group.mention.last, found[0].first)
        if group.case is case or joined:
            found.insert(0, group.mention)
    return found


def bare_object(parsed: Parsed, start: int, verb: VerbMatch) -> list[Mention]:
    """Return an indefinite object: it has no ending and stands right before the verb."""
    here = [g.mention for g in parsed.groups if g.case is Case.NOMINATIVE and g.mention.last == verb.first]
    others = [g for g in parsed.groups if start <= g.mention.first < verb.first and g.case is Case.NOMINATIVE]
    return [one for one in here if one.kind in ("people", "target") and len(others) > 1]


def weapons(parsed: Parsed, start: int, end: int) -> list[Mention]:
    """Return the weapons that a stretch of tokens names."""
    return [g.mention for g in parsed.groups if g.mention.kind == "weapon" and start <= g.mention.first < end]


def add_up(patients: Sequence[Mention]) -> None:
    """Mark people of no known side as others than those named beside them ("бес адам мен үш полицей")."""
    if len({patient.side for patient in patients}) > 1:
        for patient in patients:
            if patient.side is Side.UNKNOWN:
                patient.traits |= {Trait.OTHERS, Trait.ADDING}
