"""The one error of reading reports."""


class IngestError(Exception):
    """A file cannot become a report. Its text is one clear line: which file, why, and what to do."""
