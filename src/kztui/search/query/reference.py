"""The description of the query language, made from the table of fields: for the help and for ``docs/search.md``.

``python -m kztui.search.query.reference > docs/search.md`` writes the latter.
"""

from collections.abc import Iterator

from kztui.search.query.fields import FIELDS, Operand

SIGNS = (
    ("attack police", "both words, anywhere in title, facts, reports and notes, in any of their forms and spellings"),
    ("akt", "the last word may go on: aktobe, aktau; so may a word with a star: akt* killed:0"),
    ('"security forces"', "these words one after the other"),
    ("-denied", "not this; also before a field, a phrase or parentheses; NOT denied is the same"),
    ("suicide-bombing", "words that a hyphen joins, written together, with a hyphen or apart"),
    ("bomb OR explosion", "either; words without OR between them, or with AND, belong together first"),
    ("(bomb OR mine) aktobe", "parentheses group"),
    ('place:="Aktobe"', "all of the value, not a word in it; of type and place the one in the list"),
    ("killed:>=5 killed:5..10 killed:0", "comparison, range, exact number; 0 is a number that somebody states"),
    ("killed>5 date>=2012", "the colon before a comparison can be left out"),
    ("2016-06-05 2016-06 2012..2014", "a day, a month or a range without a field's name; a year alone is a word"),
    (
        "date:2012-07..2012-09 date:<2012",
        "days, months, years, ranges, and words: today, yesterday, this week, last month",
    ),
)
"""What can be written, and what it means."""

_BEFORE = """\
Type in the search line, or after `kztui list`. Upper and lower case, accents, apostrophes and hyphens do not matter,
nor does the alphabet: Құлсары, Кульсары, Kul'sary, Qulsary and Kulsary are one word. A place that the casebook has
under another name is found by its old, Russian and Kazakh names too: Uralsk, Уральск, Нур-Султан. So are
organisations (`actor:ҰҚК`, `claimed_by:"Солдаты халифата"`) and types (`type:нападение`, `type:жарылыс`). When nothing
matches, near spellings are tried, and the line says so. Incidents that are told in the searched words (title, place,
facts, notes, and the sentences that state the facts) come first, then those whose reports have the words elsewhere, as
in a sentence about another incident."""

_AFTER = """\
In the name of a field, a hyphen and an underscore are the same: `claimed-by:`. `id:` takes a whole id, and follows it
when the incident was merged into another. An incident without a number, date or place is not found by comparing it;
`-has:killed` finds it. Facts that a source denies and facts that an analyst rejected count only for `hedge:` and
`verdict:`."""

_VALUES = {
    Operand.WORDS: "words",
    Operand.CHOICE: "",
    Operand.NUMBER: "number",
    Operand.DATE: "date",
    Operand.NEAR: "place<distance",
    Operand.ORDER: "",
}


def rows() -> list[tuple[str, str, str, str]]:
    """Return for each field its name, what values it takes, what it means, and an example."""
    return [
        (field.name, ", ".join(field.choices) or _VALUES[field.operand], field.meaning, field.example)
        for field in FIELDS.values()
    ]


def reference() -> str:
    """Return the description of the query language in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Searching"
    yield ""
    yield _BEFORE
    yield ""
    yield "| write | to find |"
    yield "|---|---|"
    for sign, meaning in SIGNS:
        yield f"| `{sign}` | {meaning} |"
    yield ""
    yield "## Fields"
    yield ""
    yield "| field | values | meaning | example |"
    yield "|---|---|---|---|"
    for name, values, meaning, example in rows():
        yield f"| `{name}:` | {values} | {meaning} | `{example}` |"
    yield ""
    yield _AFTER


if __name__ == "__main__":
    print(reference(), end="")
