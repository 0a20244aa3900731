"""Drafts: what is written and not saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kztui.tui.unsaved import Unsaved

if TYPE_CHECKING:
    from kztui.tui.dialogs.dialog import Dialog


class Drafts:
    """What is written and not saved, by what it is about; one dialog at a time is open.

    Where two runs wrote differently about one thing, a dialog starts with the latest, and the next one with another.
    """

    def __init__(self, kept: Unsaved) -> None:
        self._kept = kept
        self._about = ""
        self._begun: tuple[str, str] | None = None
        self._dialog: Dialog | None = None

    def begin(self, about: str, dialog: "Dialog", place: Callable[[str], object]) -> None:
        """Follow a dialog; it starts with what was written about the same thing before, wherever that was then.

        `place` returns where what is written about something belongs now.
        """
        here = place(about) if self._kept else about
        fitting = [one for one in self._kept if one[0] == about or place(one[0]) == here]
        self._about, self._dialog, self._begun = about, dialog, fitting[-1] if fitting else None
        dialog.draft, dialog.more_drafts = self._begun[1] if self._begun else "", len(fitting[:-1])

    def end(self, *, saved: bool) -> None:
        """Forget the draft of the dialog when it was saved, or when it is of a kind that escape discards."""
        if self._dialog:
            keeps = self._dialog.keeps_draft and not saved
            self._kept = tuple(dict.fromkeys((*(self._written() if keeps else ()), *self._others())))
        self._dialog = None

    def all(self) -> Unsaved:
        """Return every draft, of one thing the latest last, with what is in the open dialog as it is now."""
        return self._kept if self._dialog is None else (*self._others(), *self._written())

    def _others(self) -> Unsaved:
        """Return the drafts but for the one that the open dialog started with."""
        return tuple(one for one in self._kept if one != self._begun)

    def _written(self) -> Unsaved:
        """Return what is in the open dialog; what it is to start with until it is there."""
        if self._dialog is None:
            return ()
        text = self._dialog.unsaved if self._dialog.is_mounted else self._dialog.draft
        return ((self._about, text),) if text else ()

    @property
    def writing(self) -> bool:
        """Whether a dialog is open."""
        return self._dialog is not None
