"""Which facts are one incident: merging, splitting off, moving, and who says what."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kztui.errors import UserError
from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.conflicts import Conflict
from kztui.model.fact import Field
from kztui.model.suggestion import UNSURE, Relation, Suggestion
from kztui.model.summary import Summary
from kztui.present.wording import fact_words, part_taken_back, plural, source_words, title_words
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands import lacks
from kztui.tui.commands.marked import still_there

if TYPE_CHECKING:
    from kztui.casebook.reextracting import Difference

_HINT = "an incident's id or words  ↓ tab complete  enter save  esc close"


def decide(on: Context, suggestion: Suggestion, *, same: bool) -> None:
    """Merge the two incidents of a suggestion, or keep that they are two."""
    one, other = suggestion.incident, suggestion.like

    def step() -> str:
        if same and suggestion.kind is Relation.PART:
            on.casebook.decisions.part(one, other)
            return on.undoable(f"{one} is a part of the episode {other}: sums count both once")
        if same:
            on.casebook.decisions.merge(one, other)
            return on.undoable(f"{one} is now part of {other}")
        on.casebook.decisions.refuse(suggestion)
        return on.undoable(f"{one} and {other} are two incidents")

    on.change(step, "Not saved")


def none_of_them(on: Context, suggestions: Sequence[Suggestion]) -> None:
    """Keep that an incident is none of those that it may be."""

    def step() -> str:
        on.casebook.decisions.refuse_all(suggestions)
        return on.undoable(f"{suggestions[0].incident} is none of {plural(len(suggestions), 'other incident')}")

    on.change(step, "Not saved")


def put_off(on: Context, suggestion: Suggestion) -> None:
    """Tag an incident about which the reader is unsure: it comes last."""

    def step() -> str:
        on.casebook.notes.tag([suggestion.incident], UNSURE)
        return on.undoable(f"{suggestion.incident} is tagged #{UNSURE}, and comes last")

    on.change(step, "Not saved")


def renew(on: Context, proposals: "Sequence[Difference]") -> None:
    """Take what today's rules read otherwise than when reports came in."""

    def step() -> str:
        on.casebook.renew(proposals)
        taken = f"Taken: {plural(len(proposals), 'proposal')} of today's rules"
        return taken if on.casebook.is_shared else on.undoable(taken)

    on.change(step, "Not taken")


def take_back(on: Context, join: Suggestion) -> None:
    """Make an incident of its own of what a report tells that was joined without asking."""

    def step() -> str:
        made = on.casebook.decisions.take_back(join)
        return on.undoable(f"What {on.casebook.report(join.like).source.label} tells is now {made.into}")

    on.change(step, "Not taken back")


