"""How an incident is laid out in the index.

`words` holds the folded words of what is told of the incident, in order, `rest` those of the other paragraphs of its
reports, `number` the incident's number, and a column for each figure and
each order. `terms` holds what the fields are searched by, and the first letters of words, so that a search for one
letter need not look through all words:

    place:kulsari      a word of a value; words of one value follow one another, and no other value's
    place=kulsari      a whole value, blanks as low lines
    place#Kulsary      a value as it is shown, blanks as no-break spaces
    has:note           a choice
    @kulsari|46.95,54  where the incident was
    ^k                 the first letter of a word
"""

from functools import cache, lru_cache

import msgspec
import tantivy

from kztui.search.entry import Entry, spot
from kztui.search.order import ORDERED_BY, falling_keys
from kztui.search.query.fields import FIELDS, Operand
from kztui.search.query.nearby import Spot
from kztui.text.fold import fold, fold_loosely

_NUMBERS = ("start", "end", *(field.name for field in FIELDS.values() if field.operand is Operand.NUMBER))
INITIALS = frozenset("abcdefghiklmnoprstuvwz")
"""The first letters of words that have terms: few words begin with other ones, and these are soon looked through."""

TEXTS = ("words", "rest")
"""The columns of texts."""

_encode = msgspec.json.Encoder().encode
_NO_BREAK = "\u00a0"


@cache
def column(number: str) -> str:
    """Return the name of the column of a figure; tantivy takes dots for paths."""
    return number.replace(".", "_")


@cache
def order_column(order: str) -> str:
    """Return the name of the column of an order, which has the keys of the falling one (`kztui.search.order`)."""
    return f"by_{order.removeprefix('-')}"


_ORDER_COLUMNS = tuple(map(order_column, ORDERED_BY))


def schema() -> tantivy.Schema:
    """Return the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for texts in TEXTS:
        builder.add_text_field(texts, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("number", indexed=True, fast=True)
    for name in (*map(column, _NUMBERS), *_ORDER_COLUMNS):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def document(entry: Entry) -> str:
    """Return the fields of an entry for the index, as JSON."""
    words, rest = [fold_loosely(text) for text in entry.told], [fold_loosely(text) for text in entry.rest]
    terms = _terms(entry)
    terms[0] += _initials([*words, *rest])
    fields: dict[str, object] = {"number": entry.number, "words": words, "rest": rest, "terms": terms}
    for name, value in entry.numbers.items():
        fields[column(name)] = value
    fields |= zip(_ORDER_COLUMNS, falling_keys(entry), strict=True)
    return _encode(fields).decode()


def shown_prefix(field: str) -> str:
    """Return how the terms of the shown values of `field` begin."""
    return f"{field}#"


def shown(term: str) -> str:
    """Return the value that the term of a shown value is for."""
    return term.partition("#")[2].replace(_NO_BREAK, " ")


def whole_term(field: str, words: tuple[str, ...]) -> str:
    """Return the term of a whole value of `field`."""
    return f"{field}={'_'.join(words)}"


def initial_term(letter: str) -> str:
    """Return the term of the first letter of some word."""
    return f"^{letter}"


_INITIAL_TERMS = tuple((f" {letter}", f" {initial_term(letter)}") for letter in sorted(INITIALS))


@lru_cache(maxsize=10_000)
def spot_term(place: Spot) -> str:
    """Return the term of a place."""
    return f"@{place[0].replace(' ', '_')}|{place[1]:.4f},{place[2]:.4f}"


def spot_in(term: str) -> Spot:
    """Return the place that the term of a place is for."""
    name, _, degrees = term[1:].rpartition("|")
    north, east = degrees.split(",")
    return name.replace("_", " "), float(north), float(east)


def _terms(entry: Entry) -> list[str]:
    """Return the terms of an entry, in stretches that phrases do not cross."""
    terms = [_shown_terms(*value) for value in entry.values]
    terms += [f"{field}:{value}" for field, value in entry.choices]
    if place := spot(entry.summary):
        terms.append(spot_term(place))
    return [" ".join(terms), *[_value_terms(*value) for value in entry.asides]]


@lru_cache(maxsize=50_000)
def _shown_terms(field: str, value: str) -> str:
    """Return the terms of a value that is shown: those by which it is found, all of it, and how it is shown."""
    whole = whole_term(field, tuple(fold(value).split()))
    return f"{_value_terms(field, value)} {whole} {shown_prefix(field)}{value.replace(' ', _NO_BREAK)}"


def _value_terms(field: str, value: str) -> str:
    """Return the terms by which a value is found."""
    words = fold_loosely(value).split()
    return f"{field}:" + f" {field}:".join(words) if words else ""


def _initials(texts: list[str]) -> str:
    """Return the terms of the first letters of words, each after a blank."""
    joined = " " + " ".join(texts)
    return "".join([term for start, term in _INITIAL_TERMS if start in joined])
