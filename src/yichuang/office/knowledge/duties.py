"""Which duty of review holds where: a region's own days, else the usual ones."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import yaml
from django.db.models import Q

from yichuang.law.knowledge import USUAL, Duty
from yichuang.law.mandates import prefix

DATA = Path(__file__).parent / "data"


@cache
def _set() -> dict[str, Duty]:
    plain = yaml.safe_load((DATA / "duties.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(plain, dict[str, Duty])


def of(region: str) -> Duty:
    """The duty of review in a region: its own, else that of the region above, else the usual one."""
    code = prefix(region)
    own = [one for one in _set() if code.startswith(one)]
    return _set()[max(own, key=len)] if own else USUAL


def warned(on: date) -> Q:
    """What is to be reviewed within its region's days of warning, counted from a day."""
    left, found = Q(), Q(pk__in=[])
    for own in sorted(_set(), key=len, reverse=True):
        here = Q(region__startswith=own)
        found |= here & left & Q(review_by__lte=on + timedelta(_set()[own].warn_days))
        left &= ~here
    return found | left & Q(review_by__lte=on + timedelta(USUAL.warn_days))
