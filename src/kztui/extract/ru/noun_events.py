"""Events without a verb of their own: event nouns, counted people ("трое раненых"), tolls, explicit zeros."""

from functools import cache

from msgspec.structs import replace

from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.ru.clauses import Clause
from kztui.extract.ru.groups import Group
from kztui.extract.ru.numbers import numeral
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.roles import governed
from kztui.extract.ru.vocabulary import doers, word_set
from kztui.extract.shared import kinds
from kztui.model.fact import Qualifier

_PEOPLE = ("people", "name", "number")
_COUNTED = (("die", "counted_killed"), ("wound", "counted_wounded"), ("arrest", "counted_arrested"))
_ZEROS = (("die", "zero_killed"), ("wound", "zero_wounded"), ("arrest", "zero_arrested"))
_BETWEEN = frozenset(("—", "–", "-", ":", "было", "уже", "всего", "теперь", "стало", "не", ",", "а"))
_INVERTED_REACH = 5
_RISING = frozenset(
    (
        "вырасти",
        "возрасти",
        "увеличиться",
        "достигнуть",
        "достичь",
        "составить",
        "составлять",
        "подняться",
        "превысить",
        "дойти",
        "расти",
    )
)


def noun_events(reading: Parsed, taken: set[int], suffering: set[tuple[int, str]]) -> list[Event]:
    """Return the events that nouns tell; `taken` are tokens that verbs' events name, `suffering` whom they struck."""
    found: list[Event] = []
    for clause in reading.clauses:
        hospital = any(group.key in word_set("places", "hospitals") for group in clause.groups)
        for group in clause.groups:
            mention = reading.mention_of(group)
            if mention.kind != "event" and not hospital and group.key not in _standing_alone():
                continue
            if zero := _zero(reading, clause, group):
                found += zero
            elif mention.kind == "event" and group.head not in taken:
                event = _event(reading, clause, group, mention)
                found += [event] if event else []
            elif inverted := _inverted(reading, group):
                found.append(inverted)
            elif toll := _toll(reading, clause, group):
                found.append(toll)
            elif found_dead := _bodies(reading, clause, group, mention):
                found.append(found_dead)
            elif lying := _in_hospital(reading, clause, group, mention):
                found.append(lying)
            elif counted := _counted(reading, clause, group, mention, suffering):
                found.append(counted)
    return found


@cache
def _standing_alone() -> frozenset[str]:
    """Return the nouns that tell of people killed, wounded or arrested without a verb for it."""
    entries = [entry for _, entry in (*_COUNTED, *_ZEROS)]
    return frozenset[str]().union(*(word_set("constructions", entry) for entry in (*entries, "number", "bodies")))


def _event(reading: Parsed, clause: Clause, group: Group, mention: Mention) -> Event | None:
    """Return the event that an event noun names, with its roles."""
    sentence = reading.sentence
    kind = mention.detail
    told = group.preposition == "о" and group.inner is not None and group.inner.numeral is not None
    if kind == "arrest" and group.preposition in ("при", "для", "от", "к", "о") and not told:
        return None  # but "о задержании шести подозреваемых сообщил КНБ"
    event = Event(reading, kind, mention.first, mention.last, Construction.NOUN, lemma=group.key)
    event.definite = mention.definite or _subject_of_happening(reading, clause, group)
    event.plural = (
        group.plural and group.numeral is None and group.key not in word_set("constructions", "always_plural")
    )
    event.unreal = _unreal(reading, clause, group)
    event.reach = _reach(reading, group)
    event.aside = event.aside or _only_accused_of(reading, clause, group)
    inner = reading.mention_of(group.inner) if group.inner else None
    if inner is not None and inner.kind in (*_PEOPLE, "target", "organization"):
        if group.key in doers() or sentence.lemma(group.head) in doers():
            event.agents += [inner] if inner.kind != "target" else []
        elif kinds()[kind].effect or inner.kind == "target" or kind in ("abduct", "bomb", "explode", "rob"):
            event.patients.append(inner)
    if inner is not None and inner.kind == "weapon":
        event.weapons.append(inner)
    near = [g for g in clause.groups if group.last <= g.first <= group.last + 8]
    for other in near:
        met = reading.mention_of(other)
        if other.preposition == "на" and "acc" in other.cases and met.kind in (*_PEOPLE, "target", "organization"):
            event.patients += [reading.mention_of(g) for g in governed(reading, clause, ("на",), "acc", group.last)]
            break
    event.agents += [
        reading.mention_of(g)
        for g in near
        if g.direct
        and "ins" in g.cases
        and "nom" not in g.cases
        and reading.mention_of(g).kind in ("people", "organization", "name")
    ]
    if kind in ("clash", "riot", "mob"):
        event.agents += [
            m
            for g in near
            if g.preposition in ("с", "со", "между")
            and "ins" in g.cases
            and (m := reading.mention_of(g)).kind == "people"
        ]
    if kind == "clash" and {word for a in event.agents for word in _words_of(reading, a)} & word_set(
        "people", "crowds"
    ):
        event.kind = "riot"  # "столкновения болельщиков с полицией"
    return event


