"""Reading the catalogue: the law of an edition, guides, lists, search. Editions never change, so they are kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from django.db.models import F, Q, QuerySet

from yichuang.law import catalogue as life
from yichuang.law import matters as law
from yichuang.law.catalogue import joining
from yichuang.law.catalogue.journey import workdays
from yichuang.law.facts import Entry
from yichuang.law.kinds.card import MATTER as CARD_MATTER
from yichuang.law.kinds.consultation import MATTER as CONSULTATION_MATTER
from yichuang.law.kinds.disclosure import MATTER as DISCLOSURE_MATTER
from yichuang.law.kinds.duty import MATTER as DUTY_MATTER
from yichuang.law.kinds.hearing import MATTER as HEARING_MATTER
from yichuang.law.kinds.information import MATTER as INFORMATION_MATTER
from yichuang.law.kinds.objection import MATTER as OBJECTION_MATTER
from yichuang.law.kinds.task import MATTER as TASK_MATTER
from yichuang.law.kinds.ticket import MATTER as TICKET_MATTER
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.office import clock
from yichuang.office.catalogue import editions, finding, gate
from yichuang.office.catalogue.models import Edition, Matter
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, Topic
from yichuang.office.trail import reads as trail

_APART = {
    one.matter: one
    for one in (
        TASK_MATTER,
        CARD_MATTER,
        DUTY_MATTER,
        TICKET_MATTER,
        DISCLOSURE_MATTER,
        OBJECTION_MATTER,
        CONSULTATION_MATTER,
        INFORMATION_MATTER,
        HEARING_MATTER,
    )
}
"""What belongs to no matter of the catalogue."""
_SECONDS = 2.0
_MANY = 4096


@dataclass(slots=True)
class _Memory:
    """What this process remembers of the catalogue, and under which version it was true."""

    version: str = ""
    checked: float = 0.0
    kept: dict[Any, Any] = field(default_factory=dict)


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers, so that the next question reads the database."""
    _memory.version, _memory.checked, _memory.kept = "", 0.0, {}


def _kept(key: Any, ask: Callable[[], Any]) -> Any:
    """An answer remembered until catalogue or bodies change; another process's change is seen within two seconds."""
    if time.monotonic() - _memory.checked >= _SECONDS:
        now = f"{directory.version(Topic.CATALOGUE)}-{directory.version(Topic.OFFICERS)}"
        if now != _memory.version or len(_memory.kept) > _MANY:
            _memory.kept = {}
        _memory.version, _memory.checked = now, time.monotonic()
    kept = _memory.kept  # another thread may begin a new one meanwhile
    if key not in kept:
        kept[key] = ask()
    return kept[key]


def body_name(code: str) -> str | None:
    """The name of a body that still exists, remembered like the catalogue; None when there is none, or no longer."""
    return _kept(("name", code), lambda: directory.body_name(code))  # type: ignore[no-any-return]


def version() -> str:
    """The mark under which what was read of the catalogue is true; another one after every change."""
    _kept("version", lambda: None)
    return _memory.version


def in_force(on: date) -> QuerySet[Edition]:
    """The editions in force on a day, standards left out."""
    found = Edition.objects.filter(Q(ends=None) | Q(ends__gt=on), effective__lte=on)
    return found.exclude(facets__contains=["kind:standard"])


def edition(matter: str, number: int) -> law.Edition:
    """One edition as the law reads it. Raises LookupError when there is none."""
    return _kept(("edition", matter, number), lambda: _edition(matter, number))  # type: ignore[no-any-return]


def _edition(matter: str, number: int) -> law.Edition:
    if matter in _APART:
        return _APART[matter]
    row = Edition.objects.select_related("matter").filter(matter=matter, number=number).first()
    if row is None:
        raise LookupError(f"没有事项 {matter} 的第 {number} 版")
    return _law(row, _body(row.matter.body))


def _law(row: Edition, body: Body) -> law.Edition:
    about = {
        "code": body.code,
        "name": body.name,
        "region": body.region,
        "reconsideration": body.reconsideration,
        "court": body.court,
    }
    found = editions.law_of(row.content, number=row.number, body=about, ends=row.matter.ends)
    return joining.join(found, _children(found)) if found.kind == "joint" else found


def _children(project: law.Edition) -> dict[str, law.Edition]:
    """The matters of a joint project as they are in force now, by step."""
    found = {step.key: current(step.matter, clock.today()) for step in project.steps if step.matter}
    return {key: edition for key, edition in found.items() if edition}


def _body(code: str) -> Body:
    return _kept(("body", code), lambda: Body.objects.get(pk=code))  # type: ignore[no-any-return]


