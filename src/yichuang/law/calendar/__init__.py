"""Which days are working days: the State Council's yearly notices as data, and fast arithmetic over them."""

from yichuang.law.calendar.days import KNOWN, Beyond, Calendar, DayKind
from yichuang.law.calendar.notices import Holiday, Unreadable, YearNotice
from yichuang.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, statutory

__all__ = [
    "FIRST_YEAR",
    "KNOWN",
    "LAST_YEAR",
    "Beyond",
    "Calendar",
    "DayKind",
    "Holiday",
    "Unreadable",
    "YearNotice",
    "statutory",
]
