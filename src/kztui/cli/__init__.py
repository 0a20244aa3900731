"""The command line: parses, calls, prints. Data goes to stdout, words to stderr."""

import gc
import os
import sys

from kztui.errors import UserError


def main() -> None:
    """Run the command line.

    Exit code 0: done; 1: failed, with one line that says why; 2: wrong usage; 70: a defect, which is in the log.
    """
    gc.disable()  # what is imported stays: looking for garbage in it takes a twentieth of a start
    try:
        from kztui.cli.screen import open_at_once

        if (code := open_at_once(sys.argv[1:])) is not None:
            sys.exit(code)
        from kztui.cli.program import run

        run()
    except KeyboardInterrupt:  # while modules are imported or a casebook is opened; from then on click ends the command
        from kztui.cli.output import fail

        fail("interrupted")
        sys.exit(1)
    except UserError as error:
        from kztui.cli.output import fail

        fail(str(error))
        sys.exit(1)
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:  # a folder without permission, a failing disk
            from kztui.cli.output import fail

            fail(f"cannot use {os.fsdecode(error.filename)}: {(error.strerror or str(error)).lower()}")
            sys.exit(1)
        from kztui.cli.output import tell
        from kztui.log import DEFECT_EXIT, record_defect

        tell(f"Error: {record_defect(error)}")
        sys.exit(DEFECT_EXIT)
