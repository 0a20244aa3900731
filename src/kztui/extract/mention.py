"""What a sentence mentions: people and things, numbers, times, places and sources.

A grammar makes these records; the neutral stages read them and never look at the words behind them.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from kztui.extract.sentence import Sentence
from kztui.gazetteer import COUNTRY_PREC, Candidate
from kztui.model.fact import DateSpan, Qualifier, Side


class Number(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that say a number, its value and, for a range, its upper end."""

    first: int
    last: int
    value: int
    value_max: int | None = None
    qualifier: Qualifier = Qualifier.EXACT


class Trait(StrEnum):
    """What the words of a mention, or those right beside it, say beyond its kind, side and number."""

    ADDING = "adding"
    """It adds to people named before ("another officer")."""

    OTHERS = "others"
    """The same, by a word of the mention itself."""

    DIED_SINCE = "died since"
    """It adds to the dead those who were counted among the wounded ("two of the wounded died in hospital")."""

    OF_THEM = "of them"
    """A number of those named before ("four of them", "two of whom")."""

    APART = "apart"
    """A number of people who need not be of the side of those named before ("two soldiers died and 12 were hurt")."""

    LISTED = "listed"
    """Named beside others in one list, none of whom the others are ("two Swiss, an American and a Dutchman")."""

    NO_MORE = "no more"
    """A number that is said to be all there is ("only three")."""

    INSERTED = "inserted"
    """It only says who is among others ("X, among them Y,")."""

    EVERYONE = "everyone"
    """A people as a whole, or words too bare to name anybody ("the population", "both", "the bodies")."""

    AGAIN = "again"
    """A thing called by its kind alone, or a person by a title alone, as named before ("the building", "the judge")."""

    MEN = "men"
    """Men of whom nothing else is said."""

    PEOPLES = "peoples"
    """A people or the inhabitants of a place, as a side in a fight ("Dungans", "villagers")."""

    MOB = "mob"
    """A mob."""

    SUICIDE = "suicide"
    """Somebody or something called suicidal ("a suicide bomber", "a suicide vest")."""

    EXPLOSIVE = "explosive"
    """A weapon that explodes."""


class Mention(Struct):
    """What one noun group stands for: tokens `first` to `last` (exclusive) of a sentence, its noun at `head`.

    `kind` is people, organization, weapon, target, event, name (a person by name), number (a bare number) or other;
    `detail` the organisation's name or the kind of event; `organization` the one that people belong to. `implied`
    is the number of people that a word other than a number says ("both"), `nth` how manieth of a row they are
    called ("a fifth person"), 0 for none. `quoted` is the token after the words that a fact quotes for it, where
    these go on behind it ("the head of the district"). `cleared`: the report says that these are not those who did
    it. `label` is what a fact calls it, `surname` what tells one named person from another; both are set once the
    roles in the sentence are known.
    """

    sentence: Sentence
    first: int
    last: int
    head: int
    kind: str
    detail: str = ""
    side: Side = Side.UNKNOWN
    number: Number | None = None
    plural: bool = False
    definite: bool = False
    organization: str = ""
    organization_span: tuple[int, int] = (0, 0)
    suspected: bool = False
    cleared: bool = False
    implied: int | None = None
    nth: int = 0
    quoted: int = 0
    label: str = ""
    surname: str = ""
    traits: frozenset[Trait] = frozenset()

    @property
    def exact(self) -> str:
        """The words of the report."""
        return self.sentence.exact(self.first, self.last)

    @property
    def count(self) -> int | None:
        """How many people these are, None when the words do not say."""
        if self.number is not None:
            return self.number.value
        if self.implied is not None:
            return self.implied
        return None if self.plural else 1

    @property
    def people(self) -> bool:
        """Whether these are people, named or not, or a bare number of them."""
        return self.kind in ("people", "name", "number")


class TimeMention(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that name a time, read by the rule whose id is `rule`.

    `form` is weekday (a day of the week alone), relative (counted from the publication: "yesterday"), counted
    (from the last day named: "the previous day"), past (years before the publication: "two years ago"), back
    (from what followed: "a day after gunmen fired") or empty.
    `open` times ("since May") date no event, unless one stands between the word at token `since` that opens them and
    the time; `bound` is "since" or "until" where such a word stands right before it. `when`: what follows happened then
    ("since Monday, when ...").
    `about` says what the time dates: the event, that it was said, a death later than what caused it, or that bodies
    were found, which dates the event where nothing else does. `hours` are the
    parts of the day in it or beside it. `opens`: it opens a clause of its own behind another ("and in July ...").
    """

    first: int
    last: int
    span: DateSpan
    rule: str
    open: bool = False
    form: Literal["", "weekday", "relative", "counted", "past", "back"] = ""
    since: int = 0
    bound: Literal["", "since", "until"] = ""
    when: bool = False
    about: Literal["event", "saying", "late death", "finding"] = "event"
    hours: frozenset[str] = frozenset()
    opens: bool = False


class PlaceMention(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that name a place.

    `relation` is at, near (a distance away, "outside X"), away ("230 km from X"), from, modifier ("the Aktobe base"),
    dateline, named or people ("Kazakh"). `candidates` is empty for an area that the gazetteer does not know. `owns`
    says that something belongs to the place: a thing ("London's paper") or one with a name of its own. `abroad`: it is
    the country of people or of a mission in another one ("the U.S. embassy"). `border`: it only names a border.
    `person`: it stands in the name of a person. `governed`: a preposition of place stands right before it. `saying`:
    something was said there, not done. `reached`: somebody went or was taken there, and no deed is told behind it.
    """

    first: int
    last: int
    name: str
    relation: str
    candidates: Sequence[Candidate]
    owns: Literal["", "thing", "name"] = ""
    abroad: bool = False
    border: bool = False
    person: bool = False
    governed: bool = False
    saying: bool = False
    reached: bool = False

    @property
    def beside_country(self) -> bool:
        """Whether it is a country that something only lies near to: in another one, that is."""
        return self.relation == "near" and bool(self.candidates) and self.candidates[0].place.prec == COUNTRY_PREC


class Attribution(Struct, frozen=True):
    """The source of a sentence: its words, and whether it speaks for the state; `mention` is where it is named."""

    name: str
    official: bool
    mention: Mention
