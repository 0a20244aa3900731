"""What waits for the analyst to decide: where two people decided differently, and incidents that may be the same; and
what was joined without asking."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.casebook.reextracting import Difference
from kztui.model.annotation import Annotation, AnnotationKind, with_added
from kztui.model.conflicts import Conflict
from kztui.model.suggestion import UNSURE, Suggestion
from kztui.present.conflict_words import object_words
from kztui.present.heads import named
from kztui.present.key_sentence import KeySentence, first_sentence, key_sentence
from kztui.present.wording import source_words, title_words
from kztui.tui.command import Command, bindings
from kztui.tui.local import of_scope
from kztui.tui.row import Row
from kztui.tui.widgets.merge_rows import (
    Disagreement,
    Pair,
    Told,
    conflict_rows,
    join_rows,
    pair_rows,
    proposal_rows,
)
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import Telling, View

_WAITING, _JOINED, _READ_OTHERWISE = 0, 1, 2
"""What is shown: what waits, or something else instead."""

_NOTHING = {
    _WAITING: "Nothing waits for a decision. Importing reports, and merging casebooks, may bring something.",
    _JOINED: "Nothing was joined without asking.",
    _READ_OTHERWISE: "Today's rules read all reports as before.",
}

_WORDS: dict[int, dict[str, str]] = {
    _WAITING: {},
    _JOINED: {"merge.different": "", "merge.joined": "what waits"},
    _READ_OTHERWISE: {"merge.same": "take", "merge.likely": "take all", "merge.otherwise": "what waits"},
}
"""The words of the footer that are other ones than where decisions wait."""

_MOST_JOINS = 200
_MOST_QUOTED = 50
"""So many pairs, and joins, have the words of reports."""


class MergeView(RowsView, View):
    """First what two people decided differently, with their reasons; then incidents that may be the same, each with its
    candidates, the likeliest first, and what speaks for them; what is put off comes last. Or, instead, what was joined
    without asking, or what today's rules read otherwise than when a report came in. An item is one of these.
    """

    SCOPES = ("lines", "merge")
    BINDINGS = bindings(of_scope("merge"))
    nothing = _NOTHING[_WAITING]

    @dataclass
    class Decided(Message):
        """The reader decided whether the two incidents of a suggestion are the `same`."""

        suggestion: Suggestion
        same: bool

    @dataclass
    class Settled(Message):
        """The reader decided a conflict as `winner`, one of its sides, has it."""

        conflict: Conflict
        winner: Annotation

    @dataclass
    class NoneOfThem(Message):
        """The reader decided that the incident of the `suggestions` is none of the others in them."""

        suggestions: Sequence[Suggestion]

    @dataclass
    class PutOff(Message):
        """The reader cannot decide about an incident yet."""

        suggestion: Suggestion

    class Likely(Message):
        """The reader wants to merge all that is likely enough the same."""

    @dataclass
    class Renewed(Message):
        """The reader takes what today's rules read otherwise."""

        proposals: Sequence[Difference]

    @dataclass
    class TakenBack(Message):
        """The reader takes a join back."""

        join: Suggestion

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._mode = _WAITING
        self._in_latin = False
        self._joins: list[Told] = []
        self._proposals: list[tuple[Difference, str]] = []
        self._followed: tuple[Casebook, Results] | None = None
        self._conflicts: list[Disagreement] = []
        self._pairs: list[Pair] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show what is about an incident among `results`, and open the one under the cursor."""
        before = self._item
        self._followed = casebook, results
        joins: list[Told] = []
        proposals: list[tuple[Difference, str]] = []
        conflicts: list[Disagreement] = []
        pairs: list[Pair] = []
        if self._mode == _JOINED:
            joins = await asyncio.to_thread(_joined, casebook, results)
        elif self._mode == _READ_OTHERWISE:
            proposals = await asyncio.to_thread(_read_otherwise, casebook)
        else:
            conflicts, pairs = await asyncio.to_thread(_waiting, casebook, results)
        self._joins, self._proposals, self._conflicts, self._pairs = joins, proposals, conflicts, pairs
        self.show_lines()
        if self._item and self._item != before:
            self.post_message(self.Moved(self))

    @property
    def _item(self) -> Conflict | Suggestion | Difference | None:
        return self._conflict or self._pair or self._join or self._proposal

    @property
    def _proposal(self) -> Difference | None:
        return self._proposals[self.cursor][0] if self.cursor < len(self._proposals) else None

    @property
    def _join(self) -> Suggestion | None:
        return self._joins[self.cursor].join if self.cursor < len(self._joins) else None

    @property
    def _conflict(self) -> Conflict | None:
        return self._conflicts[self.cursor].conflict if self.cursor < len(self._conflicts) else None

    @property
    def _pair(self) -> Suggestion | None:
        at = self.cursor - len(self._conflicts)
        return self._pairs[at].suggestion if 0 <= at < len(self._pairs) else None

    @property
    def current(self) -> str:
        """The id of the incident of the conflict, or of the first one of the pair, under the cursor; empty for none."""
        if self._conflict:
            return self._conflicts[self.cursor].incident
        item = self._pair or self._join or self._proposal
        return item.incident if item else ""

    @property
    def telling(self) -> Telling:
        """What was joined, or is read otherwise today."""
        if join := self._join:
            return Telling(join.like, join.facts)
        if proposal := self._proposal:
            return Telling(proposal.report, tuple(fact.id for fact in proposal.dropped))
        return Telling()

    @property
    def narrowing(self) -> str:
        """The search that finds the incidents of what is under the cursor."""
        if self._conflict:
            return f"id:{self.current}"
        return f"(id:{self._pair.incident} OR id:{self._pair.like})" if self._pair else ""

    def build_rows(self, width: int) -> Sequence[Row]:
        rows: list[Row] = []
        for item, (proposal, report) in enumerate(self._proposals):
            rows += [Row(None, ())] if item else []
            rows += proposal_rows(item, proposal, report, width)
        for item, told in enumerate(self._joins):
            rows += [Row(None, ())] if item else []
            rows += join_rows(item, told, width)
        for item, disagreement in enumerate(self._conflicts):
            rows += [Row(None, ())] if item else []
            rows += conflict_rows(item, disagreement, width)
        for item, pair in enumerate(self._pairs, len(self._conflicts)):
            rows += [Row(None, ())] if item else []
            rows += pair_rows(item, pair, width, self._in_latin)
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a pair can be said to be the same or not; only a conflict can be decided as one side has it."""
        if action == "merge_apart":
            return self._join is not None
        if action == "merge_latin":
            return bool(self._pairs)
        if action == "merge_different":
            return self._pair is not None or self._join is not None
        if action == "merge_same":
            return self._pair is not None or self._proposal is not None
        if action in ("merge_unsure", "merge_new"):
            return self._pair is not None
        if action == "merge_likely":
            return bool(self._pairs or self._proposals)
        if action in ("merge_left", "merge_right"):
            return self._conflict is not None
        return super().check_action(action, parameters)

    def action_merge_same(self) -> None:
        if self._proposal:
            self.post_message(self.Renewed([self._proposal]))
        else:
            self._decide(same=True)

    def action_merge_different(self) -> None:
        if self._join:
            self.action_merge_apart()
        else:
            self._decide(same=False)

    def action_merge_apart(self) -> None:
        if self._join:
            self.post_message(self.TakenBack(self._join))

    def action_merge_new(self) -> None:
        if self._pair:
            subject = self._pair.incident
            pairs = [pair.suggestion for pair in self._pairs]
            self.post_message(self.NoneOfThem([pair for pair in pairs if subject in pair.pair]))

    def action_merge_unsure(self) -> None:
        if self._pair:
            self.post_message(self.PutOff(self._pair))

    def action_merge_likely(self) -> None:
        if self._proposals:
            self.post_message(self.Renewed([proposal for proposal, _ in self._proposals]))
        else:
            self.post_message(self.Likely())

    async def action_merge_joined(self) -> None:
        await self._turn_to(_JOINED)

    async def action_merge_otherwise(self) -> None:
        await self._turn_to(_READ_OTHERWISE)

    async def _turn_to(self, mode: int) -> None:
        """Show something else instead of what waits, or that again."""
        self._mode = mode if self._mode != mode else _WAITING
        self.nothing = _NOTHING[self._mode]
        self.set_reactive(MergeView.cursor, 0)
        if self._followed:
            await self.follow(*self._followed)

    def footer_word(self, command: Command) -> str:
        return _WORDS[self._mode].get(command.id, command.footer)

    def action_merge_latin(self) -> None:
        self._in_latin = not self._in_latin
        self.show_lines()

    def action_merge_left(self) -> None:
        if self._conflict:
            self.post_message(self.Settled(self._conflict, self._conflict.one))

    def action_merge_right(self) -> None:
        if self._conflict:
            self.post_message(self.Settled(self._conflict, self._conflict.other))

    def _decide(self, *, same: bool) -> None:
        if self._pair:
            self.post_message(self.Decided(self._pair, same))


