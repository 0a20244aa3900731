"""A Russian sentence read through the early stages: times, places, noun groups with their meaning, clauses."""

from collections.abc import Iterable

from msgspec import field

from kztui.extract.calendars import Calendar
from kztui.extract.mention import Mention
from kztui.extract.reading import Reading
from kztui.extract.ru.clauses import Clause, Predicate, find_clauses
from kztui.extract.ru.dates import find_times
from kztui.extract.ru.groups import Group, find_groups
from kztui.extract.ru.mentions import label, quoted, read_mention, traits
from kztui.extract.ru.places import find_places
from kztui.extract.ru.tokens import Analysed


class Parsed(Reading, eq=False):
    """A reading with the noun groups, in order, and the clauses of its sentence.

    These are read when something asks for them, and `mentions` is empty until then: a sentence that tells of no event
    is often not asked. `taken` are the tokens of its times.
    """

    sentence: Analysed
    taken: frozenset[int] = frozenset()
    parts: tuple[list[Group], list[Clause]] | None = None
    meanings: dict[int, Mention] = field(default_factory=dict)

    @property
    def groups(self) -> list[Group]:
        """The noun groups, in order."""
        return (self.parts or self._parse())[0]

    @property
    def clauses(self) -> list[Clause]:
        """The clauses, in order."""
        return (self.parts or self._parse())[1]

    def _parse(self) -> tuple[list[Group], list[Clause]]:
        sentence = self.sentence
        named = {place.first: place.last for place in self.places}
        groups = find_groups(sentence, self.taken | frozenset(range(sentence.dateline)), named)
        self.parts = groups, find_clauses(sentence, groups, self.taken)
        self.mentions = [self.mention_of(group) for group in groups]
        return self.parts

    def persons(self) -> Iterable[Mention]:
        """Return those who are mentioned by name."""
        if self.parts is None:
            self._parse()
        return super().persons()

    def clause_of(self, predicate: Predicate) -> Clause:
        """Return the clause that a predicate stands in."""
        return self.clauses[predicate.clause]

    def clause_at(self, index: int) -> Clause:
        """Return the clause in which a token stands."""
        clauses = self.clauses
        for clause in reversed(clauses):
            if clause.first <= index:
                return clause
        return clauses[0]

    def following(self, clause: Clause) -> Clause | None:
        """Return the clause after one."""
        at = clause.number + 1
        return self.clauses[at] if at < len(self.clauses) else None

    def mention_of(self, group: Group) -> Mention:
        """Return what a group stands for, always the same mention."""
        found = self.meanings.get(group.first)
        if found is None:
            found = self.meanings[group.first] = read_mention(self.sentence, group)
            found.quoted = quoted(found, group)
            found.label = label(found) if found.kind == "name" else ""
            found.traits = traits(self.sentence, found, group)
        return found


def read_sentence(sentence: Analysed, known: Calendar, before: Parsed | None = None) -> Parsed:
    """Return the reading of a sentence; `known` is the report's calendar, which learns the days that it names."""
    times = find_times(sentence, known)
    if sentence.dateline:
        times = [time for time in times if time.first >= sentence.dateline]
    taken = frozenset(index for time in times for index in range(time.first, time.last))
    places = [place for place in find_places(sentence) if place.first not in taken]
    return Parsed(sentence, times, places, before=before, taken=taken)
