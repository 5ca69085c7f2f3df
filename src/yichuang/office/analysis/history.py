"""History in files: the spells of each month as Parquet, asked by the DuckDB inside this process, or by Spark where it is installed."""

from __future__ import annotations

import importlib
import re
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from yichuang.law.cases import Refused
from yichuang.office.analysis.acts import COLUMNS
from yichuang.office.analysis.question import Answer, Question, gathered

KEPT = tuple(name for name in COLUMNS if name != "note")
"""Everything but an officer's free words: no name, no number of a person, no text is in the files."""
TYPES = {
    **dict.fromkeys(KEPT, "VARCHAR"),
    **dict.fromkeys(("n", "edition", "days", "workdays", "limit_days", "corrections", "extended"), "INTEGER"),
    **dict.fromkeys(("started", "ended"), "DATE"),
    "on_time": "BOOLEAN",
}
FILE = "spells.parquet"
_MONTH = re.compile(r"month=(\d{4})-(\d{2})")
_OUT = f"""
COPY (SELECT {", ".join(KEPT)} FROM analysis_spell WHERE ended >= %s AND ended < %s ORDER BY number, n)
TO STDOUT WITH (FORMAT csv, NULL '\\N')
"""
_MONTHS = """
SELECT DISTINCT CAST(date_trunc('month', ended) AS DATE) FROM analysis_spell WHERE ended < %s ORDER BY 1
"""


def to_export(before: date) -> list[date]:
    """The first days of the months that are over and in which anything ended."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, [before.replace(day=1)])
        return [first for (first,) in cursor.fetchall()]


def export(folder: Path, first: date) -> int:
    """Write one month's file anew, whole or not at all. Returns how many spells."""
    last = (first + timedelta(days=32)).replace(day=1)
    target = folder / f"month={first:%Y-%m}" / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    connection.ensure_connection()
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as duck:
        plain = Path(scratch) / "spells.csv"
        with plain.open("wb") as file, connection.connection.cursor() as raw, raw.copy(_OUT, [first, last]) as copy:  # fmt: skip
            for piece in copy:
                file.write(piece)
        fresh = target.with_name(f".{FILE}")
        duck.read_csv(str(plain), header=False, columns=TYPES, na_values="\\N", quotechar='"', escapechar='"',
                      delimiter=",").write_parquet(str(fresh), compression="zstd")  # fmt: skip
        count: int = duck.read_parquet(str(fresh)).aggregate("count(*)").fetchall()[0][0]
        fresh.replace(target)
    return count


def held(folder: Path) -> list[date]:
    """The months whose files are there."""
    found = (_MONTH.fullmatch(path.parent.name) for path in folder.glob(f"month=*/{FILE}"))
    return sorted(date(int(one[1]), int(one[2]), 1) for one in found if one)


def _there(folder: Path, months: Iterable[date] | None) -> list[str]:
    wanted = held(folder) if months is None else months
    files = [str(folder / f"month={first:%Y-%m}" / FILE) for first in wanted]
    if not files:
        raise Refused(
            f"{folder} 里没有历史文件", remedy="请先运行 yichuang history export 导出，或者核对文件夹。"
        )
    return files


def ask(folder: Path, question: Question, months: Iterable[date] | None = None) -> Answer:
    """The answer from the files, or from those of these months. Raises Refused when there are none."""
    return gathered(_duck(folder, months, question.sql("duckdb", "spells")), len(question.by))


def _duck(folder: Path, months: Iterable[date] | None, asked: tuple[str, list[Any]]) -> list[Any]:
    with duckdb.connect(config={"threads": 2}) as duck:
        duck.read_parquet(_there(folder, months), hive_partitioning=False).create_view("spells")
        rows: list[Any] = duck.execute(*asked).fetchall()
    return rows


def ask_spark(folder: Path, question: Question) -> Answer:
    """The same by Spark, for files no single machine reads well. Raises Refused where it is not installed."""
    files = _there(folder, None)
    try:
        sql = importlib.import_module("pyspark.sql")
    except ImportError as error:
        raise Refused(
            "没有安装 Spark", remedy="请安装 Java 17，再运行 pip install 'yichuang[spark]'。"
        ) from error
    builder = sql.SparkSession.builder.appName("yichuang").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "8").getOrCreate()
    session.read.parquet(*files).createOrReplaceTempView("spells")
    text, params = question.sql("spark", "spells")
    return gathered((tuple(row) for row in session.sql(text, params).collect()), len(question.by))
