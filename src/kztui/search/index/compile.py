"""A query's tree as a query of the index."""

from collections.abc import Callable, Iterable

import tantivy
from tantivy import FieldType, Occur

from kztui.search.index.documents import INITIALS, TEXTS, column, initial_term, spot_term, whole_term
from kztui.search.query.forms import forms
from kztui.search.query.nearby import Spot, spots_near
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Id, Near, Node, Not, Number, Phrase, Value, Word
from kztui.text.fold import fold

Expand = Callable[[str, str], list[str]]
Knows = Callable[[str], bool]
Numbers = Callable[[str], int | None]


class Compiler:
    """Makes index queries. `spots` gives the places that near: can mean, `expand` the terms of a column ("words",
    "terms") that begin with some text; `knows` says whether texts have a folded word, `number` the number of the
    incident with an id.

    With `ranked`, words count how often they are in a text; this is slower and only wanted for relevance. With `told`,
    words are only looked for in what is told of an incident, but for those that are excluded.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        spots: Callable[[], Iterable[Spot]],
        expand: Expand,
        knows: Knows,
        number: Numbers,
        ranked: bool = False,
        told: bool = False,
    ) -> None:
        self.schema = schema
        self.spots = spots
        self.expand = expand
        self.knows = knows
        self.number = number
        self.detail = "freq" if ranked else "basic"
        self.texts = TEXTS[:1] if told else TEXTS

    def query(self, node: Node) -> tantivy.Query:
        """Return the index's query for `node`. Raises QueryError for a place that the casebook does not know."""
        match node:
            case Not():
                return self._but(tantivy.Query.all_query(), [self._unwanted(node)])
            case All():
                return self._all(node)
            case AnyOf():
                return self._any([self.query(part) for part in node.nodes])
            case Near():
                near = [spot_term(spot) for spot in spots_near(node, self.spots())]
                return tantivy.Query.term_set_query(self.schema, "terms", near)
            case Word():
                return self._word(node)
            case Phrase():
                return self._any([self._phrase(texts, list(node.words)) for texts in self.texts])
            case Value():
                return self._value(node)
            case Choice():
                return self._term("terms", f"{node.field}:{node.value}")
            case Id():
                return self._number(node.id)
            case Number():
                return self._range(node.field, node.low, node.high)
        return self._dates(node)

    def _all(self, node: All) -> tantivy.Query:
        wanted = [self.query(part) for part in node.nodes if not isinstance(part, Not)]
        unwanted = [self._unwanted(part) for part in node.nodes if isinstance(part, Not)]
        if not wanted:
            wanted = [tantivy.Query.all_query()]
        if len(wanted) == 1:
            return self._but(wanted[0], unwanted) if unwanted else wanted[0]
        musts = [(Occur.Must, query) for query in wanted]
        return tantivy.Query.boolean_query([*musts, *((Occur.MustNot, query) for query in unwanted)])

    def _unwanted(self, node: Not) -> tantivy.Query:
        """Return the query for what is excluded, wherever its words are."""
        texts, self.texts = self.texts, TEXTS
        try:
            return self.query(node.node)
        finally:
            self.texts = texts

    def _but(self, wanted: tantivy.Query, unwanted: list[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Must, wanted), *((Occur.MustNot, query) for query in unwanted)])

    def _any(self, queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])

    def _word(self, node: Word) -> tantivy.Query:
        known = sorted(filter(self.knows, forms(node.text)))
        looked_up = [self._term(texts, form) for form in known for texts in self.texts]
        if node.prefix:
            start = fold(node.text)
            initial = start in INITIALS
            if initial:
                looked_up.append(self._term("terms", initial_term(start)))
            else:
                looked_up += [self._prefix(texts, start) for texts in self.texts]
        if node.parts:
            looked_up += [self._run(texts, list(node.parts), node.prefix) for texts in self.texts]
        return self._any(looked_up) if looked_up else self._none()

    def _value(self, node: Value) -> tantivy.Query:
        spellings = [words for words in (node.words, node.parts) if words]
        if node.whole:
            return self._any([self._term("terms", whole_term(node.field, words)) for words in spellings])
        runs = [[f"{node.field}:{word}" for word in words] for words in spellings]
        return self._any([self._run("terms", words, node.prefix) for words in runs])

    def _run(self, column: str, words: list[str], prefix: bool) -> tantivy.Query:
        """Return the query for words that follow one another, the last of them perhaps a prefix."""
        if not prefix:
            return self._phrase(column, words)
        if len(words) == 1:
            return self._prefix(column, words[0])
        ends = self.expand(column, words[-1])
        return self._any([self._phrase(column, [*words[:-1], last]) for last in ends] or [self._none()])

    def _number(self, incident_id: str) -> tantivy.Query:
        number = self.number(incident_id)
        return self._none() if number is None else tantivy.Query.term_query(self.schema, "number", number, "basic")

    def _dates(self, node: Dates) -> tantivy.Query:
        parts = []
        if node.start:
            parts.append(self._range("end", node.start.toordinal(), None))
        if node.end:
            parts.append(self._range("start", None, node.end.toordinal()))
        return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(Occur.Must, part) for part in parts])

    def _range(self, number: str, low: int | None, high: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, column(number), FieldType.Integer, low, high)

    def _phrase(self, field: str, words: list[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return tantivy.Query.phrase_query(self.schema, field, list(words))

    def _prefix(self, field: str, start: str) -> tantivy.Query:
        return tantivy.Query.fuzzy_term_query(self.schema, field, start, distance=0, prefix=True)

    def _term(self, field: str, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, word, self.detail if field in TEXTS else "basic")

    def _none(self) -> tantivy.Query:
        return tantivy.Query.empty_query()