def join_likely(on: Context) -> None:
    """Let the reader say how likely what is merged has to be, with a look at what that is."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    def score(text: str) -> float:
        try:
            found = float(text.strip().replace(",", "."))
        except ValueError:
            found = -1
        if not 0 < found <= 1:
            raise UserError("a likelihood is a number above 0 and up to 1, such as 0.9")
        return found

    def explain(text: str) -> str:
        pairs = on.casebook.decisions.likely(score(text))
        named = ", ".join(f"{one.incident} into {one.like}" for one in pairs[:3])
        more = f" and {len(pairs) - 3} more" if pairs[3:] else ""
        return f"{plural(len(pairs), 'merge')}{': ' if pairs else ''}{named}{more}"

    dialog = LineDialog(
        "Merge all that are at least so likely the same",
        lambda text: on.casebook.decisions.join_likely(score(text)),
        hint="0 to 1  enter merges, u undoes all of it  esc close",
        value="0.9",
        explain=explain,
    )
    on.ask(dialog, "join the likely", lambda _: on.saved(on.undoable("All of them merged")))


def settle(on: Context, conflict: Conflict, winner: Annotation) -> None:
    """Decide as one of two people has it who decided differently."""
    from kztui.present.conflict_words import side_said

    def step() -> str:
        on.casebook.decisions.settle(conflict, winner)
        return f"Decided: {side_said(winner)}. Both stay in the log"

    on.change(step, "Not saved")


def merge(on: Context) -> None:
    """Let the reader name the incident that the marked ones, or the open one, become."""
    if on.marked:
        these = plural(len(on.marked), "marked incident")
        decide = on.casebook.decisions.merge_all
        _decide_on_marked(on, f"Merge {these} into", decide, "merge", lambda into: f"{these} merged")
    elif dossier := on.opened():
        one = dossier.incident.id

        def save(text: str) -> Annotation:
            return on.casebook.decisions.merge(one, _id(on, text))

        title = f"Merge {title_words(dossier.summary)} into"
        _ask_for_another(on, title, save, dossier.summary, f"merge {one}", "Merge saved")


def _decide_on_marked(
    on: Context,
    title: str,
    decide: Callable[[Sequence[str], str], object],
    what: str,
    done: Callable[[str], str],
) -> None:
    """Let the reader name an incident, by default the one under the cursor, and decide on those that are marked.

    `done` says what has been decided, by the id of the one named.
    """
    from kztui.present import completions
    from kztui.tui.dialogs.line_dialog import LineDialog

    marked, current = on.marked, on.panes.list.current

    def save(text: str) -> None:
        decide(still_there(on.casebook, marked), _id(on, text))

    def saved(text: str) -> None:
        on.panes.list.marked = ()
        on.saved(on.undoable(done(_id(on, text))))

    dialog = LineDialog(
        title,
        save,
        hint="the id of one of them, or of another one  ↓ tab complete  enter save  esc close",
        value=current if current in marked else marked[0],
        complete=partial(completions.among, on.casebook, still_there(on.casebook, marked)),
        explain=partial(_title_of, on),
        of_choices=True,
    )
    on.ask(dialog, f"{what} {' '.join(marked)}", saved)


def move(on: Context) -> None:
    """Let the reader name the incident that the marked facts, those of a report, or the fact, belong to."""
    dossier, fact = on.opened(), on.fact
    if dossier is None:
        return
    here = on.facts_headed or ((fact,) if fact else ())
    one, wanted = dossier.incident.id, on.facts_marked or tuple(each.id for each in here)
    what = f"{fact.field.label}: {fact_words(fact)}" if fact else f"{plural(len(wanted), 'fact')}{_of_report(on)}"
    what = plural(len(wanted), "marked fact") if on.facts_marked else what

    def save(text: str) -> Annotation:
        return on.casebook.decisions.move(one, wanted, _id(on, text))

    _ask_for_another(on, f"Move {what} to", save, dossier.summary, f"move {one} {' '.join(wanted)}", "Move saved")


def _ask_for_another(
    on: Context, title: str, save: Callable[[str], object], one: Summary, about: str, done: str
) -> None:
    """Let the reader name another incident than `one`."""
    from kztui.present import completions
    from kztui.tui.dialogs.line_dialog import LineDialog

    complete, explain = partial(completions.incidents, on.casebook, one), partial(_title_of, on)
    dialog = LineDialog(title, save, hint=_HINT, complete=complete, explain=explain, of_choices=True)
    on.ask(dialog, about, lambda _: on.saved(on.undoable(done)))


def _title_of(on: Context, typed: str) -> str:
    """Return the title of the incident with this id. Raises UserError when there is none."""
    return title_words(on.casebook.summary(_id(on, typed)))


def _id(on: Context, typed: str) -> str:
    """Return the id of an incident as the casebook has it. Raises UserError when there is none with this id."""
    try:
        return on.casebook.summary(typed.strip().upper()).id
    except KeyError:
        raise UserError(f"no incident is found by “{typed.strip()}”") from None


def split(on: Context) -> None:
    """Make a new incident of the marked facts, of all of a report, or of all in the paragraph of the fact."""
    from kztui.present.fact_lines import Kind

    dossier, fact, line = on.opened(), on.fact, on.panes.facts.line
    if dossier is None:
        return
    if not on.facts_marked and line and line.kind in (Kind.AGREE, Kind.REJECTED) and on.facts[1:]:
        count = len(on.facts)
        on.say(f"Not split: this line stands for {count} facts. enter shows each, space marks all.", failed=True)
        return
    wanted, which = on.facts_marked, ""
    if not wanted and on.facts_headed:
        wanted, which = tuple(fact.id for fact in on.facts_headed), _of_report(on)
    elif not wanted and fact:
        report, paragraph = fact.evidence.report, fact.evidence.paragraph
        here = (f for f in dossier.facts if (f.evidence.report, f.evidence.paragraph) == (report, paragraph))
        wanted, which = tuple(fact.id for fact in here), f" of paragraph {paragraph}"

    def step() -> str:
        made = on.casebook.decisions.split(dossier.incident.id, wanted)
        return on.undoable(f"{plural(len(wanted), 'fact')}{which} split off as {made.into}")

    on.change(step, "Not split")


def _of_report(on: Context) -> str:
    """Return whose facts the head under the cursor stands for: " of Reuters, 10 June 2016"."""
    report = on.panes.facts.report
    return f" of {source_words(report.source)}" if report else ""


def part(on: Context) -> None:
    """Let the reader name the episode of which the marked incidents, or this one, are parts; what is a part, or has
    parts, is taken out or loses them.
    """
    dossier = on.opened()
    if on.marked:
        these = plural(len(on.marked), "marked incident")
        decide = on.casebook.decisions.part_all

        def told(episode: str) -> str:
            return f"{these} are now one episode, {episode}: sums count it once"

        _decide_on_marked(on, f"Make {these} parts of", decide, "part", told)
    elif dossier and any(one.kind is AnnotationKind.PART for one in dossier.annotations):
        incident = dossier.incident.id
        on.change(lambda: on.undoable(part_taken_back(on.casebook.decisions.no_part(incident))), "Not taken out")
    elif dossier:
        one = dossier.incident.id

        def save(text: str) -> Annotation:
            return on.casebook.decisions.part(one, _id(on, text))

        done = f"{one} is a part of an episode: sums count both once"
        _ask_for_another(
            on, f"Make {title_words(dossier.summary)} a part of", save, dossier.summary, f"part {one}", done
        )


def show_claims(on: Context) -> None:
    """Show who says what about the field of the fact, or about the dead when the reader is not among facts."""
    from kztui.tui.dialogs.who_says_what import ClaimsScreen

    if dossier := on.opened():
        on.screen.app.push_screen(ClaimsScreen(dossier, on.fact.field if on.fact else Field.KILLED))


IDENTITY = (
    Command("fact.split", "facts", "Decide", "Split off",
            "Make a new incident of the marked facts, of those of this report, or of those in this paragraph", "d", "",
            split, lacks.movable),
    Command("fact.move", "facts", "Decide", "Move", "Move the marked facts, those of this report, or the fact, to "
            "another incident", "D", "", move, lacks.movable),
    Command("incident.merge", "browse", "Decide", "Merge", "Merge the incident, or all that are marked, into one", "M",
            "", merge, lacks.incidents),
    Command("incident.part", "browse", "Decide", "Part of an episode",
            "Make the incident, or all that are marked, a part of another one; take it out again, or out of an episode "
            "its parts", "O", "", part, lacks.incidents),
    Command("claims", "browse", "Decide", "Who says what", "Show what each source claims about the field",
            "exclamation_mark", "", show_claims, lacks.incident),
)  # fmt: skip
