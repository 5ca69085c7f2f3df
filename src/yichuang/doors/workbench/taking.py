"""A filled-in file at the desk: uploaded, checked cell by cell, shown, then kept whole as drafts or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request
from yichuang.law import cases as law

LIMIT = 10 * 1024 * 1024
_KEPT, _SHOWN = 3600, 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Read(Protocol):
    """What a file says: its contents, or what is wrong in which cell."""

    contents: list[Any]
    errors: list[Any]


@dataclass(frozen=True, slots=True)
class Taking:
    """One kind of file: how it is read and kept, which page shows it, where one goes then."""

    name: str
    read: Callable[[bytes], Read]
    keep: Callable[..., int]
    page: str
    here: str
    then: str
    line: Callable[[Any], Any] = lambda content: content
    """A content as the page shows it before it is kept."""

    def answer(self, request: Request, choose: str, saved: str) -> HttpResponse:
        """The page of the upload; with the token of what was checked, keep it. The words say what to choose, and what was saved."""
        context: dict[str, object] = {}
        if request.method == "POST" and request.POST.get("token"):
            data = cache.get(self._key(request, request.POST["token"]))
            if data is None:
                messages.error(request, _("检查结果已经过期，请重新上传"))
                return redirect(self.here)
            try:
                many = self.keep(self.read(data).contents, by=request.standing, at=request.now)
            except law.Refused as refused:
                context = {"wrong": refused}
            else:
                messages.success(request, saved % many)
                return redirect(self.then)
        elif request.method == "POST":
            context = self._checked(request, choose)
        failed = bool(context.get("errors") or context.get("wrong"))
        return render(request, self.page, context, status=422 if failed else 200)

    def _checked(self, request: Request, choose: str) -> dict[str, object]:
        """The dry run: every error, or what would become a draft."""
        upload = request.FILES.get("file")
        if upload is None or isinstance(upload, list):
            return {"wrong": law.Refused(_("请选择文件"), field="file", remedy=choose)}
        if (upload.size or 0) > LIMIT:
            return {"wrong": law.Refused(_("文件超过 10 MB"), field="file", remedy=_("请分成几个文件。"))}
        data = upload.read()
        found = self.read(data)
        if found.errors:
            return {"errors": found.errors[:_SHOWN], "many": len(found.errors)}
        token = secrets.token_urlsafe(12)
        cache.set(self._key(request, token), data, _KEPT)
        return {"token": token, "lines": [self.line(content) for content in found.contents]}

    def _key(self, request: Request, token: str) -> str:
        return f"{self.name}:{request.user.pk}:{token}"
