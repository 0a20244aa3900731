"""The screen for those who have it read to them, or read it in Braille (``layout = "flat"``).

One pane at a time fills the screen, so that a line is one sentence and not parts of three panes. Nothing is drawn: no
frames, no bars, no outlines, and signs are those of a keyboard (`kztui.tui.glyphs`). The terminal's own cursor, which
screen readers follow, stands on the line that is under ours.
"""

FLAT = "flat"
"""The word for it in ``config.toml``, and the class that the program then has."""
