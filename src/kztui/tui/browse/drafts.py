"""Drafts: what is written and not saved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztui.tui.dialogs.dialog import Dialog


class Drafts:
    """What is written and not saved, by what it is about; one dialog at a time is open."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._kept = dict(kept)
        self._about = ""
        self._dialog: Dialog | None = None

    def begin(self, about: str, dialog: "Dialog") -> None:
        """Follow a dialog; it starts with what was written about the same thing before."""
        dialog.draft = self._kept.get(about, "")
        self._about, self._dialog = about, dialog

    def end(self, *, saved: bool) -> None:
        """Forget the draft of the dialog when it was saved, or when it is of a kind that escape discards."""
        if self._dialog:
            drafts = self.all()
            if saved or not self._dialog.keeps_draft:
                drafts.pop(self._about, None)
            self._kept = drafts
        self._dialog = None

    def all(self) -> dict[str, str]:
        """Return every draft, with what is in the open dialog as it is now."""
        if self._dialog is None:
            return dict(self._kept)
        drafts = {about: text for about, text in self._kept.items() if about != self._about}
        if text := self._dialog.unsaved:
            drafts[self._about] = text
        return drafts

    @property
    def writing(self) -> bool:
        """Whether a dialog is open."""
        return self._dialog is not None
