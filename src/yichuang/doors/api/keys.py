"""Who may call the API: a signed-in session, a linked line with its key, an exchange with its signature."""

from __future__ import annotations

from typing import Any

from ninja.security import APIKeyCookie, APIKeyHeader

from yichuang.doors.parts.guards import HOMES, Request, ready
from yichuang.office.lines import acts
from yichuang.office.lines.models import Linked


class Signed(APIKeyCookie):
    """A signed-in session; officers and outside supervisors with their second factor."""

    param_name = "sessionid"

    def authenticate(self, request: Request, key: str | None) -> Any:  # type: ignore[override]
        """Who it is, or nobody."""
        ready(request)
        standing = request.standing
        if not request.user.is_authenticated or standing.actor.id == "anonymous":
            return None
        if standing.actor.role in HOMES and not request.second_factor:
            return None
        return standing


class Keyed(APIKeyHeader):
    """The key of a linked line."""

    param_name = "X-Api-Key"

    def authenticate(self, request: Request, key: str | None) -> Linked | None:  # type: ignore[override]
        """The line that holds it; nobody without one."""
        ready(request)
        try:
            return acts.of_key(key or "")
        except acts.Unsigned:
            return None


def exchange(request: Request) -> Linked | None:
    """The exchange whose signature stands on this message; nobody without one."""
    ready(request)
    head = request.headers
    try:
        return acts.signed(
            head.get("X-Yichuang-Line", ""), head.get("X-Yichuang-Time", ""), head.get("X-Yichuang-Signature", ""),
            request.body, request.now,
        )  # fmt: skip
    except acts.Unsigned:
        return None


SIGNED, KEYED = Signed(csrf=True), Keyed()
