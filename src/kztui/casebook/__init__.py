"""The casebook: the one object that every front end works with."""

from kztui.casebook.casebook import Added, Casebook, Difference, Results, Suggestion

__all__ = ["Added", "Casebook", "Difference", "Results", "Suggestion"]
