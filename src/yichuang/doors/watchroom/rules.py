"""The rules of supervision: those in force, their editions, a draft that is edited, tried and adopted."""

from __future__ import annotations

import json
from typing import Any

import yaml
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.watchroom import ruleform
from yichuang.law import cases as law
from yichuang.law import supervision
from yichuang.law.mandates import Permission
from yichuang.law.supervision import RuleSet
from yichuang.office.directory import notices
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import acts, cities
from yichuang.office.supervision import rules as ruling


def region_of(request: Request, permission: Permission = Permission.SUPERVISION_READ) -> str:
    """Whose rules the page is about: the territory of whoever looks, or one of it that the address names."""
    own = [reach.region for reach in request.standing.reaches if permission in reach.permissions]
    asked = request.GET.get("region") or request.POST.get("region") or ""
    if asked and directory.region(asked) and request.standing.may(permission, region=asked):
        return ruling.whole(asked)
    if not own:
        raise PermissionDenied
    return ruling.whole(own[0])


def draft_of(request: Request, region: str) -> dict[str, Any] | None:
    """The draft of this sitting; it is nobody else's, and nothing until it is adopted."""
    found = request.session.get(f"rules/{region}")
    return found if isinstance(found, dict) else None


def keep(request: Request, region: str, rules: RuleSet) -> None:
    """Keep a draft until it is adopted or thrown away."""
    request.session[f"rules/{region}"] = ruling.plain(rules)


def about(region: str) -> dict[str, Any]:
    """Whose rules hold in a region, in words."""
    held = ruling.in_force(region)
    own = held.number and held.region == region
    return {
        "region": region,
        "place": directory.full_name(region) or _("全国"),
        "held": held,
        "own": own,
        "from": "" if own else directory.full_name(held.region) if held.number else _("通用规则"),
        "turns": [(label, held.rules.turns[name]) for name, label in supervision.TURNS.items()],
    }


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The rules in force, and their editions."""
    region = region_of(request)
    context = about(region) | {
        "lines": ruling.lines(ruling.in_force(region).rules),
        "history": ruling.history(region),
        "may": request.standing.may(Permission.SUPERVISION_RULES, region=region),
        "draft": draft_of(request, region),
    }
    return render(request, "watchroom/rules.html", context)


@officer_only(Permission.SUPERVISION_READ)
def download(request: Request) -> HttpResponse:
    """The rules in force, or the draft, as a file to edit."""
    region = region_of(request)
    draft = draft_of(request, region) if "draft" in request.GET else None
    content = draft or ruling.plain(ruling.in_force(region).rules)
    answer = HttpResponse(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), content_type="text/yaml; charset=utf-8")  # fmt: skip
    answer["Content-Disposition"] = f'attachment; filename="rules-{region or "country"}.yaml"'
    return answer


def _editing(request: Request, region: str) -> RuleSet:
    draft = draft_of(request, region)
    return supervision.read(draft) if draft else ruling.in_force(region).rules


def _edit_page(
    request: Request, region: str, *, wrong: law.Refused | None = None, given: Any = None
) -> HttpResponse:
    rules, held = _editing(request, region), ruling.in_force(region)
    content = json.dumps(ruling.plain(rules), sort_keys=True, ensure_ascii=False)
    context = about(region) | {
        "lines": ruling.lines(rules),
        "rules": rules,
        "fields": ruleform.whole(rules, given, wrong),
        "changes": supervision.changes(held.rules, rules),
        "draft": draft_of(request, region) is not None,
        "tried": request.session.get(f"tried/{region}") == content,
        "cities": cities.cities(),
        "reason": given.get("reason", "") if given else "",
        "wrong": wrong,
        "points": list(supervision.POINTS),
    }
    return render(request, "watchroom/rules_edit.html", context, status=422 if wrong else 200)


@officer_only(Permission.SUPERVISION_RULES)
def edit(request: Request) -> HttpResponse:
    """The draft: its head is edited here, each rule on its own page."""
    region = region_of(request, Permission.SUPERVISION_RULES)
    if request.method != "POST":
        return _edit_page(request, region)
    try:
        keep(request, region, _changed(request, region))
    except law.Refused as refused:
        return _edit_page(request, region, wrong=refused, given=request.POST)
    messages.success(request, _("已经存入草稿；启用以前什么都不变"))
    return redirect(f"{request.path}?region={region}")


def _changed(request: Request, region: str) -> RuleSet:
    """The draft as the page asks it to be: from a file, from a city, from the head's own fields."""
    upload, city = request.FILES.get("file"), request.POST.get("city")
    if upload is not None:
        return ruling.parse(upload.read(notices.MOST + 1))
    if city is not None:
        law.require(
            city in cities.names(),
            _("没有选城市"),
            supervision.ART_RULES,
            field="city",
            remedy=_("请选一个城市。"),
        )
        return supervision.read(cities.content(city))
    return ruleform.read_whole(_editing(request, region), request.POST)


@officer_only(Permission.SUPERVISION_RULES)
def rule(request: Request, code: str = "") -> HttpResponse:
    """One rule of the draft; without a code a new one."""
    region = region_of(request, Permission.SUPERVISION_RULES)
    rules, wrong = _editing(request, region), None
    old = rules.rule(code)
    if code and old is None:
        return redirect(f"/desk/rules/edit/?region={region}")
    point = old.point if old else request.POST.get("point") or request.GET.get("point", "")
    if point not in supervision.BY_NAME:
        return redirect(f"/desk/rules/edit/?region={region}")
    if request.method == "POST":
        try:
            keep(request, region, ruleform.put(rules, code, point, request.POST))
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已经存入草稿；启用以前什么都不变"))
            return redirect(f"/desk/rules/edit/?region={region}")
    given = request.POST if request.method == "POST" else None
    context = {"region": region, "old": old, "point": supervision.BY_NAME[point], "wrong": wrong}
    context |= ruleform.fields(old, supervision.BY_NAME[point], given, wrong)
    return render(request, "watchroom/rule.html", context, status=422 if wrong else 200)


@require_POST
@officer_only(Permission.SUPERVISION_RULES)
def adopt(request: Request) -> HttpResponse:
    """Let the draft hold from now on, or throw it away."""
    region = region_of(request, Permission.SUPERVISION_RULES)
    if "drop" in request.POST:
        request.session.pop(f"rules/{region}", None)
        messages.success(request, _("草稿已经放弃，现行规则没有变"))
        return redirect(f"/desk/rules/?region={region}")
    try:
        draft = draft_of(request, region)
        law.require(draft, _("没有草稿"), supervision.ART_RULES, remedy=_("请先改规则。"))
        row = acts.adopt(
            draft, region, by=request.standing, at=request.now, reason=request.POST.get("reason", "")
        )
    except law.Refused as refused:
        return _edit_page(request, region, wrong=refused, given=request.POST)
    request.session.pop(f"rules/{region}", None)
    messages.success(request, _("第%(n)d版监察规则已经启用") % {"n": row.number})
    return redirect(f"/desk/rules/?region={region}")
