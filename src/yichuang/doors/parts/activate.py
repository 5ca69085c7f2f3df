"""The page for a one-time code from a slip: open an account, or set a new password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, not_too_many, public
from yichuang.doors.parts.templatetags.parts import zh_time
from yichuang.law import cases as law
from yichuang.office import clock
from yichuang.office.directory import acts
from yichuang.office.directory.models import CodeUse, OneTimeCode

FIRST = (
    ("code", "一次性码", "纸条上的十二个字母和数字，大小写和横线都不要紧", "text", "one-time-code"),
    ("proof", "手机号后四位", "在窗口登记的手机；工作人员填工号", "text", "off"),
)
NAME = ("username", "登录名", "自己起，字母、数字，记得住", "text", "username")
PASSWORD = ("password", "新密码", "至少 10 位，不要只用数字，也不要和登录名相近", "password", "new-password")


@public
def activate(request: Request) -> HttpResponse:
    """First the code and the second proof; when they fit, the password and perhaps a name to choose."""
    wrong, row = None, None
    post = request.POST
    if request.method == "POST":
        try:
            not_too_many(request, "code")
            row = acts.open_code(post.get("code", ""), post.get("proof", ""), at=request.now)
            if "password" in post:
                return _opened(request, row)
        except law.Refused as refused:
            wrong = refused
    context = {
        "wrong": wrong,
        "row": row,
        "post": post,
        "fields": [_field(one, post, wrong) for one in _asked(row)],
        "officer": row is not None and row.applicant is None,
    }
    response = render(request, "account/activate.html", context, status=422 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def _asked(row: OneTimeCode | None) -> tuple[tuple[str, ...], ...]:
    if row is None:
        return FIRST
    return (NAME, PASSWORD) if row.use == CodeUse.ACTIVATE.value else (PASSWORD,)


def _field(asked: tuple[str, ...], post: Any, wrong: law.Refused | None) -> dict[str, Any]:
    name, label, help_, kind, auto = asked
    return {
        "name": name, "label": _(label), "help": _(help_), "type": kind, "autocomplete": auto, "required": True,
        "value": "" if kind == "password" else post.get(name, ""),
        "error": wrong.reason if wrong and wrong.field == name else "",
    }  # fmt: skip


def _opened(request: Request, row: OneTimeCode) -> HttpResponse:
    """The account is open: an applicant goes to his cases, an officer signs in with a new second factor."""
    post = request.POST
    user = acts.use_code(
        post["code"], post["proof"], post.get("username", ""), post["password"], at=request.now
    )
    if row.applicant is None:
        messages.success(request, _("新密码已设好。请登录，然后重新启用第二重验证。"))
        return redirect("/sign-in/login/?door=staff")
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("my")


def say_reset(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """Whoever signs in is shown that the password was made new, by whom and when, until it has been seen."""
    for row in acts.say_told(user, at=clock.now()):
        said = _("您的密码于 {at} 由{by}重置。不是您本人要求的，请立即拨打监督电话。")
        messages.warning(request, said.format(at=zh_time(row.issued_at), by=row.issued_by))


user_logged_in.connect(say_reset, dispatch_uid="say_reset")
