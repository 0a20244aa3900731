"""Clauses of a Russian sentence: which predicate each noun group belongs to."""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from msgspec import Struct

from kztui.extract.ru.groups import Group, behind_numeral
from kztui.extract.ru.morphology import Lexeme
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import word_set

_PUNCTUATION = frozenset((",", ";", ":", "—", "–", "-", "(", ")"))
_AND = frozenset(("и", "а", "но", "да"))
_PREDICATES = frozenset(("VERB", "INFN", "GRND", "PRTS"))
_NOMINAL = frozenset(("NOUN", "ADJF", "PRTF"))
_NEGATION_REACH = 2
_ATTRIBUTE_REACH = 4
"""Noun groups among which the one that a participle modifies is looked for."""


class Predicate(Struct, eq=False):
    """A verb, adverbial participle, short or full participle at token `at`; `form` is its reading.

    `attribute` is the group that a full participle modifies. `clause` is the number of the clause that it stands in:
    the clause holds it, and what refers to each other is not freed when a report is done.
    """

    at: int
    form: Lexeme
    negated: bool
    clause: int = 0
    attribute: Group | None = None

    @property
    def passive(self) -> bool:
        """Whether its subject suffers it."""
        return "pssv" in self.form.grammemes

    @property
    def finite(self) -> bool:
        """Whether it has a subject of its own."""
        return self.form.pos in ("VERB", "PRTS")


class Clause(Struct, eq=False):
    """Tokens `first` to `last` (exclusive) with the predicates and the noun groups in them.

    `relative` is the form of "который" that opens it, with `antecedent` the group that it stands for; `before` is the
    clause before it, `opener` the word between them, `number` its place among the clauses of the sentence. `tail` are
    the stretches without a predicate that were added to it.
    """

    first: int
    last: int
    groups: list[Group] = []
    predicates: list[Predicate] = []
    relative: Lexeme | None = None
    relative_preposition: str = ""
    antecedent: Group | None = None
    before: "Clause | None" = None
    opener: str = ""
    number: int = 0
    tail: list["Clause"] = []


def find_clauses(sentence: Analysed, groups: Sequence[Group], taken: frozenset[int]) -> list[Clause]:
    """Return the clauses of a sentence in order; together they hold all its groups and predicates."""
    pieces = _pieces(sentence, groups, taken)
    starts = {group.first: group for group in groups}
    heads = {group.head for group in groups if not group.bare}
    clauses: list[Clause] = []
    for first, last in pieces:
        clause = Clause(first, last)
        clause.opener = sentence.word(first - 1) if first else ""
        clause.groups = [starts[index] for index in range(first, last) if index in starts]
        clause.predicates = [
            predicate
            for index in range(first, last)
            if sentence.read[index].predicative
            and index not in taken
            and (predicate := _predicate(sentence, index, heads))
        ]
        _open_relative(sentence, clause)
        whole = clause.predicates or clause.relative
        if clauses and whole and clauses[-1].tail:
            _take_back(sentence, clauses[-1], clause)
        if clauses and not whole and not _leads(sentence, clause) and not _telling(sentence, clauses[-1]):
            _append(clauses[-1], clause)
        else:
            clause.before = clauses[-1] if clauses else None
            clauses.append(clause)
    _join_leading(clauses)
    _join_listed(clauses)
    for number, clause in enumerate(clauses):
        clause.number = number
        clause.antecedent = _antecedent(clause)
        for predicate in clause.predicates:
            predicate.clause = number
            predicate.attribute = _attribute(sentence, clause, predicate)
    return clauses


def _pieces(sentence: Analysed, groups: Sequence[Group], taken: frozenset[int]) -> list[tuple[int, int]]:
    """Return the stretches between commas, dashes and "и"; none ends inside a group, a time or a quotation."""
    inside = {index for group in groups for index in range(group.first + 1, group.last)} | set(taken)
    pieces, first = [], 0
    for index, word in enumerate(sentence.words):
        if index in inside or not (word in _PUNCTUATION or word in _AND):
            continue
        if index > first:
            pieces.append((first, index))
        first = index + 1
    if first < len(sentence.words):
        pieces.append((first, len(sentence.words)))
    return pieces


