"""What is said after a decision about which facts are of one incident."""

from kztui.cli.output import tell
from kztui.model.annotation import Annotation
from kztui.present.wording import annotation_words


def tell_decision(made: Annotation) -> None:
    """Say on stderr what was decided, and how to undo it."""
    tell(f"{made.target.incident}: {annotation_words(made)}. To undo this: kztui undo")