def _only_accused_of(reading: Parsed, clause: Clause, group: Group) -> bool:
    """Return whether an event noun only says for what people were arrested on a day that stands before it ("12 июня
    задержаны двое участников нападения")."""
    arrests = any(triggered.form.lemma in word_set("constructions", "arresting") for triggered in clause.predicates)
    dated = [t for t in reading.times if clause.first <= t.first < clause.last and t.span.resolved and not t.open]
    if not arrests or len(dated) != 1 or dated[0].first >= group.head:
        return False
    behind = {
        lemma for index in range(max(0, group.first - 2), group.first) for lemma in reading.sentence.lemmas(index)
    }
    return bool(behind & word_set("constructions", "accused_of"))


def _words_of(reading: Parsed, mention: Mention) -> set[str]:
    return {lemma for index in range(mention.first, mention.last) for lemma in reading.sentence.lemmas(index)}


def _subject_of_happening(reading: Parsed, clause: Clause, group: Group) -> bool:
    """Return whether an event noun is the subject of "произойти" and its like: the event that is told of already."""
    happening = any(p.form.lemma in word_set("constructions", "happening") for p in clause.predicates)
    return happening and group.direct and "nom" in group.cases and not group.plural and reading.before is not None


def _unreal(reading: Parsed, clause: Clause, group: Group) -> bool:
    sentence = reading.sentence
    if group.inner is not None and group.inner.key in word_set("constructions", "moods"):
        return True
    before = {lemma for index in range(max(0, group.first - 2), group.first) for lemma in sentence.lemmas(index)}
    before |= {lemma for index in group.modifiers for lemma in sentence.lemmas(index)}
    if before & word_set("constructions", "unreal_before"):
        return True
    remembering = word_set("constructions", "remembering")
    if "dat" in group.cases and group.direct and any(p.form.lemma in remembering for p in clause.predicates):
        return True
    for predicate in clause.predicates:
        if (
            predicate.form.lemma in word_set("constructions", "unreal")
            and group.first > predicate.at - 6
            and group.preposition in ("", "о", "к")
        ):
            return True
        if (
            predicate.negated
            and predicate.form.lemma
            in ("быть", "являться", "произойти", "зафиксировать", "подтвердиться", "подтвердить")
            and group.direct
        ):
            return True
        if "futr" in predicate.form.grammemes and group.direct and "nom" in group.cases:
            return True
    return sentence.word(group.first - 1) in ("нет", "без") or sentence.word(group.last) == "нет"


def _reach(reading: Parsed, group: Group) -> int:
    """Return the token before which a place is the event noun's own ("взрыв в Атырау")."""
    last = group.end
    place = next((p for p in reading.places if last <= p.first <= last + 2), None)
    joined = place is not None and all(
        reading.sentence.pos(i) in ("PREP", "NOUN", "ADJF") for i in range(last, place.first)
    )
    return place.first + 1 if place and joined else group.last


def _bodies(reading: Parsed, clause: Clause, group: Group, mention: Mention) -> Event | None:
    """Read "тела троих военнослужащих обнаружены", "найдено тело мужчины"."""
    if group.key not in word_set("constructions", "bodies") or not group.direct:
        return None
    finding = word_set("constructions", "finding")  # "нашли" can be "наслать", too
    found = [p for p in clause.predicates if reading.sentence.lemmas(p.at) & finding]
    if not found:
        return None
    dead = mention if group.numeral or group.inner is None else reading.mention_of(group.inner)
    if dead is mention and found[0].form.numbers == {"plur"}:
        dead.plural = True  # "тела найдены в реке"
    if not dead.people:
        return None
    return Event(reading, "die", group.first, group.last, Construction.ADJECTIVE, patients=[dead])


def _counted(
    reading: Parsed, clause: Clause, group: Group, mention: Mention, suffering: set[tuple[int, str]]
) -> Event | None:
    """Read "четверо убитых", "трёх раненых", "есть раненые"."""
    for kind, entry in _COUNTED:
        if group.key not in word_set("constructions", entry) or (id(mention), kinds()[kind].effect) in suffering:
            continue
        there = any(p.form.lemma in ("быть", "есть", "иметься") for p in clause.predicates)
        caught = kind == "arrest" and not group.plural and group.direct and "nom" in group.cases
        if (group.numeral is None and not there and not caught) or group.part:
            continue
        earlier = group.preposition in ("о", "об") and word_set("constructions", "at_first") & {*reading.sentence.words}
        if earlier or (group.preposition and group.preposition not in ("с", "до", "о", "об")):
            continue
        return Event(reading, kind, group.head, group.head + 1, Construction.ADJECTIVE, patients=[mention])
    return None


def _in_hospital(reading: Parsed, clause: Clause, group: Group, mention: Mention) -> Event | None:
    """Read "второй пассажир в реанимации", which has no verb."""
    if not group.direct or "nom" not in group.cases or mention.kind not in _PEOPLE:
        return None
    hospitals = word_set("places", "hospitals")
    where = next((g for g in clause.groups if g.preposition in ("в", "во") and g.key in hospitals), None)
    if where is None or where.first < group.last or (clause.predicates and not _more(reading, clause, group)):
        return None
    return Event(reading, "hurt", where.head, where.head + 1, Construction.ADJECTIVE, patients=[mention])