def _predicate(sentence: Analysed, index: int, heads: set[int]) -> Predicate | None:
    forms = sentence.forms[index]
    form = forms[0] if forms else None
    if form is None:
        return None
    if form.pos in _NOMINAL and behind_numeral(sentence, index):
        form = next(other for other in forms if other.pos == "PRTF")
    if form.pos == "PRTF" and index not in heads and sentence.word(index + 1) not in ("нет", "нету"):
        return Predicate(index, form, _negated(sentence, index))
    if form.pos in ("ADJS", "ADVB", "PRED"):
        form = next((other for other in forms if other.pos == "PRTS"), form)
    inserted = "1per" in form.grammemes and form.lemma in word_set("attribution", "verbs")  # "напомним"
    if form.pos not in _PREDICATES or index in heads or inserted:
        return None
    return Predicate(index, form, _negated(sentence, index))


def _negated(sentence: Analysed, index: int) -> bool:
    return "не" in sentence.words[max(0, index - _NEGATION_REACH) : index]


def _open_relative(sentence: Analysed, clause: Clause) -> None:
    for index in range(clause.first, min(clause.first + 3, clause.last)):
        if "который" in sentence.lemma_sets[index]:
            clause.relative = next(form for form in sentence.forms[index] if form.lemma == "который")
            clause.relative_preposition = sentence.words[index - 1] if sentence.pos(index - 1) == "PREP" else ""
            return


def _telling(sentence: Analysed, clause: Clause) -> bool:
    """Return whether a clause only names who says what follows it ("как сообщили врачи,", "по словам врачей,")."""
    lemmas = {predicate.form.lemma for predicate in clause.predicates}
    if lemmas and lemmas <= word_set("attribution", "verbs"):
        return True
    opening = " ".join(sentence.words[clause.first : clause.first + 2])
    return not lemmas and opening in word_set("attribution", "phrases")


def _leads(sentence: Analysed, clause: Clause) -> bool:
    """Return whether a stretch without a predicate begins something of its own: after a colon or a dash."""
    return clause.opener in (":", "—", "–") and any(group.numeral for group in clause.groups)


def _append(clause: Clause, more: Clause) -> None:
    clause.last = more.last
    clause.groups += more.groups
    clause.tail.append(more)


def _take_back(sentence: Analysed, clause: Clause, following: Clause) -> None:
    """Give the subject behind a comma to the predicate that follows it ("он погиб, женщина и ребёнок ранены", "трое
    сотрудников — граждане Китая — ранены")."""
    predicate = following.predicates[0] if following.predicates else None
    if predicate is None or not predicate.finite:
        return
    if following.opener == "," and predicate.at == following.first and clause.predicates:
        _move(clause, following, _counted_with_parts(clause))
        return
    if following.opener not in ("и", "—", "–"):
        return
    led = following.opener != "и" or any(group.first < predicate.at for group in following.groups)
    stretches = [more for more in clause.tail if more.opener == ","]
    first = stretches[-1] if stretches else None
    if first is None or not led or not clause.predicates or first.first < clause.predicates[-1].at:
        return
    named = [
        group for group in first.groups if "nom" in group.cases and group.direct and (group.animate or group.numeral)
    ]
    subject = any("nom" in g.cases and g.direct and g.last <= first.first for g in clause.groups) or any(
        sentence.words[index] in ("он", "она", "они") for index in range(clause.first, first.first)
    )
    _move(clause, following, first if named and subject else None)


def _counted_with_parts(clause: Clause) -> Clause | None:
    """Return the stretch at the end of a clause that counts people whose verb follows those named among them ("погибли
    двое, а 11 человек, в том числе трое детей, ранены")."""
    counted = list(clause.tail)
    while counted and counted[-1].groups and all(group.part for group in counted[-1].groups):
        counted.pop()
    first = counted[-1] if counted and counted[-1] is not clause.tail[-1] else None
    subject = first is not None and any(g.numeral and g.direct and "nom" in g.cases for g in first.groups)
    return first if subject else None


