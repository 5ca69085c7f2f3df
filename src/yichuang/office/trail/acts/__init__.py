"""The only writer of the trail: facts told and followed, attempts noted, the day sealed."""

from yichuang.office.trail.acts.attempting import attempts_chain, note_attempt
from yichuang.office.trail.acts.sealing import Tampered, countersign, seal_day
from yichuang.office.trail.acts.telling import (
    Chain,
    Link,
    append,
    caught_up,
    erase_texts,
    follow,
    rows,
    salt,
    text_rows,
)

__all__ = [
    "Chain",
    "Link",
    "Tampered",
    "append",
    "attempts_chain",
    "caught_up",
    "countersign",
    "erase_texts",
    "follow",
    "note_attempt",
    "rows",
    "salt",
    "seal_day",
    "text_rows",
]
