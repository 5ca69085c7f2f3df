"""What a case knows of a request for information: who asks in what capacity, until when, what was replied. No personal text."""

from __future__ import annotations

from datetime import date

import msgspec

from yichuang.law.facts import Allowed
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Heard, Reply, Wanted


class Information(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request for information, as its facts say."""

    asker: Asker
    wanted: Wanted
    way: Brought
    received_on: date
    allowed: Allowed
    part: str = ""
    unclear: bool = False
    """Whether it was told what is unclear: once, no second time."""
    clarified: bool = False
    until: date | None = None
    """The day of what is awaited from somebody else: clarity, an opinion, reasons, the fee."""
    awaited: Heard | None = None
    heard: tuple[Heard, ...] = ()
    objects: bool = False
    """Whether a third party does not consent."""
    extended: bool = False
    reasons_asked: bool = False
    reasons_given: bool = False
    deferred: bool = False
    yuan: int = 0
    reply: Reply | None = None
    replied_on: date | None = None
    contested: dict[Contest, Contested] = {}
