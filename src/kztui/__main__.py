"""``python -m kztui`` is the command ``kztui``."""

from kztui.cli import main

main()
