"""Who did it and to whom: subject, objects and agents of a Russian predicate, by case and agreement."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from kztui.extract.ru.clauses import Clause, Predicate
from kztui.extract.ru.groups import Group
from kztui.extract.ru.reading import Parsed

_JOINTS = frozenset((",", "и", "а", "также", "еще", "ещё", "или", "плюс", "»", "”", '"'))
_SHARED_REACH = 4
"""Clauses back, and predicates in each, among which a subject that is left out is looked for."""

_PERSONS = ("people", "name", "number", "organization")


def free(clause: Clause) -> list[Group]:
    """Return the groups of a clause that no preposition and no other noun governs."""
    found = (group for group in clause.groups if group.direct and not group.place and not group.nested)
    return [group for group in found if not _birth(group)]


def _birth(group: Group) -> bool:
    """Return whether a group says when somebody was born ("1998 года рождения")."""
    return group.key == "год" and group.inner is not None and group.inner.key == "рождение"


def subject_of(reading: Parsed, predicate: Predicate) -> Group | None:
    """Return the group that is the subject of a predicate, None when the sentence names none.

    A full participle has the noun that it modifies, "который" the noun before it; an adverbial participle, an
    infinitive and a verb joined by "и" take the subject of the predicate before.
    """
    if predicate.form.pos == "PRTF":
        return predicate.attribute
    own = _own_subject(reading, predicate) if predicate.finite else None
    return own or _shared(reading, predicate)


def _own_subject(reading: Parsed, predicate: Predicate) -> Group | None:
    """Return the subject that the clause of a finite predicate names."""
    clause = reading.clause_of(predicate)
    candidates = [g for g in free(clause) if "nom" in g.cases and agrees(predicate, g)]
    candidates = [g for g in candidates if not _said_of_others(reading, predicate, g)]
    candidates = [g for g in candidates if not g.part] or candidates
    candidates = [] if _objects_alone(predicate, candidates) else candidates
    relative = clause.antecedent if not clause.relative_preposition and "nom" in _relative_cases(clause) else None
    if relative is not None and not any("acc" not in g.cases for g in candidates):
        return relative
    return max(candidates, key=lambda g: _fitness(reading, predicate, g), default=relative)


def _said_of_others(reading: Parsed, predicate: Predicate, group: Group) -> bool:
    """Return whether a group says beside a dash who others are ("14 ранены, большинство — мирные жители")."""
    words = reading.sentence.words
    dashed = not {"—", "–"}.isdisjoint((words[group.first - 1], reading.word(group.last)))
    return dashed and "," in words[predicate.at + 1 : group.first]


def _objects_alone(predicate: Predicate, candidates: Sequence[Group]) -> bool:
    """Return whether what follows a verb can only be its object: "задержали 20 человек" names no subject."""
    plural = any(ending.number == "plur" for ending in predicate.form.endings)
    if predicate.form.pos != "VERB" or "tran" not in predicate.form.grammemes or not plural:
        return False
    return all("acc" in group.cases and group.first > predicate.at for group in candidates)


def _relative_cases(clause: Clause) -> frozenset[str]:
    return clause.relative.cases if clause.relative else frozenset()


def _shared(reading: Parsed, predicate: Predicate) -> Group | None:
    """Return the subject that a predicate shares with one near it ("задержаны и взяты под стражу двое")."""
    if predicate.finite and (lone := _lone(reading, predicate)) is not None:
        return lone
    for other in _beside(reading, predicate):
        alike = not predicate.finite or _alike(predicate, other)
        if alike and (found := _own_subject(reading, other)) is not None:
            return found
    return None


def _lone(reading: Parsed, predicate: Predicate) -> Group | None:
    """Return the subject that another clause parts from its predicate ("двое, которых искали, убиты")."""
    clause = reading.clause_of(predicate).before
    for _ in range(_SHARED_REACH):
        if clause is None or any(other.finite for other in clause.predicates if clause.relative is None):
            return None
        if not clause.predicates and clause.relative is None:
            candidates = [g for g in free(clause) if "nom" in g.cases and agrees(predicate, g)]
            candidates = [g for g in candidates if not g.part] or candidates
            return max(candidates, key=lambda g: _fitness(reading, predicate, g), default=None)
        clause = clause.before
    return None


def _beside(reading: Parsed, predicate: Predicate) -> Iterator[Predicate]:
    """Yield the finite predicates that can share their subject with one, the nearest first: those of its clause, of the
    clauses before it, and of the next one that "и" joins."""
    clause: Clause | None = reading.clause_of(predicate)
    for _ in range(_SHARED_REACH):
        if clause is None:
            break
        others = (p for p in reversed(clause.predicates) if p is not predicate and p.finite and p.form.lemma != "быть")
        yield from islice(others, _SHARED_REACH)
        clause = clause.before
    following = reading.following(reading.clause_of(predicate))
    if predicate.finite and following is not None and following.opener in ("и", "а"):
        yield from islice((p for p in following.predicates if p.finite), _SHARED_REACH)


def _alike(one: Predicate, other: Predicate) -> bool:
    """Return whether two predicates agree in number and gender, so that they can share a subject."""
    numbers = {ending.number for ending in one.form.endings}, {ending.number for ending in other.form.endings}
    genders = {e.gender for e in one.form.endings if e.gender}, {e.gender for e in other.form.endings if e.gender}
    return bool(numbers[0] & numbers[1]) and (not genders[0] or not genders[1] or bool(genders[0] & genders[1]))


def _one(value: int) -> bool:
    """Return whether a number goes with a singular verb ("31 пострадал")."""
    return value % 10 == 1 and value % 100 != 11


def agrees(predicate: Predicate, group: Group) -> bool:
    """Return whether a group can be the subject of a predicate, by number and gender."""
    for ending in predicate.form.endings:
        if ending.number == "plur" and (
            group.plural or group.numeral is not None or ("nom" in group.cases and not group.gender)
        ):
            return True
        if ending.number == "sing":
            counted = group.numeral is not None and not _one(group.numeral.value)
            if counted:
                if ending.gender in ("neut", ""):
                    return True
            elif group.plural and group.numeral is None:
                continue
            elif not ending.gender or not group.gender or ending.gender == group.gender:
                return True
    # a plural predicate goes with several singular subjects: "погибли водитель и пассажир"
    return any(ending.number == "plur" for ending in predicate.form.endings) and not group.plural


def _fitness(reading: Parsed, predicate: Predicate, group: Group) -> tuple[int, int]:
    mention = reading.mention_of(group)
    score = 2 * ("acc" not in group.cases) + 2 * (mention.kind in _PERSONS)
    score += 1 if group.first < predicate.at else 0
    plural = any(ending.number == "plur" for ending in predicate.form.endings)
    score += 2 if plural == (group.plural or group.numeral is not None) else 0
    return score, -abs(group.first - predicate.at)


def objects_of(reading: Parsed, predicate: Predicate, subject: Group | None) -> list[Group]:
    """Return the direct objects of a predicate: what stands in the accusative, in the genitive when it is negated."""
    clause = reading.clause_of(predicate)
    if predicate.form.pos == "PRTF" and predicate.passive:
        return []
    if (
        "acc" in _relative_cases(clause)
        and not clause.relative_preposition
        and clause.antecedent is not None
        and "nom" not in _relative_cases(clause)
    ):
        return [clause.antecedent]
    wanted = {"acc", "gen"} if predicate.negated else {"acc"}
    found = [g for g in free(clause) if g is not subject and g.cases & wanted and (g.first > predicate.at - 8)]
    sure = [g for g in found if "nom" not in g.cases] or found
    behind = [g for g in sure if g.first > predicate.at]
    first = min(behind or sure, key=lambda g: abs(g.first - predicate.at), default=None)
    return enumeration(reading, clause, first, "acc") if first else []


def enumeration(reading: Parsed, clause: Clause, first: Group, case: str) -> list[Group]:
    """Return a group and those listed with it in its clause, in the same case ("водитель и двое пассажиров")."""
    groups = [group for group in free(clause) if group is first or not _of_them(reading, group)]
    if first not in groups:
        return [first]
    at = groups.index(first)
    found = [first]
    for group in groups[at + 1 :]:
        if case in group.cases and _joined(reading, found[-1], group):
            found.append(group)
        else:
            break
    for group in reversed(groups[:at]):
        if case in group.cases and _joined(reading, group, found[0]):
            found.insert(0, group)
        else:
            break
    return found if len(found) == 1 else _without_appositions(reading, found)


def _of_them(reading: Parsed, group: Group) -> bool:
    """Return whether a number only counts some of those before it ("192 человека, 19 из них — полицейские")."""
    return reading.sentence.words[group.last : group.last + 2] in (["из", "них"], ["из", "которых"])


def _without_appositions(reading: Parsed, found: list[Group]) -> list[Group]:
    """Return a list without what only says again who the one before is ("подозреваемых, двоих рабочих, задержали")."""
    words = reading.sentence.words
    if any({"и", "также", "еще"} & {*words[one.end : other.first]} for one, other in pairwise(found)):
        return found
    if all(group.numeral for group in found):
        return found
    return [next((group for group in found if group.numeral), found[0])]


def _joined(reading: Parsed, one: Group, other: Group) -> bool:
    """Return whether only commas and conjunctions stand between two groups, places of the first left out ("двое граждан
    Китая и водитель")."""
    end = next((p.last for p in reading.places if p.first == one.end), one.end)
    between = reading.sentence.words[end : other.first]
    return bool(between) and len(between) <= 3 and all(word in _JOINTS for word in between)


def agents_of(reading: Parsed, predicate: Predicate) -> list[Group]:
    """Return the people and organisations in the instrumental that did what a passive predicate says."""
    clause = reading.clause_of(predicate)
    groups = clause.groups
    found = [g for g in free(clause) if "ins" in g.cases and "nom" not in g.cases]
    return [g for g in found if reading.mention_of(g).kind in _PERSONS and not (g.bare and len(groups) > 1)]


def governed(reading: Parsed, clause: Clause, prepositions: Sequence[str], case: str, after: int = 0) -> list[Group]:
    """Return the first group behind one of `prepositions` in a case, with those listed with it."""
    for group in clause.groups:
        if group.preposition in prepositions and case in group.cases and group.first >= after and not group.place:
            return [group, *_listed(reading, clause, group, case)]
    return []


def _listed(reading: Parsed, clause: Clause, first: Group, case: str) -> Iterable[Group]:
    last = first
    for group in clause.groups:
        if group.first >= last.end and group.direct and case in group.cases and _joined(reading, last, group):
            yield group
            last = group
