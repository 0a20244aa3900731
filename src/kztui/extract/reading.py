"""One sentence as a grammar reads it: what it mentions, and the events that it tells."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from kztui.extract.mention import Attribution, Mention, PlaceMention, TimeMention
from kztui.extract.sentence import Sentence
from kztui.extract.shared import EventKind, kinds
from kztui.model.fact import Hedge


class Construction(StrEnum):
    """How the words of a sentence tell an event; the third part of the id of the rule that read it."""

    ACTIVE = "active"
    PASSIVE = "passive"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    TOLL = "toll"
    ZERO = "zero"


class Topic(StrEnum):
    """What a word anywhere in a sentence says about the scene of its events."""

    CROWDS = "crowds"
    """Crowds in the street: protesters, strikers."""

    CROWDS_BEFORE = "crowds before"
    """The same, in the sentence before."""

    CAPTIVES = "captives"
    """People held in prison."""

    PRISONS = "prisons"
    """Prisons and their like."""

    PERIOD = "period"
    """A long time or a war: numbers told with it count many incidents."""

    SUMS = "sums"
    """A time over which reports add up incidents ("in recent years", "so far this year")."""

    RESISTANCE = "resistance"
    """People who fight off those who come to take them."""

    EACH_OTHER = "each other"
    """People who fight one another."""

    PLOTS = "plots"
    """Attacks that were planned and have not happened."""

    MISHAP = "mishap"
    """An accident or a force of nature."""

    FALLS = "falls"
    """What leaves the road, or falls down: who died of it did not die of anything else that the report tells."""


class Revision(StrEnum):
    """What the words of a number say about others that the report gives for the same."""

    NONE = ""
    FORMER = "former"
    """It was told before a better one ("at first seven were reported dead")."""

    LATER = "later"
    """It follows an earlier one ("in the end two people died")."""

    CORRECTED = "corrected"
    """It takes the place of whatever was told before it ("the figure was corrected to two")."""


class Reading(Struct, eq=False):
    """What a grammar found in one sentence, each list in the order of the words. It does not hold its events: they hold
    it, and what refers to each other is not freed when a report is done.

    `attribution` is the source that the sentence names or goes on quoting. `weights` says for each token how much
    farther apart it makes what stands on its two sides: 1, and more for words that begin another clause. `pointing` is
    the token of a word that means a town named before ("there", "the city"), None when no word does; `capital` that of
    one that means the capital of the country, `centre` that of one that means the chief town of the region, `here` that
    of one that means where the report was filed. `hours` are the parts of the day that it names apart from its times
    ("in the morning"). `before` is the sentence before.
    """

    sentence: Sentence
    times: list[TimeMention] = []
    places: list[PlaceMention] = []
    mentions: list[Mention] = []
    attribution: Attribution | None = None
    weights: list[int] = []
    topics: frozenset[Topic] = frozenset()
    pointing: int | None = None
    capital: int | None = None
    largest: int | None = None
    centre: int | None = None
    here: int | None = None
    hours: frozenset[str] = frozenset()
    before: "Reading | None" = None

    def word(self, index: int) -> str:
        """Return the lower-case word of a token, empty outside the sentence."""
        words = self.sentence.words
        try:
            return words[index] if index >= 0 else ""
        except IndexError:
            return ""

    def persons(self) -> Iterable[Mention]:
        """Return those who are mentioned by name."""
        return (mention for mention in self.mentions if mention.kind == "name")

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that begins at a token."""
        for mention in self.mentions:
            if mention.first == index:
                return mention
        return None


_MEANT = frozenset(("attack", "clash", "suicide", "assassinate", "stab", "abduct", "rob"))
"""Kinds of events that are no accident: somebody means to do them."""


