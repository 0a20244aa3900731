"""The casebook: the one object that every front end works with."""

from kztui.casebook.casebook import Casebook, Results, Suggestion

__all__ = ["Casebook", "Results", "Suggestion"]
