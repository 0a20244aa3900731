"""What a user can mend: one base, and an error for each part. Anything else that is raised is a defect."""


class UserError(Exception):
    """Something that the user can mend. Its text is one clear line: what is wrong, where, and what to do."""


class StoreError(UserError):
    """A casebook cannot be read or written."""


class IngestError(UserError):
    """A document cannot become a report."""


class DecisionError(UserError):
    """An annotation or a decision makes no sense as things are."""


class DateError(UserError):
    """A day, month, year or range cannot be understood, or lies outside the calendar."""


class TwoDaysError(DateError):
    """A day is written so that it can be two: 03/04/2016."""


class LexiconError(UserError):
    """A lexicon file cannot be used; the line names the file, the entry and the reason."""


class MergeError(UserError):
    """Two casebooks contradict each other where no rule decides."""


class PluginError(UserError):
    """A plug-in is not there or cannot be used; the line names its package."""


class OutputExistsError(UserError):
    """There is something where an export is to be written, which it may replace when it is asked to."""


class QueryError(UserError):
    """A query cannot be understood; `position` is the code point of the query where the trouble is."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
