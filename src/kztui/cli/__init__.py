"""The command line: parses, calls, prints. Data goes to stdout, words to stderr."""

from kztui.cli.commands import main

__all__ = ["main"]
