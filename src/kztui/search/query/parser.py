"""The query language: text -> tree.

    query  = group { "OR" group }
    group  = part { [ "AND" ] part }
    part   = [ "-" | "NOT" ] ( "(" query ")" | term )
    term   = word | "a phrase" | day | field ":" value | field comparison

All parts of a group must match; OR binds weaker. The last word is a prefix while nothing follows it.
"""

import math
import re
from contextlib import suppress
from datetime import date
from difflib import get_close_matches

from msgspec import Struct

from kztui.errors import DateError, QueryError
from kztui.model.figures import SAME_PLACE_KM
from kztui.search.query.fields import FIELDS, LARGEST, ORDERS, Operand, QueryField
from kztui.search.query.tokens import Mark, Token, shortened, tokens
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Id, Near, Node, Not, Number, Phrase, Value, Word
from kztui.text.clean import clean
from kztui.text.fold import fold

__all__ = ["Query", "QueryError", "parse", "without_order"]

LONGEST, MOST_TERMS, DEEPEST = 4000, 64, 30
"""The most code points and terms of a query, and the most parentheses within parentheses."""

_NOTHING = "nothing searchable here: use letters or digits"
_WHOLE = r"[0-9]{1,9}"
_POINT = r"(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})"
_DAYS = rf"{_POINT}(?:\.\.(?:{_POINT}|[0-9]{{4}})?)?|[0-9]{{4}}\.\.(?:{_POINT}|[0-9]{{4}})|\.\.{_POINT}"
"""Days, months and ranges of them that need no field's name; a year alone is a word."""

_ID = r"([A-Za-z]{2}-[0-9]{4}-[0-9A-Za-z]{4,})(@\S+)?"
"""A whole id of an incident; after the @ whose it is, where two casebooks gave one id to two incidents."""

_DISTANCE = r"<([0-9]{1,5}(?:\.[0-9]{1,6})?)(?:km)?"
_BARE_NEAR = r"([^<]*)(<.*)?"


_MEANT = {
    "killed": ("dead", "deaths", "died", "fatalities", "slain", "toll"),
    "wounded": ("hurt", "injured", "injuries"),
    "arrested": ("detained", "held"),
    "actor": ("attacker", "attackers", "by", "group", "perp", "who"),
    "place": ("city", "location", "town", "village", "where"),
    "date": ("day", "month", "when", "year"),
    "type": ("category", "event", "kind"),
    "source": ("agency", "media", "outlet", "publisher"),
    "lang": ("language",),
    "weapon": ("arms", "means", "with"),
}
"""Words that are no field, by the field that people mean by them."""


def _near_fields(name: str) -> list[str]:
    """Return up to three fields that somebody may mean who writes `name`, the likeliest first."""
    meant = [field for field, words in _MEANT.items() if name in words]
    plain = [field for field in FIELDS if "." in name or "." not in field]
    return meant or get_close_matches(name, plain, n=3)


class Query(Struct, frozen=True):
    """A parsed query: what to find, and its order (a word of `ORDERS`, perhaps after a hyphen) or an empty one."""

    tree: Node
    sort: str = ""


