"""By which words a publication is found: the pairs of characters of its title and of its whole text."""

from __future__ import annotations

import re

from yichuang.office.catalogue.terms import pairs

_PLAIN = re.compile(r"[^\w]+")
_MOST = 12


def _pieces(text: str) -> set[str]:
    return {pair for word in _PLAIN.split(text.lower()) if word for pair in pairs(word)}


def terms(title: str, text: str) -> list[str]:
    """What a publication is looked up by."""
    return sorted(_pieces(title) | _pieces(text))


def asked(text: str) -> list[str]:
    """What a question looks for; everything of it must be there."""
    return sorted(_pieces(text))[:_MOST]
