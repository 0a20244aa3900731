"""The casebook: the one object that every front end works with."""

from kztui.casebook.casebook import Casebook, Difference, Results, Suggestion

__all__ = ["Casebook", "Difference", "Results", "Suggestion"]
