"""What of consultations is asked: those before the public, one with its groups and answers, those a desk has to see through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from yichuang.law.cases.disclosing import proposed
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.open_words import Answer, Drafting, Outlet, Way
from yichuang.law.words import State
from yichuang.office.consultations.models import CommentRow, ConsultationRow, GroupRow
from yichuang.office.directory import reaching
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail

_MANY = 200
PAGE = 40
"""Groups on a page of the desk."""
VOICES = 12
"""Different wordings shown of a group."""
_SHOWN = Q(state__in=("consulting", "gathered", "reported")) | Q(state="terminated", opened_on__isnull=False)
"""What anybody may see: what is or was before the public."""
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Showing:
    """Where and when it is shown."""

    outlet: str
    place: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Shown:
    """A consultation with its words in Chinese."""

    row: ConsultationRow
    body: str

    @property
    def about(self) -> str:
        """What it is a draft of."""
        return Drafting(self.row.about).label

    @property
    def state(self) -> str:
        """Where it stands."""
        return State(self.row.state).label

    @property
    def open(self) -> bool:
        """Whether anybody may comment now."""
        return self.row.state == "consulting"

    @property
    def showings(self) -> list[Showing]:
        """Where it is shown, the earliest first."""
        found = [
            Showing(Outlet(x["outlet"]).label, x["place"], date.fromisoformat(x["first"]), date.fromisoformat(x["last"]))
            for x in self.row.showings
        ]  # fmt: skip
        return sorted(found, key=lambda one: one.first)

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The exhibits a page shows as they are."""
        return [one for one in self.row.exhibits if one["media"] in PICTURES]

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The exhibits a page hands out."""
        return [one for one in self.row.exhibits if one["media"] not in PICTURES]

    @property
    def in_time(self) -> bool:
        """Whether the report was public on its day."""
        return (
            self.row.closed_on is not None
            and self.row.due_on is not None
            and self.row.closed_on <= self.row.due_on
        )


def _shown(rows: Iterable[ConsultationRow]) -> list[Shown]:
    found = list(rows)
    names = directory.body_names({one.body for one in found})
    return [Shown(one, names.get(one.body, one.body)) for one in found]


def public(region: str) -> tuple[list[Shown], list[Shown]]:
    """Those open to comment, what ends first on top; those that are over, the latest first."""
    found = ConsultationRow.objects.filter(_SHOWN, region__startswith=prefix(region))
    running = found.filter(state="consulting").order_by("last_on", "number")
    over = found.exclude(state="consulting").order_by("-opened_on", "-number")
    return _shown(running[:_MANY]), _shown(over[:_MANY])


def one(number: str, *, drafts: bool = False) -> Shown | None:
    """One consultation; None when there is none, or it is not before the public."""
    found = ConsultationRow.objects.filter(pk=number)
    row = (found if drafts else found.filter(_SHOWN)).first()
    return _shown([row])[0] if row else None


def desk(by: Standing) -> list[Shown]:
    """Those of the territory or body of an officer: what waits for the report first, by its day."""
    where = reaching.rows(by, Permission.OPENNESS_READ)
    order = {"gathered": 0, "consulting": 1, "drafted": 2}
    rows = ConsultationRow.objects.filter(where).order_by("-drafted_on", "-number")[:_MANY]
    return _shown(sorted(rows, key=lambda x: (order.get(x.state, 3), x.due_on or x.last_on or x.drafted_on)))


@dataclass(frozen=True, slots=True)
class Voice:
    """One wording of a group: its first comment, how many said just that, what was said and by whom."""

    nth: int
    count: int
    way: str
    on: date
    words: str
    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its words in Chinese, and some of what was said in it."""

    row: GroupRow
    voices: tuple[Voice, ...] = ()
    more: int = 0
    """Wordings not shown."""
    numbers: tuple[int, ...] = ()
    """The first of its comments, by number."""

    @property
    def answer(self) -> str:
        """What it came to."""
        return Answer(self.row.answer).label if self.row.answer else ""

    @property
    def quote(self) -> str:
        """What of it may be quoted: as it stands, else its first words with what is personal hidden."""
        return self.row.quote or (proposed(self.voices[0].words) if self.voices else "")


def answered(number: str) -> list[Group]:
    """All groups with a gist, the largest first; of each the numbers of its first comments."""
    numbers: dict[int, list[int]] = {}
    for group, nth in (
        CommentRow.objects.filter(consultation=number).order_by("nth").values_list("group", "nth")
    ):
        mine = numbers.setdefault(group, [])
        if len(mine) < VOICES:
            mine.append(nth)
    rows = GroupRow.objects.filter(consultation=number).exclude(gist="").order_by("-size", "number")
    return [Group(one, numbers=tuple(numbers.get(one.number, ()))) for one in rows]


def group_of(number: str, nth: int) -> int | None:
    """The group a comment is in."""
    found = CommentRow.objects.filter(consultation=number, nth=nth).values_list("group", flat=True).first()
    return int(found) if found is not None else None


def ways(number: str) -> list[tuple[str, int]]:
    """How many comments came by which way."""
    found = dict(
        CommentRow.objects.filter(consultation=number).values_list("way").annotate(many=Count("nth"))
    )
    return [(way.label, found[way.value]) for way in Way if way.value in found]


def groups(number: str, *, start: int = 0, unanswered: bool = False) -> tuple[list[Group], int]:
    """A page of groups with what was said in them, the largest first, and how many groups there are."""
    found = GroupRow.objects.filter(consultation=number)
    found = found.filter(answer="") if unanswered else found
    rows = list(found.order_by("-size", "number")[start : start + PAGE])
    voices = _voices(number, [one.number for one in rows])
    return [
        Group(
            one, tuple(voices.get(one.number, [])[:VOICES]), max(0, len(voices.get(one.number, [])) - VOICES)
        )
        for one in rows
    ], found.count()


def _voices(number: str, wanted: list[int]) -> dict[int, list[Voice]]:
    """What was said in some groups, each wording once."""
    rows = CommentRow.objects.filter(consultation=number, group__in=wanted).order_by("nth")
    firsts: dict[str, list[CommentRow]] = {}
    for row in rows:
        firsts.setdefault(row.same, []).append(row)
    texts = trail.texts(number, [same[0].seq for same in firsts.values()])
    found: dict[int, list[Voice]] = {}
    for same in firsts.values():
        first, told = same[0], texts.get(same[0].seq, {})
        found.setdefault(first.group, []).append(_voice(first, len(same), told))
    return found


def _voice(row: CommentRow, count: int, told: dict[str, str]) -> Voice:
    words = told.get("words", "（已依法删除）")
    return Voice(
        row.nth, count, Way(row.way).label, row.on, words, told.get("name", ""), told.get("contact", "")
    )


def comments(number: str) -> list[tuple[CommentRow, dict[str, str]]]:
    """Every comment with its texts, for a file of the desk."""
    rows = list(CommentRow.objects.filter(consultation=number).order_by("nth"))
    texts = trail.texts(number, [one.seq for one in rows])
    return [(one, texts.get(one.seq, {})) for one in rows]
