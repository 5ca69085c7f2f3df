"""Reading the log: its size, its hashes by tiles, proofs, published roots, receipts."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any

from django.db.models import Max

from yichuang.law import trail as law
from yichuang.office.trail.models import FactRow, Leaf, Root, Tile

WIDTH = 256
_HASH = 32


def name(key: bytes) -> str:
    """What the log is called: the beginning of its key's digest."""
    return hashlib.sha256(key).hexdigest()[:16]


def size() -> int:
    """How many leaves it has."""
    last = Leaf.objects.aggregate(last=Max("n"))["last"]
    return 0 if last is None else last + 1


def _cut(hashes: bytes) -> list[bytes]:
    return [hashes[n : n + _HASH] for n in range(0, len(hashes), _HASH)]


def top(hashes: bytes) -> bytes:
    """The one hash over a full tile."""
    return law.root(law.plain_span(_cut(hashes)), WIDTH)


def span(size: int) -> law.Span:
    """The hashes of ranges of leaves, read tile by tile; each tile is read once."""

    @functools.cache
    def tile(height: int, n: int) -> list[bytes]:
        kept = Tile.objects.filter(height=height, n=n).values_list("hashes", flat=True).first()
        if kept is not None:
            return _cut(bytes(kept))
        below = WIDTH**height
        first, last = n * WIDTH, min((n + 1) * WIDTH, size // below)
        if height:
            tops = Tile.objects.filter(height=height - 1, n__range=(first, last - 1)).order_by("n")
            return [bytes(one) for one in tops.values_list("top", flat=True)]
        rows = Leaf.objects.filter(n__range=(first, last - 1)).order_by("n")
        return [law.Leaf(row.chain, row.seq, bytes(row.head)).hash() for row in rows]

    def over(lo: int, hi: int) -> bytes:
        count, height, unit = hi - lo, 0, 1
        while count % (unit * WIDTH) == 0 and lo % (unit * WIDTH) == 0 and count // (unit * WIDTH) >= 1:
            height, unit = height + 1, unit * WIDTH
        low, wide = lo // unit, count // unit
        if wide & (wide - 1) == 0 and wide < WIDTH and low % wide == 0:
            hashes = tile(height, low // WIDTH)[low % WIDTH : low % WIDTH + wide]
            return law.root(law.plain_span(hashes), wide)
        half = 1 << (count - 1).bit_length() - 1
        return law.node(over(lo, lo + half), over(lo + half, hi))

    return over


def published(row: Root) -> law.Root:
    """A root as it was signed."""
    return law.Root(log=name(bytes.fromhex(row.key)), size=row.size, root=bytes(row.root), at=row.at)


def plain(row: Root) -> dict[str, Any]:
    """A root as the portal publishes it, with all signatures over it."""
    own = {"by": "log", "key": row.key, "signature": bytes(row.signature).hex()}
    others = [
        {"by": x.name, "key": x.key, "signature": bytes(x.signature).hex()}
        for x in row.countersignatures.order_by("pk")
    ]
    return {"day": row.day.isoformat(), "root": published(row).plain(), "signatures": [own, *others]}


def roots() -> list[dict[str, Any]]:
    """All published roots, the oldest first."""
    return [plain(row) for row in Root.objects.prefetch_related("countersignatures").order_by("day")]


def latest() -> Root | None:
    """The last published root."""
    return Root.objects.order_by("day").last()


def consistency(old: int, new: int) -> list[str]:
    """The proof that the log of the second size begins with that of the first. Raises ValueError for sizes there never were."""
    return [x.hex() for x in law.consistency(span(new), old, new)]


def inclusion(row: Leaf, size: int) -> list[str]:
    """The path of a leaf to the root of that size."""
    return [x.hex() for x in law.inclusion(span(size), row.n, size)]


def sealed(chain: str, size: int) -> Leaf | None:
    """The latest leaf of a chain within a size."""
    return Leaf.objects.filter(chain=chain, n__lt=size).order_by("seq").last()


def receipt(chain: str) -> dict[str, Any]:
    """What proves a chain to anybody: its records with digests for personal texts, the leaf, the path, the signed root.

    What came after the last seal stands in it too, and is proved by the next one.
    """
    rows = FactRow.objects.filter(case=chain).order_by("seq").values_list("record", "head")
    facts = [{"head": bytes(head).hex(), "record": record} for record, head in rows]
    row = latest()
    leaf = sealed(chain, row.size) if row else None
    proof: dict[str, Any] | None = None
    if row is not None and leaf is not None:
        shown = law.Leaf(leaf.chain, leaf.seq, bytes(leaf.head)).plain()
        proof = {"index": leaf.n, "leaf": shown, "path": inclusion(leaf, row.size), "root": plain(row)}
    return {"facts": facts, "proof": proof, "v": 1, "yichuang": "receipt"}


def dumped(value: Any) -> str:
    """Published JSON: keys sorted, so that equal values are equal files."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
