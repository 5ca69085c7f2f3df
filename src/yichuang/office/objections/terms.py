"""The limits for an objection and for a correction after it: the law sets no number, so they are data, and say whose they are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import msgspec

from yichuang.law.facts import Allowed

_DATA = Path(__file__).parent / "data" / "terms.json"


@cache
def _terms() -> dict[str, Allowed]:
    plain = json.loads(_DATA.read_text(encoding="utf-8"))
    return {name: msgspec.convert(one, Allowed) for name, one in plain.items()}


def answer() -> Allowed:
    """Within what time an objection is decided and answered."""
    return _terms()["answer"]


def correct() -> Allowed:
    """Within what time the corrected publication is out."""
    return _terms()["correct"]
