"""Loading the divisions of the whole country: four levels always, villages of a place on request."""

from __future__ import annotations

import csv
import gzip
import lzma
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path

from django.db import connection, transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import prefix

DATA = Path(__file__).resolve().parent.parent / "data"
_VILLAGE = 5
_ENDS = (2, 4, 6, 9)

_STAGE = "CREATE TEMPORARY TABLE region_stage (code text, name text, level int, parent text) ON COMMIT DROP"
_MERGE = """
INSERT INTO directory_region (code, name, level, parent) SELECT code, name, level, parent FROM region_stage
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent
WHERE (directory_region.name, directory_region.level, directory_region.parent)
   IS DISTINCT FROM (excluded.name, excluded.level, excluded.parent)
"""
Row = tuple[str, str, int, str]


def _parent(code: str, known: set[str]) -> str:
    """The nearest division above that exists: four prefectures have no counties."""
    own = len(prefix(code))
    above = (code[:end].ljust(12, "0") for end in reversed(_ENDS) if end < own)
    return next((up for up in above if up in known), "")


def _rows(lines: Iterable[dict[str, str]], level: int) -> Iterator[Row]:
    known: set[str] = set()
    for line in lines:
        if int(line["level"]) <= level:
            known.add(line["code"])
            yield line["code"], line["name"], int(line["level"]), _parent(line["code"], known)


@transaction.atomic
def _load(rows: Iterable[Row]) -> int:
    """Lay rows over the table by COPY. Returns how many were new or changed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS region_stage")
        cursor.execute(_STAGE)
        with cursor.copy("COPY region_stage FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(_MERGE)
        changed: int = cursor.rowcount
    return changed


def load_regions(level: int = 4) -> int:
    """Load provinces, prefectures, counties and townships. Loading again changes nothing. Returns how many changed."""
    with gzip.open(DATA / "regions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return _load(_rows(csv.DictReader(file), level))


def load_villages(territory: str) -> int:
    """Load the villages and communities of a province, prefecture, county or township. Returns how many changed."""
    start = prefix(territory)
    if not start.isdigit():
        raise Refused(
            "没有写明区划代码", field="villages", remedy="请写 2、4、6 或 9 位区划代码, 如 513201。"
        )
    with lzma.open(DATA / "villages.csv.xz") as raw, TextIOWrapper(raw, "utf-8", newline="") as file:
        found = [row for row in csv.reader(file) if row[0].startswith(start)]
    if not found:
        raise Refused(
            f"没有代码以 {start} 开头的村和社区", field="villages", remedy="请核对区划代码, 如 513201。"
        )
    return _load((code, name, _VILLAGE, code[:9] + "000") for code, name in found)
