"""The command line: parses, calls, prints. Data goes to stdout, words to stderr."""

import gc


def main() -> None:
    """Run the command line. Exit code 0: done; 1: failed, with one line that says why; 2: wrong usage."""
    gc.disable()  # what is imported stays: looking for garbage in it takes a twentieth of a start
    from kztui.cli.commands import run

    run()
