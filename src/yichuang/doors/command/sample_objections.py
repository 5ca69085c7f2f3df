"""Objections of the demonstration: one confirmed, one that led to a correction with a second that says the same, one still to be answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from yichuang.law.cases import commands as c
from yichuang.law.mandates import Post, Standing
from yichuang.law.open_words import Upshot
from yichuang.office.cases import acts as cases
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import PostHeld
from yichuang.office.objections import acts
from yichuang.office.openness.models import DisclosureRow
from yichuang.site import followers

_AGO = timedelta(days=6)
_HOUR = timedelta(hours=1)


def _handler(at: datetime) -> Standing | None:
    """The head of the centre, who drafted and reviewed none of it."""
    held = PostHeld.objects.filter(post=Post.CENTRE_HEAD.value, until=None, officer__active=True)
    first = held.order_by("officer__number").select_related("officer").first()
    return directory.officer_standing(first.officer.number, at.date()) if first else None


def _publications(before: datetime) -> list[str]:
    """The latest publications of three bodies."""
    found = DisclosureRow.objects.filter(state="published", closed_on__lt=before.date())
    out: dict[str, str] = {}
    for number, body in found.order_by("-closed_on", "-number").values_list("number", "body")[:200]:
        out.setdefault(body, number)
    return list(out.values())[:3]


def _decided(number: str, finding: str, upshot: Upshot, reason: str, by: Standing, at: datetime) -> None:
    cases.act(number, c.AcceptObjection(), by=by, at=at)
    cases.act(number, c.CheckObjection(finding=finding, sources="办件台账和原始凭证"), by=by, at=at + _HOUR)
    decision = c.DecideObjection(upshot=upshot, reason=reason, basis="办件台账")
    cases.act(number, decision, by=by, at=at + 2 * _HOUR)


def fill(until: datetime) -> int:
    """Put them on record. Returns how many."""
    at = until - _AGO
    by, publications = _handler(at), _publications(at)
    if by is None or len(publications) < 3:
        return 0
    right, wrong, waits = publications
    plain = {"anonymous": True}
    first = acts.bring(
        plain | {"words": "听说预约取号没有这么多，请核实。"}, right, by=acts.STRANGER, at=at
    ).case.number
    main = acts.bring(
        plain | {"words": "我上月办结的一件不在数里。"}, wrong, by=acts.STRANGER, at=at + _HOUR
    ).case.number
    same = acts.bring(
        plain | {"words": "办结数和大厅公示的对不上，少一件。"}, wrong, by=acts.STRANGER, at=at + 2 * _HOUR
    ).case.number
    report = {
        "name": "张某",
        "contact": "13800138000",
        "about": "report",
        "confidential": True,
        "words": "平均用时怎么会这么短，请查有没有先办后补登记。",
    }
    acts.bring(report, waits, by=acts.STRANGER, at=until - timedelta(days=1))
    followers.settle()
    later = at + timedelta(days=2)
    cases.act(same, c.AcceptObjection(), by=by, at=later)
    cases.act(main, c.AcceptObjection(), by=by, at=later)
    cases.act(same, c.JoinObjection(into=main), by=by, at=later + _HOUR)
    cases.act(
        main, c.CheckObjection(finding="办结的一件统计时漏了", sources="办件台账"), by=by, at=later + _HOUR
    )
    fixed = c.DecideObjection(
        upshot=Upshot.CORRECTED, reason="办结数漏计一件，更正后重新公开。", basis="办件台账"
    )
    cases.act(main, fixed, by=by, at=later + 2 * _HOUR)
    _decided(first, "逐件核对，和台账一致", Upshot.CONFIRMED, "逐件核对台账，公开的数字没有错误。", by, later)
    followers.settle()
    return 4
