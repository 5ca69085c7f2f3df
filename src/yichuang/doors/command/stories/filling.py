"""How a story fills a form and hands materials in: an answer that fits each field, one file for every material."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from yichuang.law.cases import commands as c
from yichuang.law.matters import Edition, asked
from yichuang.law.words import MaterialForm

SAMPLES: Mapping[str, str] = {
    "text": "样例",
    "number": "60",
    "date": "2026-03-02",
    "phone": "15400000000",
    "address": "马尔康镇达萨街1号",
    "idnumber": "990101199003070015",
    "uscc": "91990100MA0000001G",
}
"""An answer that fits, by the type of the field."""
NOWHERE = "0" * 64
"""The digest of the file every electronic material of a story is."""
_FILE: ContextVar[str] = ContextVar("file", default=NOWHERE)


@contextlib.contextmanager
def handing_in(digest: str) -> Iterator[None]:
    """Let every electronic material of the stories inside be this file; else it is one that is nowhere."""
    token = _FILE.set(digest)
    try:
        yield
    finally:
        _FILE.reset(token)


def attached(codes: list[str], *, paper: bool) -> list[Any]:
    """Hand these materials in."""
    form = MaterialForm.COPY if paper else MaterialForm.ELECTRONIC
    return [
        c.AttachMaterial(material=code, form=form, digest=None if paper else _FILE.get()) for code in codes
    ]


def whole(
    edition: Edition,
    *,
    paper: bool,
    lacking: bool = False,
    situation: Mapping[str, str] | None = None,
    later: bool = False,
) -> list[Any]:
    """The acts of an application: the form filled, every material the guide needs, handed in."""
    situation = {q.key: q.options[0][0] for q in edition.questions} | dict(situation or {})
    situation = {
        q.key: situation[q.key]
        for q in edition.questions
        if (later or not q.later) and asked(q.only, situation)
    }
    fields = (x for x in edition.fields if (later or not x.later) and asked(x.only, situation))
    answers = {x.key: x.options[0] if x.type == "choice" else SAMPLES[x.type] for x in fields}
    needed = [m.code for m in edition.materials if m.needed(situation) and (later or not m.later)]
    return [c.FillForm(answers=answers, situation=situation),
            *attached(needed[1:] if lacking else needed, paper=paper), c.Submit()]  # fmt: skip
