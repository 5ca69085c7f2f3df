"""A text as it is searched: every full-width or disguised character in its plain form, each in its own place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HAN: Final = "㐀-鿿〇"
_SENTENCE: Final = re.compile(r"[。；;！!？?\n]")
_DIGITS: Final = (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x0F20, *range(0x1D7CE, 0x1D800, 10))
_DASHES: Final = "‐‑‒–—―−－﹣ー─"
_SPACES: Final = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\u00ad"
_DOTS: Final = "•‧・･∙⋅．᛫"


def _table() -> dict[int, str]:
    """One character for one character, so that every place keeps its number."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {zero + n: str(n) for zero in _DIGITS for n in range(10)}
    table[0xFFE5] = "¥"
    table |= {ord(char): "-" for char in _DASHES}
    table |= {ord(char): " " for char in _SPACES}
    return table | {ord(char): "·" for char in _DOTS if char != "．"}


PLAIN: Final = {chr(code): plain for code, plain in _table().items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text beside its plain form of the same length."""

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a text."""
        plain = text
        if not text.isascii():
            for char in set(text) & PLAIN.keys():
                plain = plain.replace(char, PLAIN[char])
        return cls(text, plain)

    def before(self, at: int, reach: int = 40) -> str:
        """What stands before a place in the same sentence, at most so many characters."""
        left = self.plain[max(0, at - reach) : at]
        cut = 0
        for found in _SENTENCE.finditer(left):
            cut = found.end()
        return left[cut:]

    def after(self, at: int, reach: int = 12) -> str:
        """What stands from a place on in the same sentence."""
        right = self.plain[at : at + reach]
        found = _SENTENCE.search(right)
        return right[: found.start()] if found else right


def last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends, -1 when there is none: the nearer of two labels decides."""
    end = -1
    for found in pattern.finditer(text):
        end = found.end()
    return end
