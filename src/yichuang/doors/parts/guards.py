"""Who may open a page: every view says it with one of these, and a test sees that it does."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yichuang.law import cases as law
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office import clock
from yichuang.office.agency import reads as agency
from yichuang.office.agency.models import Authorisation
from yichuang.office.cases import reads as cases
from yichuang.office.cases.attempts import LABELS, tried
from yichuang.office.directory import reads as directory

TRIES, TRY_SECONDS = 20, 600
HOMES = {Role.OFFICER: "/desk/", Role.INVITED: "/desk/oversight/"}
"""Where who is no applicant begins."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom an agent acts on this page, and the authorisations in force."""

    name: str
    authorisations: list[Authorisation]


class Request(HttpRequest):
    """A request that a guard has let through: who asks, in what capacity, and when."""

    standing: Standing
    second_factor: bool
    now: datetime
    user: Any
    acting: Acting


def ready(request: Request) -> None:
    """Put the moment, the standing and the second factor of whoever asks on the request."""
    request.now = clock.now()
    known = directory.known(request.user, law.day(request.now))
    request.standing, request.second_factor = known.standing, known.second_factor


def too_many_tries(request: HttpRequest, what: str) -> bool:
    """Whether this user, or this address, has tried more often than TRIES in TRY_SECONDS; the try is counted."""
    own = f"user {request.user.pk}" if request.user.is_authenticated else request.META.get("REMOTE_ADDR", "")
    who = hashlib.sha256(own.encode()).hexdigest()[:16]
    key = f"{what}:{who}"
    cache.add(key, 0, TRY_SECONDS)
    return int(cache.incr(key)) > TRIES


def not_too_many(request: HttpRequest, what: str) -> None:
    """Count the try. Raises Refused when there were too many."""
    if too_many_tries(request, what):
        raise law.Refused(_("试的次数太多了"), remedy=_("为了保护账号，请十分钟后再试。"))


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, and back to where one wanted to go."""
    return redirect(f"/sign-in/login/?{urlencode({'next': request.get_full_path()})}")


def act_for(request: Request, principal: str) -> None:
    """Let whoever asks act for a principal who authorised it in writing; for anybody else nothing changes."""
    own = request.standing.actor
    if own.role is Role.APPLICANT and principal not in ("", own.id) and agency.entrusted(own.id, principal):
        rows = agency.between(own.id, principal)
        request.standing = agency.standing(own.id, principal, request.now)
        request.acting = Acting(rows[0].principal.name, [x for x in rows if x.law.in_force(request.now)])


class Shut(Http404):
    """There is such a thing, but not for this person: the page says it is not found, the trail says who tried."""


def shut_out(request: Request, why: str) -> None:
    """Put on the trail that somebody signed in tried to do something, not only to look, without the right to it."""
    found = request.resolver_match
    if request.method != "POST" or not request.user.is_authenticated or found is None:
        return
    what, number = str(found.kwargs.get("name", "")), str(found.kwargs.get("number", ""))
    known = what if what in LABELS else str(found.url_name)
    tried(request.standing, known, _("提交“%s”页") % request.path[:80], number, why, request.now)


def _watched(request: Request, view: View, args: Any, kwargs: Any) -> HttpResponseBase:
    """The view; who is shut out of what he wants to do is put on the trail."""
    try:
        return view(request, *args, **kwargs)
    except (Shut, PermissionDenied) as error:
        shut_out(request, str(error))
        raise


def public(view: View) -> View:
    """Anybody may open it."""

    @functools.wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ready(request)
        return view(request, *args, **kwargs)

    guarded.guard = "public"  # type: ignore[attr-defined]
    return guarded


def applicant_only(view: View) -> View:
    """Only a signed-in applicant, for his own affairs; on the case of somebody who authorised him, as the agent."""

    @functools.wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ready(request)
        role = request.standing.actor.role
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if role is not Role.APPLICANT or request.standing.actor.id == "anonymous":
            if role is not Role.APPLICANT:
                shut_out(request, _("这里是申请人办事的地方"))
            messages.warning(request, _("这里是申请人办事的地方，请用申请人账号登录"))
            return redirect(HOMES.get(role, "/"))
        if "number" in kwargs:
            act_for(request, cases.whose(kwargs["number"]))
        return _watched(request, view, args, kwargs)

    guarded.guard = "applicant"  # type: ignore[attr-defined]
    return guarded


def _staff(
    request: Request, roles: Container[Role], permission: Permission | None
) -> HttpResponseBase | None:
    """Let only these roles on, with the second factor and the permission; or where to go first. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    standing = request.standing
    if standing.actor.role not in roles:
        raise PermissionDenied(_("这里是工作人员办公的地方"))
    if not request.second_factor:
        messages.warning(request, _("工作人员须先启用第二重验证"))
        return redirect("/sign-in/2fa/totp/activate/")
    if permission is not None and not standing.may(permission):
        raise PermissionDenied(_("您的岗位没有“%s”的权限") % permission.label)
    return None


def _for(guard: str, roles: Container[Role], permission: Permission | None = None) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        def let_in(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _staff(request, roles, permission) or view(request, *args, **kwargs)

        @functools.wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            ready(request)
            return _watched(request, let_in, args, kwargs)

        guarded.guard = guard  # type: ignore[attr-defined]
        return guarded

    return wrap


def officer_only(permission: Permission | None = None) -> Callable[[View], View]:
    """Only an officer with the second factor, and with this permission somewhere."""
    return _for(f"officer:{permission.value if permission else ''}", {Role.OFFICER}, permission)


def invited_only(view: View) -> View:
    """Only an outside supervisor with the second factor."""
    return _for("invited", {Role.INVITED})(view)


def reader_only(view: View) -> View:
    """An officer, or an outside supervisor; both with the second factor. What of it they may see is the case's own question."""
    return _for("reader", {Role.OFFICER, Role.INVITED})(view)
