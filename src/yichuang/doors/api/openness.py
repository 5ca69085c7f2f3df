"""What is public, for other systems: the list with the filters of the site, and one publication."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja import Query, Router, Schema
from pydantic import Field

from yichuang.doors.api.troubles import TROUBLES, Trouble
from yichuang.doors.parts.guards import Request
from yichuang.law.open_words import Category, Subject
from yichuang.office.hotline import public as hotline
from yichuang.office.openness import opened, reads
from yichuang.office.openness.reads import Wanted

publications = Router(tags=["政务公开"])


def _words(kind: type[Category] | type[Subject]) -> str:
    return "；".join(f"{one.value}={one.label}" for one in kind)


class Asked(Schema):
    """The filters of the site."""

    q: str = Field("", max_length=60, description="标题和全文里的文字")
    kind: str = Field("", max_length=12, description=_words(Category))
    subject: str = Field("", max_length=16, description=_words(Subject))
    body: str = Field("", max_length=40, description="机关代码")
    withheld: bool = Field(False, description="不予公开和撤下的")
    after: str = Field("", max_length=60, description="上一页的 next")


@publications.get("", auth=None, summary="公开的信息", response={200: dict[str, Any], **TROUBLES})
def listed(request: Request, asked: Query[Asked]) -> Any:
    """A page of what is public, the latest first; ask on with `next`."""
    centre = hotline.centre()
    if centre is None:
        return 404, Trouble(reason="还没有机构")
    wanted = Wanted(text=asked.q.strip(), category=asked.kind, subject=asked.subject, body=asked.body, withheld=asked.withheld,
                    after=asked.after)  # fmt: skip
    found, after = reads.public(wanted, str(centre.region))
    return {
        "licence": opened.LICENCE,
        "publications": [opened.plain(one, settings.PUBLIC_URL) for one in found],
        "next": after,
    }


@publications.get(
    "/{number}", auth=None, summary="一条公开的信息", response={200: dict[str, Any], **TROUBLES}
)
def one(request: Request, number: str) -> Any:
    """One publication with its outlets and versions."""
    found = reads.one(number)
    if found is None:
        return 404, Trouble(reason="没有这条公开信息", field="number", remedy="请从列表中查找。")
    return opened.plain(found, settings.PUBLIC_URL) | {
        "licence": opened.LICENCE,
        "outlets": [{"name": name, "since": told[0], "proof": told[1], "removed": told[2] if len(told) > 2 else None}
                    for name, told in found.outlets if told],
        "versions": [{"number": x.row.number, "title": x.row.title, "closed_on": x.row.closed_on} for x in reads.versions(found.row)],
    }  # fmt: skip
