"""Searches of what is public that a signed-in person keeps: what is new since the last look; nothing is sent anywhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, applicant_only
from yichuang.doors.portal.openness import region_here
from yichuang.law import cases as law
from yichuang.office.openness.reads import Wanted
from yichuang.office.openness.subscriptions import acts, reads
from yichuang.office.openness.subscriptions.reads import Kept


def _query(one: Kept) -> str:
    row = one.row
    asked = {"q": row.text, "kind": row.category, "subject": row.subject, "body": row.body}
    return urlencode({name: value for name, value in asked.items() if value})


@applicant_only
def show(request: Request) -> HttpResponse:
    """Every kept search with what is new."""
    found = reads.kept(request.standing.actor.id, region_here())
    context: dict[str, Any] = {"kept": [(one, _query(one)) for one in found]}
    return render(request, "portal/subscriptions.html", context)


@require_POST
@applicant_only
def keep(request: Request) -> HttpResponseRedirect:
    """Keep the search of the list one stands on."""
    post = request.POST
    asked = Wanted(text=post.get("q", "").strip()[:60], category=post.get("kind", "")[:12],
                   subject=post.get("subject", "")[:16], body=post.get("body", "")[:40])  # fmt: skip
    try:
        acts.keep(request.standing.actor.id, asked, request.now)
    except law.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已订阅。有了新的，登录后在这里看得到；不发短信、不发邮件。"))
    return redirect("my-subscriptions")


@require_POST
@applicant_only
def change(request: Request, ident: int) -> HttpResponseRedirect:
    """Say that one has looked, or keep it no longer."""
    owner = request.standing.actor.id
    if request.POST.get("do") == "forget":
        acts.forget(owner, ident)
    else:
        acts.looked(owner, ident, request.now)
    return HttpResponseRedirect(reverse("my-subscriptions"))
