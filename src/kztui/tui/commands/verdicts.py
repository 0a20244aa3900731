"""Checking facts: verdicts, corrections, new facts, and the next fact that nobody has checked."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, judged, verdicts
from kztui.model.fact import Fact, Field
from kztui.present.wording import fact_words, figure_words, plural, value_words
from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.browse.places import about_target
from kztui.tui.command import Command
from kztui.tui.commands import lacks

if TYPE_CHECKING:
    from kztui.tui.dialogs.dialog import Dialog


def confirm(on: Context) -> None:
    """Confirm the fact."""
    _judge(on, Verdict.CONFIRMED)


def reject(on: Context) -> None:
    """Reject the fact."""
    _judge(on, Verdict.REJECTED)


def _judge(on: Context, verdict: Verdict) -> None:
    dossier, facts = on.opened(), on.facts
    if dossier is None or not facts:
        return
    incident, ids = dossier.incident.id, [fact.id for fact in facts]
    field = facts[0].field

    def step() -> str:
        # asked of the casebook and not of the panes: verdicts given just before may not be shown yet
        annotations = on.casebook.annotations(incident)
        before = verdicts(annotations)
        shown = next((fact for fact in judged(facts[:1], annotations) if fact.id == ids[0]), facts[0])
        one = f"{field.label} {fact_words(shown)}"
        made = on.casebook.notes.judge(incident, ids, verdict)
        if not made:
            kept = before.get(ids[0])
            if kept and kept.verdict is Verdict.CORRECTED and kept.value is not None:
                return f"Corrected to {value_words(kept.value)} and left so: c changes it, x rejects it."
            return f"Already {verdict}: {one if len(ids) == 1 else plural(len(ids), 'fact')}"
        what = one if len(ids) == 1 else plural(len(made), "fact")
        figure = on.casebook.summary(incident).counts.get(field)
        now = f"; {field.label} is now {figure_words(figure)}" if figure and verdict is Verdict.REJECTED else ""
        return on.undoable(f"{str(verdict).capitalize()} {what}{now}")

    on.change(step, "Not saved")


def correct(on: Context) -> None:
    """Let the reader type the right value of the fact, and on what terms it is stated."""
    dossier, fact = on.opened(), on.fact
    if dossier is None or fact is None:
        return
    before = dossier.verdicts.get(fact.id)
    shown = fact if before is None or before.value is None else replace(fact, value=before.value)
    shown = before.terms.on(shown) if before and before.terms else shown
    target = Target(dossier.incident.id, fact.id)
    plain = fact.field in (Field.TYPE, Field.DATE, Field.PLACE)
    dialog = (_correct_value if plain else _correct_on_terms)(on, fact, shown, target)

    def saved(text: str) -> None:
        figure = on.casebook.summary(target.incident).counts.get(fact.field)
        now = f"; {fact.field.label} is now {figure_words(figure)}" if figure else ""
        on.saved(on.undoable(f"Correction saved{now}"))

    on.ask(dialog, about_target(target, "correct"), saved)


def _correct_value(on: Context, fact: Fact, shown: Fact, target: Target) -> "Dialog":
    """Return a window for the right type, day or place."""
    from kztui.present import completions
    from kztui.present.corrections import HINTS, editable_fact, meaning, typed_value
    from kztui.tui.dialogs.line_dialog import LineDialog

    def save(text: str) -> Annotation:
        right, verdict = typed_value(fact, text), Verdict.CORRECTED
        return on.casebook.annotate(AnnotationKind.VERDICT, target, verdict=verdict, value=right)

    return LineDialog(
        f"Correct {fact.field.label}: {fact_words(fact)}",
        save,
        hint=f"{HINTS[fact.field]}  enter save  esc close",
        value=editable_fact(shown),
        complete=partial(completions.values, on.casebook, fact.field),
        explain=lambda text: meaning(typed_value(fact, text)),
        of_choices=fact.field is not Field.DATE,
    )


def _correct_on_terms(on: Context, fact: Fact, shown: Fact, target: Target) -> "Dialog":
    """Return a window for the right number or words, with whose people they are, how sure it is and who says it."""
    from kztui.present.completions import among_words
    from kztui.present.correcting import choices_of, corrected, count_in_short, lines_of, read_choice
    from kztui.present.wording import circumstances
    from kztui.tui.dialogs.form_dialog import FormDialog, FormLine, Values

    before, counted = lines_of(shown), fact.field.counted

    def save(lines: Values) -> Annotation:
        right, verdict = corrected(fact, before, lines), Verdict.CORRECTED
        return on.casebook.annotate(
            AnnotationKind.VERDICT, target, verdict=verdict, value=right.value, terms=right.terms, text=lines["why"]
        )

    read = partial(count_in_short, shown) if counted else lambda text: ""
    lines = [FormLine("value", "Number" if counted else "Words", before["value"], read=read)]
    for name, label in (("side", "Side"), ("scope", "Extent"), ("hedge", "Hedge")):
        if name in before:
            choose = partial(among_words, choices_of(name))
            lines.append(FormLine(name, label, before[name], read=partial(read_choice, name), complete=choose))
    lines += [FormLine("says", "Says", before["says"]), FormLine("why", "Why")]
    was = "  ".join(filter(None, (fact_words(fact), circumstances(fact))))
    quoted = f"p{fact.evidence.paragraph} “{' '.join(fact.evidence.exact.split())}”"
    summed = _sum_with(on, fact)
    hint = "6, about 6, at least 2, 2 to 4, none" if counted else "the right words"
    return FormDialog(
        f"Correct {fact.field.label}",
        lines,
        save,
        hint=f"{hint}  enter save  tab next line  esc close",
        told=[*([("one of", f"those that {summed} is added up of")] if summed else ()), ("was", f"{was}   {quoted}")],
    )


def _sum_with(on: Context, fact: Fact) -> str:
    """Return the figure that the reader is at, in words, when it is a sum of which the fact is one part; empty else."""
    from kztui.present.fact_lines import Kind

    dossier, line = on.opened(), on.panes.facts.line
    figure = dossier.figure(fact.field) if dossier else None
    if figure is None or line is None or line.kind is not Kind.FIGURE or figure.best == fact.value:
        return ""
    return f"{fact.field.label} {figure_words(figure)}"


def add_fact(on: Context) -> None:
    """Let the reader make a fact of the marked words."""
    from kztui.present import completions
    from kztui.present.corrections import new_fact
    from kztui.tui.dialogs.line_dialog import LineDialog

    dossier, words = on.opened(), on.words_marked
    if dossier is None or words is None:
        return
    target = Target(dossier.incident.id, evidence=words)

    def save(text: str) -> None:
        fact = new_fact(text, words)
        on.casebook.annotate(AnnotationKind.FACT, target, fact=fact)
        on.opener.fact_wanted = fact.id

    def explain(text: str) -> str:
        fact = new_fact(text, words)
        return f"{fact.field.label} {fact_words(fact)}"

    dialog = LineDialog(
        f"New fact: “{words.exact}”",
        save,
        hint="killed at least 20, killed 8 victims, place Taraz, weapon  enter save  esc close",
        complete=partial(completions.facts, on.casebook),
        explain=explain,
    )
    on.ask(dialog, about_target(target, "fact"), lambda _: on.saved(on.undoable("Fact saved")))


def next_unchecked(on: Context) -> None:
    """Go to the next fact without a verdict, in this incident or the next ones of the list; first to those in doubt."""
    in_background(on.screen, partial(_next_unchecked, on), "open", exclusive=True)


async def _next_unchecked(on: Context) -> None:
    from kztui.present.fact_lines import Kind
    from kztui.present.inbox import next_unjudged

    on.opener.stop_resting()
    panes, line = on.panes, on.panes.facts.line
    results = panes.list.results
    if not results or not results.count:
        return
    after = line.facts[-1].id if line and line.facts and line.kind is not Kind.FIGURE else ""
    found = await asyncio.to_thread(next_unjudged, on.casebook, results, panes.list.current, after)
    if found is None:
        on.say("Every fact in these results is checked.")
        return
    incident, on.opener.fact_wanted = found
    panes.list.go_to(incident)
    await on.opener.open_now(incident)
    panes.enter(panes.facts)
    on.opener.go_to_wanted()
    on.opener.follow_fact()


VERDICTS = (
    Command("fact.add", "browse", "Mark words", "New fact", "Make a fact of the marked words", "F", "new fact",
            add_fact, lacks.words),
    Command("inbox", "browse", "Check facts", "Next unchecked", "Go to the next unchecked fact, those open to doubt "
            "first", "v", "unchecked", next_unchecked, lacks.incident),
    Command("fact.confirm", "facts", "Check facts", "Confirm", "Confirm the fact", "y", "confirm", confirm, lacks.fact),
    Command("fact.reject", "facts", "Check facts", "Reject", "Reject the fact: figures leave it out", "x", "reject",
            reject, lacks.fact),
    Command("fact.correct", "facts", "Check facts", "Correct", "Type the right value or number; figures follow", "c",
            "correct", correct, lacks.fact),
)  # fmt: skip
