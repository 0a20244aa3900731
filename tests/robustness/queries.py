"""Queries that nobody would type: each is answered or refused with one clear line, and can be completed."""

from tests.robustness.mutations import ODD_VALUES
from tests.robustness.work import Work, kind_of
from tests.robustness.world import NAME, make_world

TIMES = 1_000_000

PIECES = (
    "killed", "wounded", "date", "place", "type", "near", "source", "note", "tag", "id", "sort", "conflict", "title",
    ":", ":>=", "<", ">", "=", "..", "-", "NOT ", "OR", "AND", " ", " ", " ", "(", ")", '"', "'", "*", "~", "5", "0",
    "-1", "99999999999999999999", "1.5", "2016", "2016-06", "2016-02-30", "0001", "9999-12-31", "aktobe", "Ақтөбе",
    "Kulsary<250km", "km", "x" * 300, "killed:>=5", "date:2012-07..2012-09", "sort:-killed", "#verify", "\\", "/", "\n",
    "\t", "\x1b", "\u202e", "é", "İ", "ß", "\ud800", "suicide bombing", "riot", "KZ-2016-0001", "by:", "has:", "is:",
    *(value for value in ODD_VALUES if isinstance(value, str) and len(value) < 50),
)  # fmt: skip
"""What queries are put together from."""


def attempt(work: Work) -> str:
    """Search for odd queries, and complete them."""
    from kztui.casebook import Casebook
    from kztui.errors import QueryError

    casebook = Casebook.open(make_world(work.folder / "world") / NAME)
    casebook.prepare()
    refused = 0
    for number in work.repeat(TIMES):
        query = "".join(work.chance.choice(PIECES) for _ in range(work.chance.randint(1, 8)))
        try:
            results = casebook.search(query, work.chance.choice(("", "-date", "killed")))
            results.rows(0, results.count)
            if number % 10 == 0:
                casebook.suggest(query, work.chance.randrange(len(query) + 1))
        except QueryError as error:
            refused += 1
            if not str(error) or "\n" in str(error) or not 0 <= error.position <= len(query):
                work.defect("a refusal without one line and a position", repr(query))
        except Exception as error:
            work.defect(kind_of(error), f"kztui list {query!r}")
    return f"{work.count:,} queries, {refused:,} refused"
