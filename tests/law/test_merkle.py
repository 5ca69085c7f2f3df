"""The Merkle log against a plain reading of RFC 6962, for every size, and the well-known eight leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import trail as law

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""What every implementation of certificate transparency is tried with."""


def hashed(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def mth(leaves: Sequence[bytes]) -> bytes:
    """§2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """§2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    """§2.1.2."""
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def some(count: int) -> list[bytes]:
    return [hashed(str(n).encode()) for n in range(count)]


def test_the_well_known_roots() -> None:
    leaves = [hashed(bytes.fromhex(text)) for text in LEAVES]
    for size, wanted in enumerate(ROOTS, 1):
        assert law.root(law.plain_span(leaves), size).hex() == wanted
    assert law.root(law.plain_span([]), 0) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [*range(1, 40), 63, 64, 65, 127, 128, 129, 200, 255, 256, 257, 300])
def test_roots_and_paths_of_every_leaf(size: int) -> None:
    leaves = some(size)
    span = law.plain_span(leaves)
    wanted = mth(leaves)
    assert law.root(span, size) == wanted
    for index in range(size):
        proof = law.inclusion(span, index, size)
        assert proof == path(index, leaves)
        assert law.included(leaves[index], index, size, proof, wanted)
        assert not law.included(leaves[index - 1], index, size, proof, wanted) or size == 1


@pytest.mark.parametrize("new", [*range(1, 34), 64, 65, 100])
def test_every_beginning_is_proved_and_no_other(new: int) -> None:
    leaves = some(new)
    span = law.plain_span(leaves)
    for old in range(1, new + 1):
        proof = law.consistency(span, old, new)
        assert proof == (subproof(old, leaves, True) if old < new else [])
        before, after = mth(leaves[:old]), mth(leaves)
        assert law.succeeds(old, before, new, after, proof)
        other = mth([*leaves[: old - 1], hashed(b"other")])
        assert not law.succeeds(old, other, new, after, proof)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_proof_proves_nothing(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 120))
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    proof = law.inclusion(law.plain_span(leaves), index, size)
    n, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    broken = bytearray(proof[n])
    broken[bit // 8] ^= 1 << bit % 8
    assert not law.included(
        leaves[index], index, size, [*proof[:n], bytes(broken), *proof[n + 1 :]], mth(leaves)
    )
    assert not law.included(leaves[index], index, size, proof[:-1], mth(leaves))
    assert not law.included(leaves[index], index, size, [*proof, leaves[0]], mth(leaves))
    wrong = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    assert not law.included(leaves[index], wrong, size, proof, mth(leaves))


def test_what_is_not_there_has_no_proof() -> None:
    with pytest.raises(ValueError, match="not among"):
        law.inclusion(law.plain_span(some(3)), 3, 3)
    with pytest.raises(ValueError, match="no beginning"):
        law.consistency(law.plain_span(some(3)), 4, 3)
