"""How exact a date or a place is, in the numbers of the Uppsala Conflict Data Program (UCDP GED codebook)."""

from datetime import date
from enum import IntEnum


class _Precision(IntEnum):
    """A number of the codebook. It reads as the bare number, since the ids of facts are made of what values read as."""

    __repr__ = int.__repr__

    @property
    def words(self) -> str:
        """The name in words: "few days"."""
        return self.name.lower().replace("_", " ")


class DatePrecision(_Precision):
    """UCDP's date_prec; 0, which is ours, is for days that cannot be worked out."""

    UNRESOLVED = 0
    DAY = 1
    FEW_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5

    @classmethod
    def between(cls, start: date, end: date) -> "DatePrecision":
        """Return the precision of the days from `start` to `end`, both included.

        One day; two to six; a week of seven; up to 31 (UCDP: "8 to 30 days, or only the month is known"); more.
        """
        days = (end - start).days + 1
        longest = ((1, cls.DAY), (6, cls.FEW_DAYS), (7, cls.WEEK), (31, cls.MONTH))
        return next((precision for most, precision in longest if days <= most), cls.YEAR)


class PlacePrecision(_Precision):
    """UCDP's where_prec."""

    EXACT = 1
    NEAR = 2
    DISTRICT = 3
    REGION = 4
    PART_OF_COUNTRY = 5
    COUNTRY = 6
    SEA_OR_AIR = 7