class Event(Struct, eq=False):
    """One mention of an event: tokens `first` to `last` (exclusive) that name it, and who has which role in it.

    `kind` is a table of kinds.toml, `construction` how it is told; `listed` is the kind whose words tell it, where the
    roles make it another ("the gate blew up": `kind` explode, `listed` bomb). `unreal` events were only planned, feared
    or denied, or are no part of reality, for a `reason` that rules.toml describes ("left-out.exercise"). `aside` ones
    are told beside the main event; `parts` are those named among the `patients`. `zero` says that an effect did not
    happen, to the people `denied` or to anyone. A `definite` event refers to one told before; `plural` says that it is
    several or none in particular. `pronoun`: its subject is a pronoun. `cause` is the event noun or weapon that is said
    to have done it. `beside` ones count beside a deed only ("taken to hospital"): they make no incident alone.

    `hedge` is how far the words beside it stand behind it, `updates` that they make its number follow an earlier one
    ("has risen to nine"), `revision` what they say about another number for the same, `accidental` that they make it an
    accident, `parted` that they part it from the event told before ("a second explosion"), `of_another` that it is of
    another matter than all told before ("in a separate incident"). A place that
    begins before token `reach` is the event's own ("the Taraz attack", "explosions in Atyrau"); `time` is the
    time that belongs to an event noun alone
    ("Sunday's raids"), `dated_apart` that it is none of the sentence's other times. `background` is the token where a
    clause begins that tells what had happened before ("a court jailed a man who had shot"), None in any other clause;
    `amid` says that its clause tells how what is told before it came about ("two were hurt when guards fired").
    `lemma` is the dictionary form of the word that tells it, empty where it is what is written. `voice` is who says it
    in a sentence that quotes several ("seven died, the governor said; a rights group counted eleven").
    """

    reading: Reading
    kind: str
    first: int
    last: int
    construction: Construction
    agents: list[Mention] = []
    patients: list[Mention] = []
    parts: list[Mention] = []
    weapons: list[Mention] = []
    unreal: bool = False
    reason: str = "unreal"
    aside: bool = False
    zero: bool = False
    denied: list[Mention] = []
    definite: bool = False
    plural: bool = False
    pronoun: bool = False
    cause: Mention | None = None
    hedge: Hedge = Hedge.NONE
    updates: bool = False
    revision: Revision = Revision.NONE
    accidental: bool = False
    parted: bool = False
    of_another: bool = False
    reach: int = 0
    time: TimeMention | None = None
    dated_apart: bool = False
    background: int | None = None
    amid: bool = False
    listed: str = ""
    lemma: str = ""
    voice: Attribution | None = None
    beside: bool = False

    def __post_init__(self) -> None:
        self.listed = self.listed or self.kind

    @property
    def rule(self) -> str:
        """The id of the rule that read it."""
        return f"events.{self.listed}.{self.construction}/1"

    @property
    def said(self) -> Attribution | None:
        """The source of what it tells."""
        return self.voice or self.reading.attribution

    @property
    def meaning(self) -> EventKind:
        """What the kind of the event says: its type, effect and family."""
        return kinds()[self.kind]

    @property
    def effect(self) -> str:
        """The counted field that the event adds to: killed, wounded, arrested or nothing."""
        return kinds()[self.kind].effect

    @property
    def family(self) -> str:
        """What sets it apart from other events, empty for one that can belong to any."""
        return kinds()[self.kind].family

    @property
    def meant(self) -> bool:
        """Whether somebody must have meant to do it."""
        return bool(self.agents) or self.kind in _MEANT

    @property
    def cumulative(self) -> bool:
        """Whether it is a toll that has grown: that counts all whom it had counted before."""
        return self.updates and self.construction is Construction.TOLL

    @property
    def harmful(self) -> bool:
        """Whether weapons can belong to it: it happened, and is no arrest."""
        if self.unreal or self.zero or self.effect == "arrested":
            return False
        return bool(self.effect) or self.family not in ("", "plot", "arrest") or self.kind == "attack"

    @property
    def weak(self) -> bool:
        """Whether it only tells an effect of another event."""
        return kinds()[self.kind].weak
