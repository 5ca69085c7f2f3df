"""Reading the trail: a case's entries with their texts, and whether its chain holds."""

from __future__ import annotations

from collections.abc import Iterator

from yichuang.law import trail as law
from yichuang.law.facts import Entry
from yichuang.office.sealing import unlock
from yichuang.office.trail.models import FactRow, TextRow


def entries(case: str, *, texts: bool = False) -> list[Entry]:
    """The entries of a case in order; with `texts`, personal texts that still exist are read back in."""
    found = [
        law.read(row)
        for row in FactRow.objects.filter(case=case).order_by("seq").values_list("record", flat=True)
    ]
    if not texts:
        return found
    kept: dict[int, dict[str, str]] = {}
    for row in TextRow.objects.filter(case=case):
        kept.setdefault(row.seq, {})[row.field] = unlock(bytes(row.text))
    return [
        Entry(x.case, x.seq, x.at, x.by, law.unseal(x.fact, kept[x.seq])) if x.seq in kept else x
        for x in found
    ]


def verify(case: str, head: bytes | None = None) -> law.Broken | None:
    """Whether a case's stored chain holds, up to a head known from elsewhere; also its personal texts' digests."""
    stored = FactRow.objects.filter(case=case).order_by("seq").values_list("record", "head")
    broken = law.verify(((record, bytes(link)) for record, link in stored), head)
    return broken or _texts_hold(case)


def _texts_hold(case: str) -> law.Broken | None:
    digests = {
        (record["seq"], name): value["digest"]
        for record in FactRow.objects.filter(case=case).values_list("record", flat=True)
        for name, value in record["data"].items()
        if isinstance(value, dict) and "digest" in value
    }
    for row in TextRow.objects.filter(case=case):
        text = unlock(bytes(row.text))
        if digests.get((row.seq, row.field)) != law.text_digest(bytes(row.salt), text):
            return law.Broken(case, row.seq, f"个人信息“{row.field}”与链上的摘要不符")
    return None


def cases() -> Iterator[str]:
    """The numbers of all cases that have a chain."""
    yield from FactRow.objects.filter(seq=1).order_by("case").values_list("case", flat=True).iterator(2000)