def current(matter: str, on: date) -> law.Edition | None:
    """The edition in force on a day, if the matter takes applications then."""
    number = _kept(("current", matter, on), lambda: _number(matter, on))
    return edition(matter, number) if number else None


def _number(matter: str, on: date) -> int | None:
    found = in_force(on).filter(matter=matter).order_by("-number")
    return found.values_list("number", flat=True).first()


def all_current(on: date, region: str = "") -> list[law.Edition]:
    """The editions in force on a day in a territory, in order of matter."""
    found = in_force(on).filter(matter__region__startswith=prefix(region)).select_related("matter")
    return [_law(row, _body(row.matter.body)) for row in found.order_by("matter")]


def matter_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of these matters by code."""
    return dict(Matter.objects.filter(code__in=set(codes)).values_list("code", "name"))


def named(name: str, on: date, region: str = "") -> law.Edition | None:
    """The edition in force on a day by the matter's code, or by its name in a territory."""
    found = in_force(on).filter(
        Q(matter=name) | Q(matter__name=name, matter__region__startswith=prefix(region))
    )
    code = found.order_by("matter").values_list("matter", flat=True).first()
    return current(code, on) if code else None


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of a matter: its reviewed words, the body that handles it, its law."""

    code: str
    content: dict[str, Any]
    body: Body
    edition: law.Edition
    row: Edition

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.content["name"])

    @property
    def matters(self) -> list[Guide]:
        """The guides of the matters that a joint project joins, in their order."""
        found = (guide(step.matter, clock.today()) for step in self.edition.steps if step.matter)
        return [one for one in found if one]

    @property
    def ended(self) -> life.Item | None:
        """How the matter ended or will end, if it does."""
        found = item(self.row.matter)
        return found if found.ends else None


def _guide(row: Edition) -> Guide:
    """One guide, remembered."""
    body = _body(row.matter.body)
    return Guide(row.matter_id, row.content, body, _law(row, body), row)


def guide(matter: str, on: date | None = None) -> Guide | None:
    """The guide in force on a day; without one the newest that has begun, ended or not."""
    return _kept(("guide", matter, on), lambda: _find_guide(matter, on))  # type: ignore[no-any-return]


def _find_guide(matter: str, on: date | None) -> Guide | None:
    found = in_force(on) if on else Edition.objects.exclude(facets__contains=["kind:standard"])
    row = found.filter(matter=matter).select_related("matter").order_by("-number").first()
    return _guide(row) if row else None


def listing(
    *,
    theme: str = "",
    life_event: str = "",
    body: str = "",
    subject: str = "",
    region: str = "",
    on: date | None = None,
) -> list[Guide]:
    """The guides of a theme, a life event, a body, a kind of applicant, a region; all of them without any."""
    asked = {"theme": theme, "event": life_event, "body": body, "subject": subject, "region": region}
    wanted = [f"{name}:{value}" for name, value in asked.items() if value]
    day = on or clock.today()
    return _kept(("list", *wanted, day), lambda: _listing(wanted, day))  # type: ignore[no-any-return]


def _listing(wanted: list[str], on: date) -> list[Guide]:
    found = in_force(on).filter(facets__contains=wanted).select_related("matter").order_by("matter")
    return [_guide(row) for row in found]


@dataclass(frozen=True, slots=True)
class Found:
    """A guide that was found, and why."""

    guide: Guide
    code: str
    score: int
    why: str


def search(text: str, limit: int = 20, *, region: str = "") -> list[Found]:
    """Guides for what somebody typed, best first, with the reason each matched."""
    asked = text.strip()[: finding.LONGEST]
    hits = finding.search(asked, limit, on=clock.today(), region=region)
    return [Found(found, hit.code, hit.score, hit.why) for hit in hits if (found := guide(hit.code))]


def counts(name: str) -> list[tuple[str, int]]:
    """The values of one facet with how many matters in force have each, most first."""
    found = _kept(("counts", name, on := clock.today()), lambda: finding.counts(name, on))
    return list(found)


def themes() -> list[tuple[str, int]]:
    """Themes with how many matters each has."""
    return counts("theme")


def life_events() -> list[tuple[str, int]]:
    """Life events with how many matters each has."""
    return counts("event")


def bodies() -> list[tuple[Body, int]]:
    """Bodies with how many matters each handles."""
    return [(_body(code), count) for code, count in sorted(counts("body"))]


def item(matter: Matter) -> life.Item:
    """A matter as its facts say."""
    return msgspec.json.decode(matter.item, type=life.Item) if matter.item else life.Item(code=matter.pk)


def chain(code: str) -> str:
    """The name of a matter's chain in the trail."""
    return f"matter/{code}"


