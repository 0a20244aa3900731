"""What all views of a search have in common."""

from abc import abstractmethod
from typing import ClassVar, NamedTuple

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Annotation
from kztui.tui.widgets.lines_view import LinesView


class Telling(NamedTuple):
    """A report of an incident, by its id, and the ids of the facts in it that are in question."""

    report: str = ""
    facts: tuple[str, ...] = ()


class View(LinesView):
    """A pane that shows what a search found in its own way. Its defaults are those of a view without incidents."""

    went = False
    """Whether the reader went to what is under the cursor: by moving there, or by opening it."""

    searches: ClassVar[bool] = False
    """Whether the search line asks for what the view shows, and not for incidents."""

    async def search(self, casebook: Casebook, text: str) -> str:
        """Show what the search line asks for, where the view `searches`; return how much that is. Raises QueryError."""
        raise NotImplementedError

    @abstractmethod
    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show `results`, with the cursor where it was as far as that is possible."""

    @property
    def current(self) -> str:
        """The id of the incident under the cursor; empty when there is none."""
        return ""

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor."""
        return None

    @property
    def report(self) -> str:
        """The id of the report under the cursor; empty when there is none."""
        return ""

    @property
    def telling(self) -> Telling:
        """What in the incident under the cursor the item is about; empty where it is about all of it."""
        return Telling()

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor; empty for nothing."""
        return ""

    def describe(self, casebook: Casebook, text: str) -> str:
        """Return in words what is under the cursor in the results of the search `text`; empty for nothing to say.

        It is called off the screen's thread. Raises UserError.
        """
        return ""

    def go(self, item: int) -> None:
        """Move the cursor as the reader does."""
        before = self.cursor
        super().go(item)
        self.went = self.went or self.cursor != before

    def start_at(self, incident: str) -> None:
        """Put the first cursor on the item of `incident`, which is open."""
