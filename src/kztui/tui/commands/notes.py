"""Notes and tags: writing, editing, answering and retracting them; undoing and redoing any change."""

from collections.abc import Callable, Sequence
from functools import partial

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target
from kztui.model.fact import Evidence
from kztui.model.report import Report
from kztui.model.revision import check_editable
from kztui.present.wording import act_words, fact_words, kind_words, plural, title_words
from kztui.tui.browse.context import Context
from kztui.tui.browse.places import about_annotation, about_target
from kztui.tui.command import Command
from kztui.tui.commands import lacks
from kztui.tui.commands.marked import still_there

_TAG_HINT = "one word  tab complete  enter save  esc close"


def write_note(on: Context) -> None:
    """Let the reader write a note on the marked words, the fact or the incident, or on the report that is meant."""
    dossier = on.opened()
    if report := on.report_meant:
        words = on.words_marked
        keep: Callable[[str], object] = partial(_on_report, on, report, AnnotationKind.NOTE, words)
        title = f"“{words.exact}”" if words else report.source.label
        _write(on, f"Note: {title}", keep, draft_of=f"report {report.id} {words.start if words else ''}")
        return
    if dossier is None:
        return
    fact, words = on.fact, on.words_marked
    target, about = Target(dossier.incident.id), title_words(dossier.summary)
    if words:
        target, about = Target(dossier.incident.id, evidence=words), f"“{words.exact}”"
    elif fact:
        target = Target(dossier.incident.id, fact.id, fact.evidence)
        about = f"{fact.field.label}: {fact_words(fact)}"
    save = partial(_annotate, on, AnnotationKind.NOTE, target)
    _write(on, f"Note: {about}", save, draft_of=about_target(target))


def _write(
    on: Context, title: str, save: Callable[[str], object], *, draft_of: str, text: str = "", thing: str = "Note"
) -> None:
    from kztui.tui.dialogs.note_dialog import NoteDialog

    on.ask(NoteDialog(title, save, text=text), draft_of, lambda _: on.saved(on.undoable(f"{thing} saved")))


def add_tag(on: Context) -> None:
    """Let the reader tag the marked words, else the marked incidents, else the incident."""
    marked, words = on.marked, on.words_marked
    if marked and not words:
        many = plural(len(marked), "marked incident")
        save, hint = partial(_tag_all, on, marked), f"for each of them: {_TAG_HINT}"
        done = f"{many} tagged"
        _ask_for_tag(on, f"Tag {many}", save, "tag " + " ".join(marked), done, hint=hint)
    elif report := _report_meant(on):
        keep: Callable[[str], object] = partial(_on_report, on, report, AnnotationKind.TAG, words)
        _ask_for_tag(on, f"Tag: {report.source.label}", keep, f"tag {report.id}")
    elif dossier := on.opened():
        target = Target(dossier.incident.id, evidence=words)
        title = f"Tag: “{words.exact}”" if words else f"Tag: {title_words(dossier.summary)}"
        _ask_for_tag(on, title, partial(_annotate, on, AnnotationKind.TAG, target), about_target(target, "tag"))


def _ask_for_tag(
    on: Context,
    title: str,
    save: Callable[[str], object],
    about: str,
    done: str = "Tag saved",
    *,
    hint: str = _TAG_HINT,
    value: str = "",
) -> None:
    from kztui.present import completions
    from kztui.tui.dialogs.line_dialog import LineDialog

    dialog = LineDialog(title, save, hint=hint, value=value, complete=partial(completions.tags, on.casebook))
    on.ask(dialog, about, lambda _: on.saved(on.undoable(done)))


def _tag_all(on: Context, marked: Sequence[str], text: str) -> None:
    """Tag incidents. Raises DecisionError for what is not a tag, or when all of them have it."""
    if not on.casebook.notes.tag(still_there(on.casebook, marked), text):
        raise DecisionError("all of them have this tag already")


