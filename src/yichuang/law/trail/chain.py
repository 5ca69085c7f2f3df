"""The arithmetic of proof: canonical bytes of an entry, the hash chain of a case, the seal of a personal text.

Anybody can recompute it with the standard library alone: canonical JSON (sorted keys, no spaces, UTF-8), SHA-256,
and `head = SHA-256(previous head + canonical bytes)`, beginning with 32 zero bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from yichuang.law.facts import Actor, Entry, Fact, Sealed, plain, revive
from yichuang.law.words import Role

GENESIS = bytes(32)
VERSION = 1
_CANONICAL = msgspec.json.Encoder(order="sorted")
"""Byte for byte what `json.dumps(sort_keys, separators=(",", ":"), ensure_ascii=False)` writes, five times as fast."""


def instant(at: datetime) -> str:
    """A moment as the chain writes it: UTC, microseconds, always the same width. Raises ValueError if naive."""
    if at.tzinfo is None:
        raise ValueError("a moment in the trail needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d\.\d{6}Z", re.ASCII)


def moment(text: str) -> datetime:
    """Read a moment back from the chain's form. Raises ValueError for any other."""
    if _INSTANT.fullmatch(text) is None:
        raise ValueError(f"“{text}” is not a moment of the trail")
    return datetime.fromisoformat(text)


def record(entry: Entry) -> dict[str, Any]:
    """The entry as the plain values that are hashed and stored."""
    by = entry.by
    who = {"role": by.role.value, "id": by.id, "name": by.name, "body": by.body, "post": by.post}
    return {
        "v": VERSION,
        "case": entry.case,
        "seq": entry.seq,
        "at": instant(entry.at),
        "by": who | ({"principal": by.principal} if by.principal else {}),
        "type": type(entry.fact).__name__,
        "data": plain(entry.fact),
    }


def canonical(values: Mapping[str, Any]) -> bytes:
    """The one way to write plain values as bytes: sorted keys, no spaces, UTF-8."""
    return _CANONICAL.encode(values)


def link(head: bytes, values: Mapping[str, Any]) -> bytes:
    """The next head of a chain."""
    return after(head, canonical(values))


def after(head: bytes, written: bytes) -> bytes:
    """The next head of a chain, from a record already in its canonical bytes."""
    return hashlib.sha256(head + written).digest()


def read(values: Mapping[str, Any]) -> Entry:
    """Read a stored record. Raises ValueError when it is not one."""
    by = values["by"]
    who = Actor(
        Role(by["role"]),
        id=by["id"],
        name=by["name"],
        body=by["body"],
        post=by["post"],
        principal=by.get("principal", ""),
    )
    return Entry(
        case=values["case"],
        seq=values["seq"],
        at=moment(values["at"]),
        by=who,
        fact=revive(values["type"], values["data"]),
    )


def text_digest(salt: bytes, text: str) -> str:
    """The digest that stands in the chain for a personal text."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def seal(fact: Fact, salt: Callable[[], bytes]) -> tuple[Fact, dict[str, tuple[bytes, str]]]:
    """Take personal texts out of a fact: the fact with digests only, and per field its salt and text."""
    texts: dict[str, tuple[bytes, str]] = {}
    changes: dict[str, Sealed] = {}
    for name in fact.__dataclass_fields__:
        value = getattr(fact, name)
        if isinstance(value, Sealed) and value.text is not None:
            grain = salt()
            texts[name] = (grain, value.text)
            changes[name] = Sealed(digest=text_digest(grain, value.text))
    return (dataclasses.replace(fact, **changes) if changes else fact), texts


def unseal(fact: Fact, texts: Mapping[str, str]) -> Fact:
    """Put the personal texts that still exist back into a fact for reading."""
    changes = {
        name: Sealed(text=text, digest=value.digest)
        for name, text in texts.items()
        if isinstance(value := getattr(fact, name, None), Sealed)
    }
    return dataclasses.replace(fact, **changes) if changes else fact


@dataclasses.dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold, and how one sees it."""

    case: str
    seq: int
    why: str


def verify(rows: Iterable[tuple[Mapping[str, Any], bytes]], head: bytes | None = None) -> Broken | None:
    """Walk one case's chain of (record, stored head); None when each record is where and what it was.

    `head` is the head known from elsewhere (the case row, a receipt): with it a removed end is found too.
    """
    last, seq, case = GENESIS, 0, ""
    for values, stored in rows:
        seq += 1
        case = case or str(values.get("case"))
        if values.get("case") != case:
            return Broken(case, seq, "属于另一办件的记录")
        if values.get("seq") != seq:
            return Broken(case, seq, f"应为第{seq}条，实为第{values.get('seq')}条：有记录被删除、插入或调换")
        last = link(last, values)
        if last != stored:
            return Broken(case, seq, "内容与其摘要不符：记录被改动")
    if head is not None and last != head:
        return Broken(case, seq, "链尾与已知的链头不符：末尾的记录被删除或改写")
    return None
