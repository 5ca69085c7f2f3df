"""An answer 答复: a question as people ask it, what is true, where it says so, who keeps it and until when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

FIELDS = (
    "body", "question", "wordings", "answer", "source", "article", "link", "matters", "effective", "review_by",
    "expires", "contact", "code",
)  # fmt: skip
"""The elements in the order of a form."""
_LISTS = ("wordings", "matters")
_DAYS = ("effective", "review_by", "expires")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as its words say it; what is lacking is empty, so that `check` can name it."""

    code: str = ""
    region: str = ""
    body: str = ""
    """The whole code of the body that keeps it."""
    question: str = ""
    wordings: tuple[str, ...] = ()
    """Other wordings of the same question."""
    answer: str = ""
    source: str = ""
    """The law or paper it stands on; with its article, or with a link."""
    article: str = ""
    link: str = ""
    matters: tuple[str, ...] = ()
    """The matters it belongs to."""
    effective: date | None = None
    review_by: date | None = None
    expires: date | None = None
    """The last day it holds; None when it holds until withdrawn."""
    contact: str = ""
    misread: tuple[str, ...] = ()
    """The elements whose text is no day."""


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _lines(value: Any) -> Iterable[str]:
    found = value if isinstance(value, list | tuple) else str(value or "").splitlines()
    return (str(one).strip() for one in found)


def read(words: Mapping[str, Any]) -> Answer:
    """The answer of plain words as a form, a file or the database holds them; a text that is no day is `misread`."""
    plain: dict[str, Any] = {name: str(words.get(name) or "").strip() for name in (*FIELDS, "region")}
    plain |= {name: tuple(one for one in _lines(words.get(name)) if one) for name in _LISTS}
    days = {name: _day(plain[name]) for name in _DAYS}
    plain |= days | {"misread": tuple(name for name, day in days.items() if plain[name] and day is None)}
    return Answer(**plain)
