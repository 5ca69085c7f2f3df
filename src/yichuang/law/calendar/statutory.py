"""The thirteen statutory days (放假办法 第二条): what is certain of a year before its notice is out.

The notice alone decides which weekends are worked and which days make up for a festival on a weekend; until
it is published the year is weekdays less these days, and provisional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from yichuang.law.cite import HOLIDAYS

CITE = HOLIDAYS.art(
    "2",
    "全体公民放假的节日：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节，共十三日",
)

_LUNAR = """
    2004-0122-0622-0928  2005-0209-0611-0918  2006-0129-0531-1006  2007-0218-0619-0925  2008-0207-0608-0914
    2009-0126-0528-1003  2010-0214-0616-0922  2011-0203-0606-0912  2012-0123-0623-0930  2013-0210-0612-0919
    2014-0131-0602-0908  2015-0219-0620-0927  2016-0208-0609-0915  2017-0128-0530-1004  2018-0216-0618-0924
    2019-0205-0607-0913  2020-0125-0625-1001  2021-0212-0614-0921  2022-0201-0603-0910  2023-0122-0622-0929
    2024-0210-0610-0917  2025-0129-0531-1006  2026-0217-0619-0925  2027-0206-0609-0915  2028-0126-0528-1003
    2029-0213-0616-0922  2030-0203-0605-0912  2031-0123-0624-1001  2032-0211-0612-0919  2033-0131-0601-0908
    2034-0219-0620-0927  2035-0208-0610-0916  2036-0128-0530-1004  2037-0215-0618-0924  2038-0204-0607-0913
    2039-0124-0527-1002  2040-0212-0614-0920  2041-0201-0603-0910  2042-0122-0622-0928  2043-0210-0611-0917
    2044-0130-0531-1005  2045-0217-0619-0925  2046-0206-0608-0915  2047-0126-0529-1004  2048-0214-0615-0922
    2049-0202-0604-0911  2050-0123-0623-0930  2051-0211-0613-0919  2052-0201-0601-0907  2053-0219-0620-0926
    2054-0208-0610-0916  2055-0128-0530-1005  2056-0215-0617-0924
"""
"""Year, 正月初一, 五月初五, 八月十五, by the national calendar (GB/T 33661-2017)."""

_FESTIVALS = {int(row[:4]): tuple(row[5:].split("-")) for row in _LUNAR.split()}
FIRST_YEAR, LAST_YEAR = min(_FESTIVALS), max(_FESTIVALS)


def qingming(year: int) -> date:
    """Tomb-sweeping day of a year of this century, by the usual mean-motion formula."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


def statutory(year: int) -> Iterator[tuple[date, str]]:
    """Each statutory day of a year with the festival's name."""
    spring, dragon, moon = (date(year, int(text[:2]), int(text[2:])) for text in _FESTIVALS[year])
    yield date(year, 1, 1), "元旦"
    for offset in range(-1, 3):
        yield spring + timedelta(days=offset), "春节"
    yield qingming(year), "清明节"
    yield date(year, 5, 1), "劳动节"
    yield date(year, 5, 2), "劳动节"
    yield dragon, "端午节"
    yield moon, "中秋节"
    for day in (1, 2, 3):
        if date(year, 10, day) != moon:
            yield date(year, 10, day), "国庆节"
