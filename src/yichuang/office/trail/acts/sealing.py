"""Sealing a day: the heads of all chains that grew become leaves of the log, and its root is signed. Nothing sealed changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection, transaction

from yichuang.law import trail as law
from yichuang.office import sealing
from yichuang.office.trail import log
from yichuang.office.trail.models import Countersignature, Cursor, Root, Tile

CURSOR = "seal"
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('trail_root'))"
_SAFE = "SELECT tx, id FROM trail_fact WHERE tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY tx DESC, id DESC LIMIT 1"
_GREW = """
INSERT INTO trail_leaf (n, chain, seq, head)
SELECT %s + row_number() OVER (ORDER BY grew."case") - 1, grew."case", grew.seq, f.head
FROM (SELECT "case", max(seq) AS seq FROM trail_fact WHERE (tx, id) > (%s, %s) AND (tx, id) <= (%s, %s) GROUP BY "case") grew
JOIN trail_fact f ON f."case" = grew."case" AND f.seq = grew.seq
"""
_CHANGED = """
SELECT l.chain, l.seq FROM trail_leaf l LEFT JOIN trail_fact f ON f."case" = l.chain AND f.seq = l.seq
WHERE f.head IS DISTINCT FROM l.head AND l.chain IN (SELECT chain FROM trail_leaf WHERE n >= %s) ORDER BY l.n LIMIT 20
"""
_LEAVES = "SELECT chain, seq, head FROM trail_leaf WHERE n >= %s ORDER BY n"


class Tampered(RuntimeError):
    """What was sealed is no longer what is stored: nothing is sealed on top of it, somebody has to look."""


@transaction.atomic
def seal_day(day: date, at: datetime) -> Root:
    """Seal what has been put on record since the last seal under this day; a day is sealed once.

    Raises Tampered when a chain that grew no longer holds what was sealed of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        done = Root.objects.filter(pk=day).first()
        if done is not None:
            return done
        size = log.size()
        known, _ = Cursor.objects.select_for_update().get_or_create(follower=CURSOR)
        cursor.execute(_SAFE)
        until = cursor.fetchone() or (0, 0)
        cursor.execute(_GREW, [size, known.tx, known.fact, *until])
        cursor.execute(_CHANGED, [size])
        changed = [f"{chain} 第{seq}条" for chain, seq in cursor.fetchall()]
    if changed:
        raise Tampered(f"封存过的记录被改动，没有封存今天的：{'、'.join(changed)}")
    size = _hashed(size)
    known.tx, known.fact = max(until, (known.tx, known.fact))
    known.save()
    key = sealing.public_key()
    root = law.Root(log=log.name(key), size=size, root=law.root(log.span(size), size), at=at)
    return Root.objects.create(
        day=day, size=size, root=root.root, at=at, key=key.hex(), signature=sealing.sign(root.signed())
    )


def _new_hashes(first: int) -> Iterator[bytes]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LEAVES, [first])
        for chain, seq, head in cursor:
            yield law.Leaf(chain, seq, bytes(head)).hash()


def _hashed(size: int) -> int:
    """Put down the tiles that became full; the leaves of a tile that had begun are hashed again. Returns the new size."""
    first = size - size % log.WIDTH
    filling, tiles, n = bytearray(), [], first
    for found in _new_hashes(first):
        filling += found
        n += 1
        if n % log.WIDTH == 0:
            tiles.append(_tile(0, n // log.WIDTH - 1, bytes(filling)))
            filling.clear()
    height = 0
    while tiles:
        Tile.objects.bulk_create(tiles, batch_size=500)
        tiles = _above(height, first // log.WIDTH, n // log.WIDTH)
        height, first, n = height + 1, first // log.WIDTH, n // log.WIDTH
    return max(size, log.size())


def _tile(height: int, n: int, hashes: bytes) -> Tile:
    return Tile(height=height, n=n, hashes=hashes, top=log.top(hashes))


def _above(height: int, old: int, new: int) -> list[Tile]:
    """The tiles over the tiles of a height that became full with its last ones."""
    out = []
    for number in range(old // log.WIDTH, new // log.WIDTH):
        lower = Tile.objects.filter(
            height=height, n__range=(number * log.WIDTH, (number + 1) * log.WIDTH - 1)
        )
        tops = (bytes(top) for top in lower.order_by("n").values_list("top", flat=True))
        out.append(_tile(height + 1, number, b"".join(tops)))
    return out


def countersign(day: date, name: str, key: bytes, signature: bytes) -> Countersignature:
    """Keep somebody else's signature over a published root. Raises LookupError without such a root, ValueError when it does not hold."""
    row = Root.objects.filter(pk=day).first()
    if row is None:
        raise LookupError(f"{day} 没有封存的根")
    if not sealing.signed_by(key, log.published(row).signed(), signature):
        raise ValueError("签名和这一天的根不符")
    return Countersignature.objects.create(root=row, name=name, key=key.hex(), signature=signature)
