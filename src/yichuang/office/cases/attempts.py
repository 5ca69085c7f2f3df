"""An attempt without the right to it: told to the trail in words people know, whichever door it came through."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from yichuang.law.kinds import KINDS
from yichuang.law.mandates import Standing
from yichuang.law.words import Role
from yichuang.office.cases.models import CaseRow
from yichuang.office.trail.acts import note_attempt

LABELS: Final = {act.name: act.label for kind in KINDS for act in kind.acts} | {"open_case": "申请"}
"""Every act by its name; to begin a case is none of its own acts."""


def tried(by: Standing, act: str, label: str, number: str, reason: str, at: datetime) -> None:
    """Note that somebody tried this. A number that no case has is left out: guesses are endless, cases are not."""
    if by.actor.role is Role.SYSTEM:
        return  # what the law does by itself is no attempt
    of_case = number if number and CaseRow.objects.filter(pk=number).exists() else ""
    note_attempt(by.actor, act, LABELS.get(act, label), case=of_case, reason=reason, at=at)
