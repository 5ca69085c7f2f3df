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


class Forbidden(Refused):
    """Refused because it is not for this person to do: such an attempt is put on the trail, other refusals are not."""

    act = ""
    """What was tried, by the name of the act."""
    unseen = False
    """Whether this person must not even learn that there is such a case."""


def require(
    truth: object, reason: str, cite: Citation | None = None, *, field: str | None = None, remedy: str = ""
) -> None:
    """Refuse unless it is true."""
    if not truth:
        raise Refused(reason, cite, field=field, remedy=remedy)


def entitle(
    truth: object, reason: str, cite: Citation | None = None, *, field: str | None = None, remedy: str = ""
) -> None:
    """Refuse for lack of right unless it is true."""
    if not truth:
        raise Forbidden(reason, cite, field=field, remedy=remedy)
