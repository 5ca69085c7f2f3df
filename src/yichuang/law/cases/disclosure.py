"""What a case knows of a duty to publish: who answers for it, its limit, where it stands, no text that is not public."""

from __future__ import annotations

from datetime import date

import msgspec

from yichuang.law.facts import Allowed
from yichuang.law.open_words import Category, Exemption, Moment, Outlet, Subject, Verdict


class Disclosure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A duty to publish, as its facts say."""

    title: str
    category: Category
    moment: Moment
    section: str
    officer: str
    officer_name: str
    outlets: tuple[Outlet, ...]
    allowed: Allowed
    weight: int = 1
    """What it counts in the score of who answers for it."""
    rule: str = ""
    subject: Subject = Subject.OTHER
    corrects: str = ""
    """The publication it corrects after an objection."""
    latest: date | None = None
    """The last day at all, whatever the limit says."""
    drafter: str = ""
    digest: str = ""
    """Of the draft as it lay before the reviewer (SHA-256, hex)."""
    reviewer: str = ""
    verdict: Verdict | None = None
    exemptions: tuple[Exemption, ...] = ()
    published_on: date | None = None
    shown: tuple[Outlet, ...] = ()
    """Where it has stood, whether or not it still does."""
    stands: tuple[tuple[Outlet, date], ...] = ()
    """Where it stands now beside the site, and since when."""
