"""Reading papers: those of a case, one as PDF, one by its verification code."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.conf import settings

from yichuang.law.papers import Block, Document, Items, Layout, Paragraph, Table
from yichuang.office.papers.models import Paper
from yichuang.office.papers.press import press
from yichuang.office.sealing import unlock

_BLOCKS: dict[str, Any] = {
    "paragraph": lambda b: Paragraph(b["text"], b["heading"]),
    "items": lambda b: Items(tuple(b["entries"])),
    "table": lambda b: Table(tuple(b["columns"]), tuple(tuple(r) for r in b["rows"]), tuple(b["widths"])),
}


def of_case(case: str) -> dict[int, list[Paper]]:
    """The papers of a case by the fact that brought them."""
    found: dict[int, list[Paper]] = {}
    for paper in Paper.objects.filter(case=case).order_by("seq").defer("document"):
        found.setdefault(paper.seq, []).append(paper)
    return found


def by_code(verify: str) -> Paper | None:
    """The paper of a verification code, typed with or without blanks and dashes."""
    code = "".join(c for c in verify.upper() if c.isalnum())
    return Paper.objects.filter(verify=code).first()


def document(paper: Paper) -> Document:
    """The words of an issued paper."""
    plain = json.loads(unlock(bytes(paper.document)))
    blocks: tuple[Block, ...] = tuple(_BLOCKS[block["type"]](block) for block in plain["blocks"])
    return Document(
        code=plain["code"],
        title=plain["title"],
        number=plain["number"],
        to=plain["to"],
        blocks=blocks,
        signer=plain["signer"],
        dated=date.fromisoformat(plain["dated"]),
        footer=tuple(plain["footer"]),
        seal=plain["seal"],
        layout=Layout(plain["layout"]),
    )


def verify_url(paper: Paper) -> str:
    """The public address where the paper is verified."""
    return f"{settings.PUBLIC_URL}/verify/{paper.verify}"


def pdf(paper: Paper) -> bytes:
    """The paper as PDF; the same bytes each time."""
    return press(document(paper), digest=paper.digest, verify_url=verify_url(paper), demo=settings.DEMO)
