"""A flow as the desk shows it: drawn and told, its longest way against the promise, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from yichuang.law.catalogue import Finding
from yichuang.law.flow import Circle
from yichuang.office.catalogue import chart, names, soundness


@dataclass(frozen=True, slots=True)
class Drawn:
    """A flow on the page."""

    found: tuple[Finding, ...]
    longest: int | None
    promise: Mapping[str, Any]
    picture: SafeString | None = None
    spoken: str = ""

    @property
    def over(self) -> bool:
        """Whether the longest way is longer than the promise."""
        return any(one.rule == "steps-over" for one in self.found)


def drawn(content: Mapping[str, Any]) -> Drawn:
    """The flow of these words; without a picture when steps cannot be read or wait for each other."""
    found, days = soundness.findings(content), soundness.longest(content)
    promised = content.get("promised")
    promise = promised if isinstance(promised, Mapping) else {}
    if days is None:
        return Drawn(found, None, promise)
    called, plain = names.of(content), soundness.readable(content)
    try:
        picture = mark_safe(chart.swimlanes(plain, called))  # noqa: S308 - our own drawing, its words escaped
    except Circle:
        return Drawn(found, None, promise)
    return Drawn(found, days, promise, picture, chart.spoken(plain, called))
