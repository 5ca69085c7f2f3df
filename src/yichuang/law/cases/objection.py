"""What a case knows of an objection to a publication, no personal text."""

from __future__ import annotations

from datetime import date

import msgspec

from yichuang.law.facts import Allowed
from yichuang.law.open_words import Objecting, Upshot


class Objection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An objection, as its facts say."""

    of_case: str
    title: str
    about: Objecting
    allowed: Allowed
    anonymous: bool = False
    confidential: bool = False
    officer_name: str = ""
    """Who has it in hand."""
    into: str = ""
    """The earlier one that says the same."""
    upshot: Upshot | None = None
    reason: str = ""
    basis: str = ""
    decided_on: date | None = None