def _more(reading: Parsed, clause: Clause, group: Group) -> bool:
    """Return whether people are told beside a predicate that is none of theirs ("погибли трое, ещё шестеро, среди них
    два ребёнка, в больнице")."""
    opened = reading.word(group.first - 1) == "еще" and reading.word(group.first - 2) in (",", "и", "а", ";")
    return opened and group.numeral is not None and all(p.at < group.first for p in clause.predicates)


def _inverted(reading: Parsed, group: Group) -> Event | None:
    """Read "погибших четверо", "раненых — 12", "погибших не пять, а четверо"."""
    kind = next((kind for kind, entry in _COUNTED if group.key in word_set("constructions", entry)), "")
    if not kind or group.numeral or "gen" not in group.cases or not group.plural or group.preposition or group.nested:
        return None
    following = [g for g in reading.groups if g.first >= group.last][:2]
    sentence = reading.sentence
    for other in following:
        between = sentence.words[group.last : other.first]
        plain = all(word in _BETWEEN or numeral(sentence, group.last + at) for at, word in enumerate(between))
        if other.bare and plain and len(between) <= _INVERTED_REACH:
            if sentence.word(other.first - 1) == "не":
                continue
            return Event(
                reading, kind, group.first, group.last, Construction.ADJECTIVE, patients=[reading.mention_of(other)]
            )
    return None


def _toll(reading: Parsed, clause: Clause, group: Group) -> Event | None:
    """Read "число погибших выросло до пяти", "число жертв достигло двадцати"."""
    if group.key not in word_set("constructions", "number") or group.inner is None:
        return None
    kind = next((kind for kind, entry in _COUNTED if group.inner.key in word_set("constructions", entry)), "")
    clause = clause if clause.predicates else _resumed(reading, clause)
    rising = any(p.form.lemma in _RISING for p in clause.predicates)
    numbers = [g for g in clause.groups if g.numeral and g.first >= group.end and not _of_others(clause, group, g)]
    numbers = numbers or [g for g in clause.groups if g.numeral and g.end <= group.first]
    following = reading.following(clause)
    if not numbers and following is not None and following.opener == ":":  # "уточнили число погибших: восемь человек"
        numbers, rising = [g for g in following.groups[:1] if g.numeral], True
    if not kind or not numbers or not rising:
        return None
    last = next((number for number in reversed(numbers) if not number.part), numbers[-1])
    mention = reading.mention_of(last)
    if mention.number and mention.number.qualifier is Qualifier.AT_MOST:
        number = replace(mention.number, first=mention.number.first + 1, qualifier=Qualifier.EXACT)
        mention = replace(mention, first=mention.first + 1, number=number)
    event = Event(reading, kind, group.first, group.end, Construction.TOLL, patients=[mention])
    event.definite = True
    return event


def _resumed(reading: Parsed, clause: Clause) -> Clause:
    """Return the clause that goes on with one behind others that only describe ("число жертв взрыва, который прогремел
    утром, выросло до семи")."""
    following = reading.following(clause)
    while following is not None and (
        following.relative or all(p.form.pos in ("PRTF", "GRND") for p in following.predicates)
    ):
        following = reading.following(following)
    return following or clause


def _of_others(clause: Clause, toll: Group, number: Group) -> bool:
    """Return whether a number is of others than a toll counts ("до десяти выросло число жертв, раненых больше 130")."""
    counted = {word for _, entry in _COUNTED for word in word_set("constructions", entry)}
    between = (g for g in clause.groups if toll.end <= g.first < number.first)
    return any(g.key in counted and not g.nested for g in between)


def _zero(reading: Parsed, clause: Clause, group: Group) -> list[Event]:
    """Read "погибших и пострадавших нет", "обошлось без жертв": an explicit zero for each effect that is denied."""
    without = group.preposition == "без" or _listed_without(reading, clause, group)
    denied = "gen" in group.cases and group.direct and _absent(reading, clause)
    if not (without or denied) or group.numeral:
        return []
    return [
        Event(reading, kind, group.first, group.last, Construction.ZERO, zero=True)
        for kind, entry in _ZEROS
        if group.key in word_set("constructions", entry)
    ]


def _listed_without(reading: Parsed, clause: Clause, group: Group) -> bool:
    before = [g for g in clause.groups if g.preposition == "без" and g.end <= group.first]
    return bool(before) and reading.sentence.words[before[-1].end : group.first] in (["и"], [","])


def _absent(reading: Parsed, clause: Clause) -> bool:
    words = reading.sentence.words[clause.first : clause.last]
    return (
        "нет" in words
        or "нету" in words
        or any(
            p.negated and p.form.lemma in ("быть", "оказаться", "зафиксировать", "иметься") for p in clause.predicates
        )
    )
