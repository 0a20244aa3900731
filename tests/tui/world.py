"""A small casebook in our own words: incidents that several reports tell of, long paragraphs, hostile text."""

from datetime import date
from pathlib import Path

from kztui.casebook import Casebook
from kztui.model.fact import DateSpan, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value, fact_id, quote
from kztui.model.report import Paragraph, ParagraphKind, Report, report_id
from kztui.text.clean import clean
from scripts.make_casebook import import_numbered

HARBOUR = """Armed men attacked a depot on the edge of Aktobe on Sunday, and at least 20 people were killed.

Twelve of the dead were guards, a prosecutor said. Another nine people were wounded,
and doctors at the city hospital worked through the night while relatives waited in the yard for a list of names that
nobody had yet been able to write.

The attackers carried hunting rifles. Six were caught. Police suspect a cell of religious extremists.

Sign up for our morning letter."""

LEDGER = """The toll of the attack in Aktobe has risen to 25, the regional prosecutor said on Friday.

Six suspects have been arrested since the raid of 5 June. One shopkeeper said that he had counted
nine wounded in the street."""

MARKET = """A bomb went off beside a market in Taraz on 12 November 2011 and killed seven people, among them five
police officers.

The bomber died in the blast. Three passers-by were wounded."""

STRANGE = (
    """A fire \x1b]0;owned\x07 broke out in Құлсары in May 2012 [@click=app.quit]press[/] and nobody was hurt.

警察は三人を逮捕した 👩‍👩‍👧 и\u0306 three people were arrested."""
    + "\u202e"
    + " end"
)


def report(text: str, **about: object) -> Report:
    """Return a report of `text` with a paragraph for each block between empty lines."""
    text = clean(text)
    paragraphs = []
    start = 0
    for number, block in enumerate(text.split("\n\n"), 1):
        kind = ParagraphKind.BOILERPLATE if block.startswith("Sign up") else ParagraphKind.BODY
        paragraphs.append(Paragraph(number, start, start + len(block), kind))
        start += len(block) + 2
    return Report(report_id(text), text, tuple(paragraphs), **about)  # type: ignore[arg-type]


def fact(told: Report, field: Field, words: str, value: Value, **more: object) -> Fact:
    """Return a fact that `told` states in `words`."""
    start = told.text.index(words)
    evidence = quote(told.text, told.id, told.paragraph_at(start).number, start, start + len(words))
    return Fact(fact_id(field, evidence, value), field, value, evidence, **more)  # type: ignore[arg-type]


def day(year: int, month: int, number: int) -> DateSpan:
    """Return one day."""
    return DateSpan(date(year, month, number), date(year, month, number), 1)


AKTOBE = Place("Aktobe", "KZ", "Aktobe Region", 50.28, 57.21)
TARAZ = Place("Taraz", "KZ", "Jambyl Region", 42.9, 71.37)
KULSARY = Place("Kulsary", "KZ", "Atyrau Region", 46.95, 54.02)


def make_casebook(path: Path) -> Casebook:
    """Write the casebook to `path` and return it, opened by "tester"."""
    harbour = report(HARBOUR, title="Depot attacked", publisher="Harbour Wire", published=date(2016, 6, 6))
    ledger = report(LEDGER, title="Toll rises", publisher="Ledger", published=date(2016, 6, 10))
    market = report(MARKET, title="Blast at market", publisher="Harbour Wire", published=date(2011, 11, 13))
    strange = report(STRANGE, title="Fire [b]in[/b] Құлсары", publisher="Степь", published=date(2012, 6, 1))
    attack = (
        fact(harbour, Field.TYPE, "Armed men attacked", "armed attack"),
        fact(harbour, Field.DATE, "on Sunday", day(2016, 6, 5)),
        fact(harbour, Field.PLACE, "Aktobe", AKTOBE),
        fact(harbour, Field.KILLED, "at least 20 people", 20, qualifier=Qualifier.AT_LEAST, side=Side.TOTAL),
        fact(harbour, Field.KILLED, "Twelve of the dead were guards", 12, side=Side.SECURITY, scope=Scope.PART,
             attributed_to="prosecutor", official=True),
        fact(harbour, Field.WOUNDED, "nine people were wounded", 9),
        fact(harbour, Field.WEAPON, "hunting rifles", "hunting rifles"),
        fact(harbour, Field.ARRESTED, "Six were caught", 6),
        fact(harbour, Field.PERPETRATOR, "religious extremists", "religious extremists", hedge=Hedge.SUSPECTED),
    )  # fmt: skip
    toll = (
        fact(ledger, Field.TYPE, "the attack", "armed attack"),
        fact(ledger, Field.PLACE, "Aktobe", AKTOBE),
        fact(ledger, Field.DATE, "5 June", day(2016, 6, 5)),
        fact(ledger, Field.KILLED, "25", 25, attributed_to="regional prosecutor", official=True, side=Side.TOTAL),
        fact(ledger, Field.ARRESTED, "Six suspects have been arrested", 6),
    )  # fmt: skip
    bomb = (
        fact(market, Field.TYPE, "bomb went off", "suicide bombing"),
        fact(market, Field.DATE, "12 November 2011", day(2011, 11, 12)),
        fact(market, Field.PLACE, "Taraz", TARAZ),
        fact(market, Field.KILLED, "seven people", 7, side=Side.TOTAL),
        fact(market, Field.WOUNDED, "Three passers-by", 3),
    )
    fire = (
        fact(strange, Field.TYPE, "fire", "explosion"),
        fact(strange, Field.DATE, "May 2012", DateSpan(date(2012, 5, 1), date(2012, 5, 31), 4)),
        fact(strange, Field.PLACE, "Құлсары", KULSARY),
        fact(strange, Field.ARRESTED, "three people were arrested", 3),
    )
    import_numbered(path, [(harbour, [attack]), (ledger, [toll]), (market, [bomb]), (strange, [fire])])
    return Casebook.open(path, author="tester", cache=path.parent / "cache")
