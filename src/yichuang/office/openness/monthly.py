"""The list of a month for the notice board: who published in time, who did not."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from yichuang.law.openness import Month
from yichuang.office.openness.answering import Sum
from yichuang.office.papers.press import code, lay_out

NOTES = (
    "按时：在期限内公开或者依法决定不予公开；逾期：期限以后、月底以前；未公开：到月底还没有公开。",
    "得分 = 100 × 按时公开的权重 ÷ 应当公开的权重，向下取到百分之一分；低于90分提醒，低于60分取消评先评优（分数线是本系统定的）。",
    "全部由公开的办件事实算出，任何人都可以用公开的数据和程序重算。",
)


def printed(region: str, told: Month, sums: Sequence[Sum]) -> bytes:
    """The list as PDF/A, A4."""
    year = {(one.body, one.officer): one for one in told.year}
    data = {
        "title": f"{told.first:%Y年%-m月}政务公开责任通报",
        "centre": settings.CENTRE,
        "until": f"{told.last:%Y年%-m月%-d日}",
        "rows": [
            [one.name, row.officer_name, row.due, row.in_time, row.late, row.missed, row.points, year[row.body, row.officer].points]
            for one in sums for row in one.rows
        ],
        "total": [sum(getattr(one, what) for one in sums) for what in ("due", "in_time", "late", "missed")],
        "notes": list(NOTES),
        "qr": code(f"{settings.PUBLIC_URL}/openness/months/{told.first:%Y-%m}/"),
    }  # fmt: skip
    return lay_out("monthly", data, told.last)
