"""Pages that belong to no door: registration, large print, and what is shown when something cannot be."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import HOMES, Request, public
from yichuang.law import cases as law
from yichuang.law.facts import SYSTEM
from yichuang.law.mandates import Standing
from yichuang.office import clock
from yichuang.office.directory import acts as directory
from yichuang.office.directory import demo
from yichuang.office.directory.models import IdType, Nature

DOOR = Standing(actor=SYSTEM)
"""Registration is done by the door itself: nobody is signed in yet."""


class SignIn(LoginView):  # type: ignore[misc]
    """The two doors of sign-in; a demonstration lists its roles here and nowhere else."""

    guard = "public"
    form_class = LoginForm

    def get_initial(self) -> dict[str, Any]:
        """On a demonstration, the role that was picked from the list."""
        picked = _picked(self.request)
        return {"login": picked.username} if picked else {}

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """Say what was wrong; after too many tries, that it takes a pause."""
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            return too_many(cast(Request, self.request))
        return super().form_invalid(form)  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which door, and on a demonstration its roles with the code of this half minute."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        ask, picked = self.request.GET, _picked(self.request)
        staff = ask.get("door") == "staff" or ask.get("next", "").startswith("/desk/")
        context["staff"] = staff if picked is None else picked.officer
        context["door_query"] = urlencode({"next": ask["next"]}) if ask.get("next") and not staff else ""
        if settings.DEMO:
            now = clock.now()
            context["roles"] = [
                (one, one.code(now) if one.officer else "")
                for one in demo.ACCOUNTS
                if one.officer == context["staff"]
            ]
            context["password"] = demo.PASSWORD
            context["chosen"] = demo.PASSWORD if picked and self.request.method == "GET" else ""
        return context


def _picked(request: HttpRequest) -> demo.Account | None:
    """The role of the demonstration that was picked from the list."""
    name = request.GET.get("as") if settings.DEMO else None
    return next((one for one in demo.ACCOUNTS if one.username == name), None)


def _safe(request: Request, address: str) -> str:
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else "/"


@public
def after_sign_in(request: Request) -> HttpResponse:
    """Officers go to the desk, outside supervisors to what they are invited to, applicants to their cases."""
    return redirect(HOMES.get(request.standing.actor.role, "/my/"))


@public
def large_print(request: Request) -> HttpResponse:
    """Switch large print on or off and go back."""
    response = redirect(_safe(request, request.GET.get("next", "/")))
    large = request.COOKIES.get("large") == "1"
    response.set_cookie("large", "0" if large else "1", max_age=31536000, samesite="Lax")
    return response


@public
def to_register(request: Request) -> HttpResponse:
    """Our own registration asks for what an applicant is known by."""
    return redirect("register")


FIELDS = (
    ("name", "姓名或单位名称", "和证件上一样", "text", "name"),
    ("id_number", "身份证号或统一社会信用代码", "加密保存，页面上只显示一部分", "text", ""),
    ("phone", "手机", "用来通知和查进度", "phone", "tel"),
    ("address", "地址", "", "text", "street-address"),
    ("representative", "法定代表人", "单位填写", "text", ""),
    ("username", "登录名", "字母、数字，自己记得住", "text", "username"),
    ("password", "密码", "至少 10 位", "password", "new-password"),
)
OPTIONAL = {"address", "representative"}


@public
def register(request: Request) -> HttpResponse:
    """Register an applicant; what is wrong is said beside its field and nothing typed is lost."""
    wrong = None
    if request.method == "POST":
        try:
            user = _registered(request)
        except law.Refused as refused:
            wrong = refused
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(_safe(request, request.POST.get("next") or "/my/"))
    fields = [
        {
            "name": name, "label": _(text), "help": _(help_) if help_ else "", "type": kind, "autocomplete": auto,
            "required": name not in OPTIONAL, "value": "" if name == "password" else request.POST.get(name, ""),
            "error": wrong.reason if wrong and wrong.field == name else "",
        }
        for name, text, help_, kind, auto in FIELDS
    ]  # fmt: skip
    context = {
        "fields": fields,
        "wrong": wrong,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "legal": request.POST.get("nature"),
    }
    return render(request, "account/register.html", context, status=422 if wrong else 200)


def _registered(request: Request) -> Any:
    post = request.POST
    legal = post.get("nature") == Nature.LEGAL.value
    person = directory.Person(
        nature=Nature.LEGAL if legal else Nature.NATURAL,
        name=post.get("name", ""),
        id_type=IdType.USCC if legal else IdType.RESIDENT,
        id_number=post.get("id_number", ""),
        representative=post.get("representative", ""),
    )
    contacts = directory.Contacts(phone=post.get("phone", ""), address=post.get("address", ""), email="")
    username, password = post.get("username", ""), post.get("password", "")
    return directory.sign_up(username, password, person, contacts, by=DOOR, at=clock.now())


def _trouble(request: Request, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "parts/trouble.html", {"title": title, "text": text}, status=status)


def bad_request(request: Request, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _trouble(request, 400, _("这个请求看不懂"), _("请回到上一页重新填写；已经保存的内容不会丢。"))


def forbidden(request: Request, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _trouble(request, 403, _("您不能打开这一页"), str(exception or _("请换用有权限的账号登录。")))


def csrf_failed(request: Request, reason: str = "") -> HttpResponse:
    """403 of a form that was open too long."""
    return _trouble(request, 403, _("页面打开太久了"), _("为了安全，请回到上一页刷新后再提交一次。"))


def not_found(request: Request, exception: Exception | None = None) -> HttpResponse:
    """404."""
    said = str(exception) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return _trouble(request, 404, _("没有这一页"), said or _("地址可能写错了，请从首页重新查找。"))


def too_many(request: Request, exception: Exception | None = None) -> HttpResponse:
    """429."""
    text = _("为了保护账号，登录暂停五分钟。忘记密码的，请带身份证件到窗口办理。")
    response = _trouble(request, 429, _("试的次数太多了"), text)
    response["Retry-After"] = "300"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500: asks the database nothing, since that may be what is broken."""
    text = _("没有办成的事什么都没有改变，请稍后再试，或拨打咨询电话。")
    known = {"title": _("系统出了问题"), "text": text, "centre": settings.CENTRE, "demo": settings.DEMO}
    return HttpResponse(render_to_string("parts/trouble.html", known), status=500)
