"""The casebook: the one object that every front end works with."""

from kztui.casebook.casebook import Casebook, Completion, Results
from kztui.store.base import Batch

__all__ = ["Batch", "Casebook", "Completion", "Results"]
