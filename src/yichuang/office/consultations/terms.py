"""The limit for the report of a consultation: the law sets no number, so it is data, and says whose it is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import msgspec

from yichuang.law.facts import Allowed

_DATA = Path(__file__).parent / "data" / "terms.json"


@cache
def report() -> Allowed:
    """Within what time after the last day the report is public."""
    return msgspec.convert(json.loads(_DATA.read_text(encoding="utf-8"))["report"], Allowed)
