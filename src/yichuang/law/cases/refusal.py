"""A refusal to act: the reason in one plain sentence, the article, the field it is about, the way out."""

from __future__ import annotations

from yichuang.law.cite import Citation


class Refused(Exception):
    """The law does not let this act happen. Pages, API and command line show the same four things."""

    def __init__(
        self, reason: str, cite: Citation | None = None, *, field: str | None = None, remedy: str = ""
    ) -> None:
        """Say why, by which article, about which field of the command, and what can be done now."""
        super().__init__(reason)
        self.reason = reason
        self.cite = cite
        self.field = field
        self.remedy = remedy

    def __str__(self) -> str:
        tail = f"（{self.cite.text}）" if self.cite else ""
        return f"{self.reason}{tail}。{self.remedy}"


def require(
    truth: object, reason: str, cite: Citation | None = None, *, field: str | None = None, remedy: str = ""
) -> None:
    """Refuse unless it is true."""
    if not truth:
        raise Refused(reason, cite, field=field, remedy=remedy)
