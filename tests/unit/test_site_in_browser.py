"""The site in a real browser, opened from the disk: what a reader clicks and types does what it says."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