def _waiting(casebook: Casebook, results: Results) -> tuple[list[Disagreement], list[Pair]]:
    """Return the conflicts and the suggestions on `results`; what is dismissed is in no results, and is shown."""
    pairs = [
        Pair(pair, casebook.summary(pair.incident), casebook.summary(pair.like))
        for pair in casebook.decisions.suggestions()
        if results.position(pair.incident) is not None or results.position(pair.like) is not None
    ]
    first: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        first.setdefault(pair.suggestion.incident, number + len(pairs) * (UNSURE in pair.one.tags))
    pairs.sort(key=lambda pair: first[pair.suggestion.incident])
    pairs[:_MOST_QUOTED] = [
        pair._replace(key_sentences=(key_sentence(casebook, pair.one.id), key_sentence(casebook, pair.other.id)))
        for pair in pairs[:_MOST_QUOTED]
    ]
    found = map(partial(_disagreement, casebook), casebook.decisions.conflicts())
    shown = [one for one in found if one.hidden or results.position(one.incident) is not None]
    return shown, pairs


def _joined(casebook: Casebook, results: Results) -> list[Told]:
    """Return what was joined without asking to `results`, the least sure first: the first of them."""
    joins = [one for one in casebook.decisions.joins() if results.position(one.incident) is not None][:_MOST_JOINS]
    return [_told(casebook, join, quote=number < _MOST_QUOTED) for number, join in enumerate(joins)]


