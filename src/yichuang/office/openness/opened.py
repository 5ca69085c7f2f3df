"""Publications as open data: the same words for files and for the API."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from yichuang.office.openness import reads
from yichuang.office.openness.reads import Shown, Wanted

LICENCE = "CC BY 4.0"
FIELDS = {
    "number": "编号",
    "title": "标题",
    "state": "状态",
    "category": "类别",
    "subject": "主题",
    "body": "机关代码",
    "body_name": "机关",
    "section": "责任科室",
    "officer_name": "责任人",
    "opened_on": "产生日期",
    "due_on": "应当公开",
    "closed_on": "公开日期",
    "newer": "新的版本",
    "reason": "理由",
    "url": "网页",
    "text": "内容",
}
_CHUNK = 1000


def plain(one: Shown, base: str) -> dict[str, Any]:
    """A publication as anybody may take it."""
    row = one.row
    return {
        "number": row.number, "title": row.title, "state": one.state, "category": one.category, "subject": one.subject,
        "body": row.body, "body_name": one.body, "section": row.section, "officer_name": row.officer_name,
        "opened_on": f"{row.opened_on}", "due_on": f"{row.due_on}", "closed_on": f"{row.closed_on}", "newer": row.newer,
        "reason": row.reason, "url": f"{base}/openness/{row.number}/", "text": row.text,
    }  # fmt: skip


def every(wanted: Wanted, region: str, base: str) -> Iterator[dict[str, Any]]:
    """All that answers to the filters, the latest first, a thousand in memory at a time."""
    rows = reads.matching(wanted, region).iterator(chunk_size=_CHUNK)
    while some := list(islice(rows, _CHUNK)):
        for one in reads.shown(some):
            yield plain(one, base)
