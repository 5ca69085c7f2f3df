"""What of hearings is asked: those to come and those held, one with its notice, those of a desk, the words of its record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yichuang.law import facts as f
from yichuang.law.cases.floor import names, pages
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.open_words import HearingForm
from yichuang.law.words import State
from yichuang.office.directory import reaching
from yichuang.office.directory import reads as directory
from yichuang.office.hearings.models import HearingRow

_MANY = 200
OVER = ("heard", "called_off")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hearing with its words in Chinese."""

    row: HearingRow
    body: str

    @property
    def form(self) -> str:
        """Of which form it is."""
        return HearingForm(self.row.form).label

    @property
    def state(self) -> str:
        """Where it stands."""
        return State(self.row.state).label

    def open_to_ask(self, today: date) -> bool:
        """Whether anybody may ask to take part now."""
        last = self.row.apply_by
        return self.row.state == "noticed" and last is not None and today <= last and not self.row.chosen


def _shown(rows: Iterable[HearingRow]) -> list[Shown]:
    found = list(rows)
    bodies = directory.body_names({one.body for one in found})
    return [Shown(one, bodies.get(one.body, one.body)) for one in found]


def public(region: str, *, over: bool = False) -> list[Shown]:
    """The hearings of a territory: those to come, the next first; or those over, the latest first."""
    found = HearingRow.objects.filter(region__startswith=prefix(region))
    if over:
        return _shown(found.filter(state__in=OVER).order_by("-on", "-number")[:_MANY])
    return _shown(found.exclude(state__in=OVER).order_by("on", "number")[:_MANY])


def one(number: str) -> Shown | None:
    """One hearing; None when there is none."""
    found = HearingRow.objects.filter(pk=number).first()
    return _shown([found])[0] if found else None


def desk(by: Standing, *, over: bool = False) -> list[Shown]:
    """The hearings of the territory or body of an officer."""
    where = reaching.rows(by, Permission.CASE_READ)
    found = HearingRow.objects.filter(where)
    if over:
        return _shown(found.filter(state__in=OVER).order_by("-on", "-number")[:_MANY])
    return _shown(found.exclude(state__in=OVER).order_by("on", "number")[:_MANY])


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the minutes, and of each who signs it: signed, refused and why, or nothing yet."""

    number: int
    lines: list[str]
    marks: list[tuple[str, str, str]]
    """The code, the name, what stands there: 已签字, the note of a refusal, or nothing."""


def minutes(entries: list[f.Entry], signers: Iterable[str]) -> list[Page]:
    """The minutes page by page with what stands on each; nothing before they were laid."""
    laid = [x.fact for x in entries if isinstance(x.fact, f.HearingEnded)]
    if not laid:
        return []
    signed = {(x.fact.page, x.fact.code): x.fact for x in entries if isinstance(x.fact, f.PageSigned)}
    called, who = names(entries), list(signers)
    out = []
    for number, lines in enumerate(pages(str(laid[-1].minutes)), 1):
        found = [(code, signed.get((number, code))) for code in who]
        marks = [(code, called.get(code, ""), _mark(fact)) for code, fact in found]
        out.append(Page(number, lines, marks))
    return out


def _mark(fact: f.PageSigned | None) -> str:
    if fact is None:
        return ""
    return "已签字" if fact.signed else f"拒绝签字：{fact.why}"