def _move(clause: Clause, following: Clause, first: Clause | None) -> None:
    """Give a stretch at the end of a clause, and what is behind it there, to the next clause."""
    if first is None:
        return
    moved = [group for group in clause.groups if group.first >= first.first]
    clause.groups = [group for group in clause.groups if group.first < first.first]
    clause.last, following.first, following.opener = first.first, first.first, ","
    following.groups = moved + following.groups
    clause.tail = []


def _join_leading(clauses: list[Clause]) -> None:
    """Give what stands before the first predicate ("водитель, прохожий и двое полицейских погибли") to its clause."""
    while len(clauses) > 1 and not clauses[0].predicates and not clauses[0].relative and not clauses[1].relative:
        first, second = clauses[0], clauses[1]
        if second.opener in (":",):
            return
        if second.predicates and second.predicates[0].form.pos in ("PRTF", "GRND"):
            return
        second.first, second.groups, second.before = first.first, first.groups + second.groups, None
        clauses.pop(0)


def _join_listed(clauses: list[Clause]) -> None:
    """Give the first of those listed before a predicate to its clause, behind a clause that only names the source ("как
    сообщили врачи, пять солдат и один милиционер ранены")."""
    for one, other in reversed(list(pairwise(clauses))):
        lone = not one.predicates and not one.relative and one.before is not None and one.opener == ","
        predicate = other.predicates[0] if other.predicates and not other.relative else None
        listed = predicate is not None and predicate.finite and other.opener == "и" and predicate.at > other.first
        if lone and listed and any("nom" in group.cases and group.direct for group in one.groups):
            other.first, other.groups, other.before, other.opener = (
                one.first,
                one.groups + other.groups,
                one.before,
                ",",
            )
            clauses.remove(one)


def _antecedent(clause: Clause) -> Group | None:
    if clause.relative is None or clause.before is None:
        return None
    wanted = {(ending.number, ending.gender if ending.number == "sing" else "") for ending in clause.relative.endings}
    for group in reversed(clause.before.groups):
        if group.place:
            continue
        plural = "plur" if group.plural else "sing"
        if any(number == plural and gender in ("", group.gender) for number, gender in wanted):
            return group
    return None


def _attribute(sentence: Analysed, clause: Clause, predicate: Predicate) -> Group | None:
    """Return the group that a full participle modifies: the noun that it stands before, or the one before its comma."""
    if predicate.form.pos != "PRTF":
        return None
    for group in clause.groups:
        if predicate.at in group.modifiers:
            return group
    if sentence.word(predicate.at - 1) == "," or predicate.at == clause.first:
        before = clause.before
        found = _agreeing(predicate.form, reversed(before.groups)) if before else None
        return _whose(predicate.form, found, before.groups) if before and found else None
    inner = [g for g in clause.groups if g.first > predicate.at]
    return _agreeing(predicate.form, inner) or _agreeing(
        predicate.form, reversed([g for g in clause.groups if g.last <= predicate.at])
    )


def _whose(form: Lexeme, found: Group, groups: Sequence[Group]) -> Group:
    """Return the people whose noun in the genitive a participle seems to modify ("бойцов отрядов, убитых ночью")."""
    outer = next((group for group in reversed(groups) if group.inner is found and group.animate), None)
    if found.animate or outer is None or outer.preposition in ("из",):
        return found
    return _agreeing(form, [outer]) or found


def _agreeing(form: Lexeme, groups: Iterable[Group]) -> Group | None:
    for group in islice(groups, _ATTRIBUTE_REACH):
        if group.place:
            continue
        numbers = {ending.number for ending in form.endings}
        genders = {ending.gender for ending in form.endings if ending.number == "sing"}
        fits = ("plur" in numbers and (group.plural or group.numeral is not None)) or (
            "sing" in numbers and not group.plural and (not group.gender or group.gender in genders)
        )
        if fits and form.cases & (group.cases | ({"gen"} if group.numeral else set())):
            return group
    return None
