"""Personal and exempt information in a text, found before it is published; a person decides on each mark (政府信息公开条例 14, 15, 17)."""

from yichuang.law.privacy.find import find
from yichuang.law.privacy.mark import (
    Certainty,
    Kind,
    Mark,
    Span,
    redact,
    spans,
    stops,
    suggested,
)

__all__ = ["Certainty", "Kind", "Mark", "Span", "find", "redact", "spans", "stops", "suggested"]