def parse(text: str, today: date | None = None) -> Query:
    """Return the query that `text` writes; an empty text asks for everything. Takes time in proportion to its length.

    `today` is the day from which "last 30 days" counts, by default the current one.
    Raises QueryError with the code point of the error.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the query is too long: at most {LONGEST} characters", LONGEST)
    text = clean(text)
    return _Parser(text, today or date.today()).parse()


def without_order(text: str) -> str:
    """Return a query without its ``sort:``; one that cannot be parsed is returned unchanged."""
    with suppress(QueryError):
        for token in tokens(text):
            if token.name == "sort":
                return f"{text[: token.start].rstrip()} {text[token.end :].lstrip()}".lstrip()
    return text


class _Parser:
    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today
        self.tokens = list(tokens(text))
        self.next = 0
        self.depth = 0
        self.sort = ""
        terms = [token for token in self.tokens if token.mark is Mark.TERM]
        if len(terms) > MOST_TERMS:
            raise QueryError(f"too many terms: at most {MOST_TERMS}", terms[MOST_TERMS].start)

    def parse(self) -> Query:
        if not self.tokens:
            return Query(All())
        tree = self.query()
        if token := self.peek():
            raise QueryError("unmatched )", token.start)
        return Query(tree, self.sort)

    def peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take(self, mark: Mark) -> Token | None:
        token = self.peek()
        if token is None or token.mark is not mark:
            return None
        self.next += 1
        return token

    def query(self) -> Node:
        groups = [self.group()]
        while sign := self.take(Mark.OR):
            if groups[-1] == All():
                raise QueryError("OR needs a term before it", sign.start)
            groups.append(self.group())
            if groups[-1] == All():
                raise QueryError("OR needs a term after it", sign.end)
        return groups[0] if len(groups) == 1 else AnyOf(tuple(groups))

    def group(self) -> Node:
        nodes: list[Node] = []
        while (token := self.peek()) and token.mark not in (Mark.OR, Mark.CLOSE):
            if sign := self.take(Mark.AND):
                self.joined(sign, bool(nodes))
            elif token.name == "sort":
                self.next += 1
                self.order(token)
            else:
                nodes.append(self.part())
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def joined(self, sign: Token, after: bool) -> None:
        """Check that an AND, which says what two terms side by side say anyway, is between two terms."""
        following = self.peek()
        if not after:
            raise QueryError("AND needs a term before it", sign.start)
        if following is None or following.mark in (Mark.AND, Mark.OR, Mark.CLOSE):
            raise QueryError("AND needs a term after it", sign.end)

    def part(self) -> Node:
        if minus := self.take(Mark.MINUS):
            token = self.peek()
            if token is None or token.mark not in (Mark.TERM, Mark.OPEN) or token.start != minus.end:
                raise QueryError("the hyphen needs a term right after it", minus.end)
            return Not(self.part())
        if sign := self.take(Mark.NOT):
            token = self.peek()
            if token is None or token.mark not in (Mark.TERM, Mark.OPEN):
                raise QueryError("NOT needs a term after it", sign.end)
            return Not(self.part())
        if opening := self.take(Mark.OPEN):
            return self.parentheses(opening)
        token = self.tokens[self.next]
        self.next += 1
        return self.term(token)

    def parentheses(self, opening: Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"parentheses are nested more than {DEEPEST} deep", opening.start)
        node = self.query()
        if not self.take(Mark.CLOSE):
            raise QueryError("the parenthesis is not closed", opening.start)
        if node == All():
            raise QueryError("the parentheses are empty", opening.start)
        self.depth -= 1
        return node

    def order(self, token: Token) -> None:
        if token.value.removeprefix("-") not in ORDERS or token.operator:
            raise QueryError(f"sort: takes {', '.join(ORDERS)}, or one of them after a hyphen", token.value_start)
        if self.sort or self.depth:
            raise QueryError("sort: can be given once, outside parentheses", token.start)
        self.sort = "relevance" if token.value.endswith("relevance") else token.value

    def term(self, token: Token) -> Node:
        if token.name:
            return self.field_term(token)
        if not fold(token.value):
            raise QueryError(_NOTHING, token.start)
        if token.quoted:
            return Phrase(token.value)
        if re.fullmatch(_DAYS, token.value):
            return self.dates(token)
        text, prefix = self.prefix(token)
        return Phrase(text) if " " in fold(text) else Word(text, prefix)

    def prefix(self, token: Token) -> tuple[str, bool]:
        """Return the text of a term without its star, and whether it may go on."""
        star = token.tail == "*" or (not token.quoted and token.value.endswith("*"))
        unfinished = not token.quoted and token.end == len(self.text)
        return token.value.rstrip("*") if not token.quoted else token.value, star or unfinished

    def field_term(self, token: Token) -> Node:
        field = FIELDS.get(token.name)
        if field is None:
            near = " or ".join(f"{name}:" for name in _near_fields(token.name))
            hint = f"did you mean {near}?" if near else "to search for these signs, put them in quotes"
            raise QueryError(f"no field “{shortened(token.name)}”: {hint}", token.start)
        if not token.value:
            raise QueryError(f"{field.name}: needs a value, such as {field.example}", token.value_start)
        if field.operand is Operand.ORDER:
            raise QueryError("sort: cannot be negated: remove the leading hyphen", token.start)
        if field.operand is Operand.NEAR:
            return _near(token)
        if token.tail and not (token.tail == "*" and field.operand is Operand.WORDS):
            raise QueryError("put a blank after the quote", token.end - len(token.tail))
        if field.operand is Operand.NUMBER:
            return _number(field, token)
        if field.operand is Operand.DATE:
            return self.dates(token)
        if token.operator not in ("", "="):
            raise QueryError(f"{field.name}: takes words, which cannot be compared", token.value_start - 1)
        return self.choice(field, token) if field.operand is Operand.CHOICE else self.value(field, token)

    def value(self, field: QueryField, token: Token) -> Node:
        text, prefix = self.prefix(token)
        if not fold(text):
            raise QueryError(_NOTHING, token.value_start)
        if field.name == "id" and re.fullmatch(_ID, text):
            return Id(text.upper())
        whole = token.operator == "="
        return Value(field.name, text, prefix and not whole, whole)

    def choice(self, field: QueryField, token: Token) -> Node:
        value = token.value.lower()
        if value in field.choices:
            return Choice(field.name, value)
        possible = [Choice(field.name, choice) for choice in field.choices if choice.startswith(value)]
        if possible and token.end == len(self.text):
            return AnyOf(tuple(possible)) if possible[1:] else possible[0]
        raise QueryError(f"{field.name}: takes {', '.join(field.choices)}", token.value_start)

    def dates(self, token: Token) -> Node:
        from kztui.search.query.dates import span_of

        try:
            return Dates(*span_of(token.operator + token.value, self.today))
        except DateError as error:
            raise QueryError(str(error), token.value_start) from None


def _number(field: QueryField, token: Token) -> Node:
    low, dots, high = token.value.partition("..")
    if dots:
        if token.operator or not (low or high):
            raise QueryError(f"write a range as {field.name}:5..10, or with one end open as 5..", token.value_start)
        bounds = _whole(low, field, token) if low else None, _whole(high, field, token) if high else None
        if bounds[0] is not None and bounds[1] is not None and bounds[0] > bounds[1]:
            raise QueryError("the range ends before it starts", token.value_start)
        return Number(field.name, *bounds)
    number = _whole(low, field, token)
    match token.operator:
        case ">=":
            return Number(field.name, number, None)
        case ">":
            return Number(field.name, min(number + 1, LARGEST), None)
        case "<=":
            return Number(field.name, None, number)
        case "<":
            return Number(field.name, None, _above_zero(number, token) - 1)
    return Number(field.name, number, number)


def _whole(text: str, field: QueryField, token: Token) -> int:
    if not re.fullmatch(_WHOLE, text):
        example = f"write {field.name}:>=5 or {field.name}:5..10"
        raise QueryError(f"“{shortened(text)}” is not a whole number: {example}", token.value_start)
    return int(text)


def _above_zero(number: int, token: Token) -> int:
    if number == 0:
        raise QueryError("counts cannot be negative", token.value_start)
    return number


def _near(token: Token) -> Node:
    place, distance = token.value, token.tail
    if not token.quoted and (parts := re.fullmatch(_BARE_NEAR, token.value)):
        place, distance = parts[1], parts[2] or ""
    match = re.fullmatch(_DISTANCE, distance) if distance else None
    if token.operator or not place or (distance and match is None):
        raise QueryError("write a distance as near:Atyrau<250km", token.value_start)
    if not fold(place):
        raise QueryError(_NOTHING, token.value_start)
    km = float(match[1]) if match else SAME_PLACE_KM
    if not math.isfinite(km) or km <= 0:
        raise QueryError("distance must be greater than 0", token.value_start)
    return Near(place, km, token.value_start)
