"""One mention of an event."""

from dataclasses import dataclass, field

from kztui.extract.en.mentions import Mention
from kztui.extract.en.reading import Reading
from kztui.extract.lexicon import events
from kztui.model.fact import Qualifier


@dataclass(slots=True)
class Event:
    """One mention of an event: tokens `first` to `last` (exclusive) that name it, and who has which role in it.

    `kind` is a table of events.toml. `unreal` events were only planned, feared or denied; `aside` ones are told beside
    the main event; `parts` are those named among the `patients`. `zero` says that an effect did not happen, to the
    people `denied` or to anyone. A `definite` event refers to one told before; `plural` says that it is several or
    none in particular. `pronoun`: its subject is a pronoun. `cause` is the event noun or weapon that is said to have
    done it.
    """

    reading: Reading
    kind: str
    first: int
    last: int
    rule: str
    agents: list[Mention] = field(default_factory=list)
    patients: list[Mention] = field(default_factory=list)
    parts: list[Mention] = field(default_factory=list)
    weapons: list[Mention] = field(default_factory=list)
    unreal: bool = False
    aside: bool = False
    zero: bool = False
    denied: list[Mention] = field(default_factory=list)
    definite: bool = False
    plural: bool = False
    pronoun: bool = False
    cause: Mention | None = None

    @property
    def effect(self) -> str:
        """The counted field that the event adds to: killed, wounded, arrested or nothing."""
        return events()[self.kind].effect

    @property
    def family(self) -> str:
        """What sets it apart from other events, empty for one that can belong to any."""
        return events()[self.kind].family

    @property
    def weak(self) -> bool:
        """Whether it only tells an effect of another event."""
        return events()[self.kind].weak


def negative(reading: Reading, mention: Mention) -> bool:
    """Return whether a mention is "nobody" or begins with "no"."""
    counted = (
        mention.number is not None and mention.number.value > 0 and mention.number.qualifier is not Qualifier.EXACT
    )
    return reading.word(mention.first) in ("no", "nobody", "none", "neither") and not counted
