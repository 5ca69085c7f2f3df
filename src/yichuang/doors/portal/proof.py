"""Proof to anybody: the published roots, proofs as JSON, receipts, the verifier to take home and a page that verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, applicant_only, public
from yichuang.doors.portal.apply import reach
from yichuang.office import sealing
from yichuang.office.trail import log
from yichuang.office.trail.models import Leaf, Root

SHOWN, DIGITS = 60, 10
VERIFIER = Path(__file__).resolve().parent.parent / "command" / "verify.py"


def _json(value: Any, name: str = "") -> HttpResponse:
    answer = HttpResponse(log.dumped(value), content_type="application/json; charset=utf-8")
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@public
def show(request: Request) -> HttpResponse:
    """What is sealed, by which key, and a place to verify a receipt without sending it anywhere."""
    key = sealing.public_key()
    rows = list(Root.objects.order_by("-day")[:SHOWN])
    context = {
        "roots": [(row, bytes(row.root).hex(), bytes(row.signature).hex()) for row in rows],
        "key": key.hex(),
        "log": log.name(key),
        "more": Root.objects.count() > SHOWN,
    }
    return render(request, "portal/proof.html", context)


@public
def roots(request: Request) -> HttpResponse:
    """All published roots with their signatures."""
    return _json(log.roots())


def _size(request: Request, name: str) -> int:
    """A size of the log that was published. Raises Http404 naming the field."""
    size = _number(request.GET.get(name, ""))
    if not Root.objects.filter(size=size).exists():
        raise Http404(_("%s：不是公布过的叶子数，请从 roots.json 里取") % name)
    return size


def _number(given: str) -> int:
    """A number as an address writes it; -1, which nothing has, for anything else."""
    return int(given) if len(given) < DIGITS and given.isascii() and given.isdigit() else -1


@public
def consistency(request: Request) -> HttpResponse:
    """The proof that one published root begins with another: nothing in between was changed or left out."""
    old, new = _size(request, "from"), _size(request, "to")
    if old > new:
        raise Http404(_("from 不能大于 to"))
    return _json({"from": old, "path": log.consistency(old, new), "to": new})


@public
def inclusion(request: Request) -> HttpResponse:
    """That a chain's head was in the log of a published size: the leaf and its path, nothing of what the case is about."""
    size = _size(request, "size")
    chain, seq = request.GET.get("chain", "").replace("\0", ""), _number(request.GET.get("seq", ""))
    row = Leaf.objects.filter(chain=chain, seq=seq, n__lt=size).first()
    if row is None:
        raise Http404(_("这个链头没有封存在这个大小的日志里，请核对编号和序号"))
    leaf = {"chain": row.chain, "head": bytes(row.head).hex(), "seq": row.seq}
    return _json({"index": row.n, "leaf": leaf, "path": log.inclusion(row, size), "size": size})


@public
def verifier(request: Request) -> HttpResponse:
    """The verifier: one file, Python's standard library alone."""
    answer = HttpResponse(VERIFIER.read_text(encoding="utf-8"), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer


@applicant_only
def receipt(request: Request, number: str) -> HttpResponse:
    """The receipt of one's own case."""
    sheet = reach(request, number)
    return _json(log.receipt(sheet.case.number), f"receipt-{sheet.case.number}.json")
