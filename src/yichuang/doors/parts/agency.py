"""What the portal and the window ask of an authorisation, and how both list them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, not_too_many
from yichuang.law import cases as law
from yichuang.law.mandates import Errand
from yichuang.office.agency import acts, reads
from yichuang.office.agency.models import Authorisation
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Applicant

USUAL = (Errand.SUBMIT, Errand.CORRECT, Errand.COLLECT)
"""What most people let an agent do; to withdraw is never ticked beforehand."""
NAMED = 4
"""How many matters the form lets one name; more go in further authorisations, or all."""
TERM = timedelta(days=364)


def rows(request: Request, found: list[Authorisation]) -> list[dict[str, Any]]:
    """Authorisations as a list shows them: what they let do on which matters, and whether they are in force."""
    codes = {code for row in found for code in row.matters or []}
    named = catalogue.matter_names(codes)
    return [
        {
            "row": row,
            "matters": [named.get(code, code) for code in row.matters or []],
            "why_not": row.law.why_not(None, "", request.now),
        }
        for row in found
    ]


def day(text: str) -> date:
    """The last day, as written. Raises Refused."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise law.Refused(
            _("截止日填写不对"), acts.ART_GIVE, field="valid_until", remedy=_("请选一个日期。")
        ) from error


def matters(post: Any, today: date) -> list[str] | None:
    """The matters that were named, wherever they are handled; None for all. Raises Refused for what is no matter."""
    if post.get("scope") != "named":
        return None
    editions, codes = catalogue.all_current(today), []
    for name in filter(None, (text.strip() for text in post.getlist("matter"))):
        same = [edition.matter for edition in editions if edition.name == name]
        remedy = _("请从提示的事项里选，名称要一样。")
        law.require(same, _("没有事项“%s”") % name, acts.ART_GIVE, field="matters", remedy=remedy)
        codes += same
    return codes


def errands(post: Any) -> list[Errand]:
    """What was ticked."""
    return [Errand(one) for one in post.getlist("errands") if one in Errand._value2member_map_]


def chosen(request: Request) -> Applicant | None:
    """The agent: a village agent from the list, or somebody by name and telephone. Raises Refused."""
    post = request.POST
    if post.get("village"):
        found = reads.village_agent(post["village"], request.now)
        return found.applicant if found else None
    not_too_many(request, "agent")
    law.require(post.get("name", "").strip(), _("没有写代办人的姓名"), acts.ART_GIVE, field="agent",
                remedy=_("请选一名代办员，或者写姓名和手机号。"))  # fmt: skip
    return reads.find(post["name"], post.get("phone", ""))


def form(request: Request, wrong: law.Refused | None, typed: bool) -> dict[str, Any]:
    """What the form of an authorisation shows: with what was typed, or as most people want it."""
    post, today = request.POST, law.day(request.now)
    ticked = set(errands(post)) if typed else set(USUAL)
    return {
        "wrong": wrong,
        "post": post,
        "village": [
            x for x in reads.village_agents(request.now) if x.applicant_id != request.standing.client
        ],
        "errands": [(one, one in ticked) for one in Errand],
        "named": [*post.getlist("matter"), *[""] * NAMED][:NAMED],
        "matters": sorted({edition.name for edition in catalogue.all_current(today)}),
        "until": post.get("valid_until") or str(today + TERM),
        "latest": acts.longest(today),
        "today": today,
    }