def _told(casebook: Casebook, join: Suggestion, *, quote: bool) -> Told:
    """Return a join with what is shown of it."""
    report = casebook.report(join.like)
    facts = (fact for fact in casebook.incident(join.incident).facts if fact.id in join.facts)
    says = first_sentence(report, facts) if quote else None
    title = title_words(casebook.summary(join.incident))
    return Told(join, title, f"{source_words(report.source)}: {named(report)}", says or KeySentence())


def _read_otherwise(casebook: Casebook) -> list[tuple[Difference, str]]:
    """Return what today's rules read otherwise than when a report came in, with the report in words."""
    from kztui.extract.engine import extract

    found = casebook.differences(lambda report: extract(report).drafts)
    return [(one, source_words(casebook.report(one.report).source)) for one in found]


def _disagreement(casebook: Casebook, conflict: Conflict) -> Disagreement:
    """Return a conflict with what is shown of it. An incident that is gone is known by its id alone."""
    try:
        incident, row = casebook.incident(conflict.incident), casebook.summary(conflict.incident)
    except KeyError:
        return Disagreement(conflict, conflict.incident, "", object_words(conflict, ()), hidden=True)
    facts = with_added(incident.facts, casebook.annotations(incident.id))
    hidden = AnnotationKind.DISMISSED in (conflict.one.kind, conflict.other.kind)
    return Disagreement(conflict, incident.id, title_words(row), object_words(conflict, facts), hidden)
