"""Live: the screens of the watchroom are told that something changed."""

from __future__ import annotations

from django.http.response import HttpResponseBase

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.live import Ear, answer
from yichuang.law.mandates import Permission
from yichuang.office.supervision.acts.tally import CHANNEL

EAR = Ear(CHANNEL)


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponseBase:
    """The stream of one screen."""
    return answer(EAR)