def edit(on: Context) -> None:
    """Let the reader change the words of their note or tag."""
    if (here := on.annotation) is None:
        return
    try:
        check_editable(here, on.casebook.author)
    except DecisionError as error:
        on.say(f"Not edited: {error}", failed=True)
        return
    title, about = f"Edit: {kind_words(here)}", about_annotation(here, "edit")

    def save(text: str) -> Annotation:
        return on.casebook.notes.edit(here, text)

    if here.kind is AnnotationKind.NOTE:
        _write(on, title, save, draft_of=about, text=here.text)
    else:
        _ask_for_tag(on, title, save, about, value=here.text)


def reply(on: Context) -> None:
    """Let the reader answer an annotation."""
    if here := on.annotation:

        def save(text: str) -> Annotation:
            return on.casebook.notes.reply(here, text)

        title = f"Reply to {here.author}: {kind_words(here)}"
        _write(on, title, save, draft_of=about_annotation(here, "reply"), thing="Reply")


def retract(on: Context) -> None:
    """Retract an annotation of the reader's."""
    if here := on.annotation:

        def step() -> str:
            words = kind_words(here, on.casebook.notes.fact(here))
            on.casebook.notes.retract(here)
            return on.undoable(f"Retracted: {words}")

        on.change(step, "Not retracted")


def undo(on: Context) -> None:
    """Undo what the reader did last and say what it was."""

    def step() -> str:
        if on.casebook.undo_merge():
            return "Undone: the last merge, or proposals taken; the casebook is as it was before."
        return _reverted(on, on.casebook.undo(), "Undone", "Nothing to undo.")

    on.change(step, "Not undone")


def redo(on: Context) -> None:
    """Redo what was undone last and say what it was."""

    def step() -> str:
        if on.casebook.redo_merge():
            return "Redone: the last merge, or proposals taken."
        return _reverted(on, on.casebook.redo(), "Redone", "Nothing to redo.")

    on.change(step, "Not redone")


def _reverted(on: Context, act: Sequence[Annotation], done: str, nothing: str) -> str:
    called = partial(_called, on)
    return f"{done} {act_words(act, on.casebook.notes.fact(act[0]), called)}" if act else nothing


def _called(on: Context, about: str) -> str:
    """Return the title of a report, or how it begins; of an incident its id."""
    from kztui.present.heads import named

    try:
        report = on.casebook.report(about)
    except KeyError:
        return about
    return f"“{report.title}”" if report.title else named(report)


def _annotate(on: Context, kind: AnnotationKind, target: Target, text: str) -> Annotation:
    return on.casebook.annotate(kind, target, text=text)


def _on_report(on: Context, report: Report, kind: AnnotationKind, words: Evidence | None, text: str) -> Annotation:
    return on.casebook.reports.annotate(report.id, kind, text, words)


def _report_meant(on: Context) -> Report | None:
    on.opened()  # it may be on its way
    return on.report_meant


def _lacks_what_to_tag(on: Context) -> str:
    return "" if on.marked else lacks.incident_or_report(on)


NOTES = (
    Command("note.add", "browse", "Annotate", "Note", "Add a note to the incident or to the fact", "a", "note",
            write_note, lacks.incident_or_report),
    Command("tag.add", "browse", "Annotate", "Tag", "Tag the marked words, the marked incidents or the incident", "t",
            "tag", add_tag, _lacks_what_to_tag),
    Command("undo", "browse", "Annotate", "Undo", "Undo your last change", "u", "undo", undo),
    Command("redo", "browse", "Annotate", "Redo", "Redo what you undid last", "U,ctrl+r", "", redo),
    Command("annotation.edit", "annotations", "Annotate", "Edit", "Edit your note or tag", "e", "edit", edit,
            lacks.annotation),
    Command("annotation.reply", "annotations", "Annotate", "Reply", "Answer the annotation with a note", "r", "reply",
            reply, lacks.annotation),
    Command("annotation.retract", "annotations", "Annotate", "Retract",
            "Retract your note, tag, verdict, fact or decision", "x,delete", "retract", retract, lacks.annotation),
)  # fmt: skip
