"""The Merkle log of RFC 6962: each day's heads as leaves, one root over all of them, proofs that anybody can check.

A hash of leaves `lo` to `hi` is asked of a `Span`, so that the same arithmetic serves a list in memory and tiles in a database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yichuang.law.trail.chain import canonical, instant

Span = Callable[[int, int], bytes]
"""The hash of the leaves from the first up to, not including, the second."""
EMPTY = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the log: up to this fact the chain of a case had this head on a sealed day."""

    chain: str
    seq: int
    head: bytes

    def hash(self) -> bytes:
        """Its hash in the tree: SHA-256 of a zero byte and its canonical bytes."""
        return hashlib.sha256(b"\x00" + canonical(self.plain())).digest()

    def plain(self) -> dict[str, Any]:
        """The leaf as it is published."""
        return {"chain": self.chain, "head": self.head.hex(), "seq": self.seq}


@dataclass(frozen=True, slots=True)
class Root:
    """What is signed: how many leaves the log had at a moment, and their root."""

    log: str
    size: int
    root: bytes
    at: datetime

    def plain(self) -> dict[str, Any]:
        """The root as it is published."""
        return {"at": instant(self.at), "log": self.log, "root": self.root.hex(), "size": self.size, "v": 1}

    def signed(self) -> bytes:
        """The bytes a signature is over: canonical JSON of the published values."""
        return canonical(self.plain())


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two below a size of two or more (RFC 6962 §2.1)."""
    return 1 << (size - 1).bit_length() - 1


def plain_span(leaves: Sequence[bytes]) -> Span:
    """The span of leaf hashes kept in memory."""

    def span(lo: int, hi: int) -> bytes:
        if hi - lo == 1:
            return leaves[lo]
        middle = lo + split(hi - lo)
        return node(span(lo, middle), span(middle, hi))

    return span


def root(span: Span, size: int) -> bytes:
    """The root over the first leaves; of an empty log the hash of nothing."""
    return span(0, size) if size else EMPTY


def inclusion(span: Span, index: int, size: int) -> list[bytes]:
    """The path from a leaf to the root of the first `size` leaves (§2.1.1). Raises ValueError when the leaf is not among them."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not among the first {size}")
    lo, hi, path = 0, size, []
    while hi - lo > 1:
        middle = lo + split(hi - lo)
        if index < middle:
            path.append(span(middle, hi))
            hi = middle
        else:
            path.append(span(lo, middle))
            lo = middle
    return path[::-1]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], wanted: bytes) -> bool:
    """Whether this path leads from the leaf's hash to the root."""
    if not 0 <= index < size:
        return False
    found, last, rest = leaf, size - 1, list(path)
    while last:
        if index & 1 or index < last:
            if not rest:
                return False
            sibling = rest.pop(0)
            found = node(sibling, found) if index & 1 else node(found, sibling)
        index, last = index >> 1, last >> 1
    return not rest and found == wanted


def consistency(span: Span, old: int, new: int) -> list[bytes]:
    """The proof that a log of `new` leaves begins with the one of `old` (§2.1.2). Raises ValueError unless 0 ≤ old ≤ new."""
    if not 0 <= old <= new:
        raise ValueError(f"a log of {new} leaves has no beginning of {old}")
    if old in (0, new):
        return []
    lo, hi, proof, whole = 0, new, [], True
    while old != hi:
        middle = lo + split(hi - lo)
        if old <= middle:
            proof.append(span(middle, hi))
            hi = middle
        else:
            proof.append(span(lo, middle))
            lo, whole = middle, False
    if not whole:
        proof.append(span(lo, hi))
    return proof[::-1]


def succeeds(old: int, before: bytes, new: int, after: bytes, proof: Sequence[bytes]) -> bool:
    """Whether this proof shows that the log of the second root begins with that of the first."""
    if not 0 <= old <= new or (old in (0, new) and proof):
        return False
    if old == 0:
        return before == EMPTY
    if old == new:
        return before == after
    rest = list(proof)
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    first = second = before if index == 0 and old & (old - 1) == 0 else (rest.pop(0) if rest else b"")
    while last:
        if index & 1 or index < last:
            if not rest:
                return False
            sibling = rest.pop(0)
            if index & 1:
                first, second = node(sibling, first), node(sibling, second)
            else:
                second = node(second, sibling)
        index, last = index >> 1, last >> 1
    return not rest and first == before and second == after
