"""What every page knows: the centre, the moment, who is signed in, large print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from yichuang.doors.parts.guards import Request, ready
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office.files import acts as files


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody signed in, as the page's head shows it."""

    role: str
    name: str
    post: str
    intake: bool
    supervise: bool
    keep: bool
    directory: bool
    appoint: bool
    answer: bool
    audit: bool
    tickets: bool
    knowledge: bool
    calls: bool
    openness: bool
    hear: bool


_DESKS = (
    Permission.CASE_INTAKE,
    Permission.SUPERVISION_READ,
    Permission.CATALOGUE_EDIT,
    Permission.DIRECTORY_EDIT,
    Permission.OFFICERS_APPOINT,
    Permission.SUPERVISION_ANSWER,
    Permission.AUDIT_READ,
    Permission.TICKET_READ,
    Permission.KNOWLEDGE_EDIT,
    Permission.TICKET_REGISTER,
    Permission.OPENNESS_READ,
    Permission.CASE_HEAR,
)
"""The permissions that open a desk of their own, in the order of `Who`."""
_NOTHING = (False,) * len(_DESKS)


def _who(standing: Standing | None, user: Any) -> Who:
    if standing is None or not getattr(user, "is_authenticated", False):
        return Who("", "", "", *_NOTHING)
    actor = standing.actor
    if actor.role is Role.OFFICER:
        return Who("officer", actor.name, actor.post, *(standing.may(one) for one in _DESKS))
    if actor.role is Role.INVITED:
        return Who("invited", actor.name, actor.post, *_NOTHING)
    return Who("applicant", user.username, "", *_NOTHING)


def site(request: Request) -> dict[str, Any]:
    """The context of every page; it asks the database nothing that the page's guard has not asked already."""
    if hasattr(request, "user") and not hasattr(request, "standing") and request.user.is_authenticated:
        ready(request)
    return {
        "centre": settings.CENTRE,
        "demo": settings.DEMO,
        "large": request.COOKIES.get("large") == "1",
        "who": _who(getattr(request, "standing", None), request.user) if hasattr(request, "user") else None,
        "now": getattr(request, "now", None),
        "acting": getattr(request, "acting", None),
        "file_limit": files.LIMIT,
    }