def history(code: str) -> list[Entry]:
    """Everything that became of a matter, oldest first."""
    return trail.entries(chain(code))


def standard_of(content: Mapping[str, Any], on: date) -> dict[str, Any] | None:
    """The standard item that this content carries out: the one with its basic code, in force on a day."""
    basic = content.get("catalogue_code")
    found = Edition.objects.filter(Q(ends=None) | Q(ends__gt=on), effective__lte=on)
    wanted = ["kind:standard", f"basic:{basic}"]
    row = found.filter(facets__contains=wanted).order_by("-number").first()
    return row.content if row and content.get("kind") != "standard" else None


def findings(content: Mapping[str, Any]) -> tuple[life.Finding, ...]:
    """All that keeps these words from being published, with their body and their standard."""
    code = directory.body_code(str(content.get("region", "")), str(content.get("body", "")))
    body = Body.objects.filter(pk=code).first()
    if body is None:
        lacking = life.Finding(
            "body", "body", f"没有实施机构“{code}”", "请先在机构信息里登记，或者改正机构代码。"
        )
        return (*gate.elements(content), lacking)
    contact = life.Contact(body.phone, body.supervision_phone, body.address, body.hours)
    day = max(_effective(content), clock.today())
    found = gate.findings(content, body=contact, standard=standard_of(content, day))
    return found or tuple(_of_matters(content, day))


def _of_matters(content: Mapping[str, Any], day: date) -> Iterable[life.Finding]:
    """The matters and the lead bodies of a joint project are there, and its steps promise what the matters promise."""
    for n, stage in enumerate(content.get("stages", ())):
        if body_of(directory.body_code(content["region"], stage["lead"])) is None:
            says = f"阶段“{stage['name']}”的牵头机关“{stage['lead']}”没有登记"
            yield life.Finding("stage-lead", f"stages/{n}", says, "改正机构码，或者先登记这个机关。")
    for n, step in enumerate(content["steps"]):
        if "matter" not in step:
            continue
        row = in_force(day).filter(matter=step["matter"]).order_by("-number").first()
        if row is None:
            says = f"“{step['name']}”的事项“{step['matter']}”没有现行的办事指南"
            yield life.Finding("matter-unknown", f"steps/{n}", says, "先公布这个事项，或者改用别的业务码。")
        elif step["days"] != workdays(row.content):
            promised = workdays(row.content)
            says = f"“{step['name']}”写了 {step['days']} 个工作日，事项承诺的是 {promised} 个"
            yield life.Finding("matter-days", f"steps/{n}", says, "和事项的承诺时限写成一样。")


def _effective(content: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(content.get("effective")))
    except ValueError:
        return date.min


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    """What a newer edition changes, each element named in words."""
    hidden = {"edition", "reviewed_by", "reviewed_on", "effective", "sample_codes"}
    for change in life.difference(old, new):
        if change.where[0] not in hidden:
            yield gate.said(change.where), change.before, change.after


def editions_of(code: str) -> list[tuple[Edition, list[tuple[str, Any, Any]]]]:
    """The editions of a matter, newest first, each with what it changed against the one before."""
    found = list(Edition.objects.filter(matter=code).order_by("-number"))
    older = [*found[1:], None][: len(found)]
    return [
        (new, list(changes(old.content, new.content)) if old else [])
        for new, old in zip(found, older, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """A matter on the list of those who keep it."""

    row: Matter
    item: life.Item
    drafted: bool


def kept_by(by: Standing, text: str = "", limit: int = 200) -> list[Kept]:
    """The matters this officer may keep, those with a draft first."""
    where = Q()
    for reach in by.reaches:
        if Permission.CATALOGUE_EDIT in reach.permissions:
            mine = Q(region__startswith=prefix(reach.region))
            where |= mine & Q(body=reach.body) if reach.body else mine
    if not where:
        return []
    found = Matter.objects.filter(where).select_related("draft")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text))
    rows = found.order_by(F("draft").desc(nulls_last=True), "code")[:limit]
    return [Kept(row, item(row), hasattr(row, "draft")) for row in rows]


def body_of(code: str) -> Body | None:
    """The body of this code."""
    return Body.objects.filter(pk=code).first()


def newest_words(by: Standing) -> list[dict[str, Any]]:
    """The draft, else the newest edition, of every matter this officer may keep."""
    found = []
    for one in kept_by(by, limit=_MANY):
        if one.drafted:
            found.append(one.row.draft.content)
        elif newest := one.row.editions.order_by("-number").first():
            found.append(newest.content)
    return found
