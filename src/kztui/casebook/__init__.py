"""The casebook: the one object that every front end works with."""

from kztui.casebook.casebook import Added, Casebook, Completion, Difference, LogEntry, Results
from kztui.store.base import Batch

__all__ = ["Added", "Batch", "Casebook", "Completion", "Difference", "LogEntry", "Results"]
