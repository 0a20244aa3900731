"""Which facts are of one incident: merging, splitting off, moving, and who claims what."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from textual import work

from kztui.model.annotation import Annotation
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.present.wording import fact_words, plural
from kztui.tui.screens.revising import RevisingScreen

_HINT = "an incident's id or words · ↓ tab complete · enter save · esc close"


class DecidingScreen(RevisingScreen):
    """A screen on an open incident whose facts can be sent elsewhere. Undo takes each decision back."""

    @work(group="judge")
    async def decide(self, suggestion: Suggestion, same: bool) -> None:
        """Merge the two incidents of a suggestion, or keep that they are two."""
        decisions, one, other = self._casebook.decisions, suggestion.incident, suggestion.like
        step = partial(decisions.merge, one, other) if same else partial(decisions.refuse, suggestion)
        if await self._try(step, "Not saved"):
            self.say(f"{one} is now part of {other}" if same else f"{one} and {other} are two incidents")
            self.reread()

    def action_incident_merge(self) -> None:
        """Let the reader name the incident that the open one is part of."""
        if dossier := self.opened():
            one = dossier.incident.id

            def save(text: str) -> Annotation:
                return self._casebook.decisions.merge(one, text.strip().upper())

            self._ask_for_another(f"Merge {dossier.summary.title} into", save, dossier.summary, "Merge")

    @abstractmethod
    def facts_marked(self) -> tuple[str, ...]:
        """Return the ids of the facts that the reader marked."""

    def action_fact_move(self) -> None:
        """Let the reader name the incident that the marked facts belong to, or else the fact."""
        dossier, fact = self.opened(), self.fact_here()
        if dossier is None or fact is None:
            return
        one, wanted = dossier.incident.id, self.facts_marked() or (fact.id,)
        what = plural(len(wanted), "marked fact") if self.facts_marked() else f"{fact.field}: {fact_words(fact)}"

        def save(text: str) -> Annotation:
            return self._casebook.decisions.move(one, wanted, text.strip().upper())

        self._ask_for_another(f"Move {what} to", save, dossier.summary, "Move")

    def _ask_for_another(self, title: str, save: Callable[[str], object], one: Summary, thing: str) -> None:
        """Let the reader name another incident than `one`."""
        from kztui.present import completions
        from kztui.tui.screens.line_dialog import LineDialog

        dialog = LineDialog(
            title,
            save,
            hint=_HINT,
            complete=partial(completions.incidents, self._casebook, one),
            explain=self.title_of,
        )
        self.app.push_screen(dialog, partial(self._after, thing))

    def title_of(self, incident: str) -> str:
        """Return the title of an incident. Raises KeyError when there is none with this id."""
        return self._casebook.summary(incident.strip().upper()).title

    @work(group="judge")
    async def action_fact_split(self) -> None:
        """Make a new incident of the marked facts, or of all that stand in the paragraph of the fact."""
        dossier, fact = self.opened(), self.fact_here()
        if dossier is None or fact is None:
            return
        here, marked = (fact.evidence.report, fact.evidence.paragraph), self.facts_marked()
        wanted = marked or [f.id for f in dossier.facts if (f.evidence.report, f.evidence.paragraph) == here]
        made: list[Annotation] = []
        split = self._casebook.decisions.split
        if await self._try(lambda: made.append(split(dossier.incident.id, wanted)), "Not split"):
            which = "" if marked else f" of paragraph {here[1]}"
            self.say(f"{plural(len(wanted), 'fact')}{which} split off as {made[0].into}")
            self.reread()

    def action_claims(self) -> None:
        """Show who says what about the field of the fact, or about the dead when the reader is not among facts."""
        from kztui.model.fact import Field
        from kztui.tui.screens.claims import ClaimsScreen

        if dossier := self.opened():
            fact = self.fact_here()
            self.app.push_screen(ClaimsScreen(dossier, fact.field if fact else Field.KILLED))
