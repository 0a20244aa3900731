"""What somebody may do in a casebook."""

from enum import IntEnum


class Rights(IntEnum):
    """Each includes those before it: to read, to annotate (notes, tags, verdicts, decisions, saved searches), and to
    import reports and incidents. The names are those of the roles of a shared casebook.
    """

    READER = 1
    ANALYST = 2
    EDITOR = 3

    def lacking(self, needed: "Rights") -> str:
        """Return why these do not suffice for what needs others, in a line for the user; empty when they do."""
        if self >= needed:
            return ""
        able = "read this casebook and not change it" if self is Rights.READER else "annotate and not import"
        return f"You may {able}: ask whoever keeps it for the role {needed.name.lower()}."
