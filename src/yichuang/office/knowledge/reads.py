"""Reading the knowledge base: what may be told today, what waits for review, what became of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.db.models import Count, F, Q, QuerySet

from yichuang.law import knowledge as law
from yichuang.law.catalogue import Finding, difference
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Entry
from yichuang.law.knowledge import Status
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.words import Light
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Body
from yichuang.office.knowledge import duties, finding
from yichuang.office.knowledge.models import Answer, Edition
from yichuang.office.trail import reads as trail

EDIT = Permission.KNOWLEDGE_EDIT
LABELS = {
    "code": "编号", "body": "负责机关", "question": "问题", "wordings": "别的问法", "answer": "答复", "source": "来源",
    "article": "条款", "link": "网址", "matters": "有关事项", "effective": "启用日期", "review_by": "复审日期",
    "expires": "失效日期", "contact": "联系电话",
}  # fmt: skip
"""What each element is called."""
LINES = 200


def item(row: Answer) -> law.Item:
    """An answer as its facts say."""
    return msgspec.json.decode(row.item, type=law.Item) if row.item else law.Item(code=row.pk)


def chain(code: str) -> str:
    """The name of an answer's chain in the trail."""
    return f"answer/{code}"


def history(code: str) -> list[Entry]:
    """Everything that became of an answer, oldest first."""
    return trail.entries(chain(code))


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that may be told on a day: its words, its body, and the marks whoever tells it must see."""

    code: str
    content: dict[str, Any]
    body: Body | None
    number: int
    review_by: date | None
    light: Light
    disputes: tuple[law.Dispute, ...]
    approved_on: date
    why: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether its review is overdue or somebody says it is wrong: tell it with care."""
        return self.light is Light.RED or bool(self.disputes)

    @property
    def matters(self) -> list[tuple[str, str]]:
        """The matters it belongs to that still have a guide: code and name."""
        names = catalogue.matter_names(self.content.get("matters", ()))
        return [(code, names[code]) for code in self.content.get("matters", ()) if code in names]


def editions_in_force(on: date) -> QuerySet[Edition]:
    """The editions that may be told on a day; never one that is withdrawn, expired, replaced or not begun."""
    return Edition.objects.filter(Q(ends=None) | Q(ends__gt=on), effective__lte=on)


def _told(rows: Iterable[Edition], on: date, why: Mapping[int, str]) -> list[Told]:
    found = list(rows)
    bodies = Body.objects.in_bulk({row.answer.body for row in found})
    out = []
    for row in found:
        one = item(row.answer)
        light = law.light(one, on, duties.of(row.answer.region))
        body = bodies.get(row.answer.body)
        out.append(
            Told(row.answer_id, row.content, body, row.number, one.review_by, light, one.disputes,
                 row.published_at.astimezone(CHINA).date(), why.get(row.pk, ""))
        )  # fmt: skip
    return out


def search(text: str, limit: int = 20, *, on: date, region: str = "") -> list[Told]:
    """What may be told on a day for what somebody asks, best first, with the reason each matched."""
    hits = finding.search(text, limit, on=on, region=region)
    why = {key: hit.why for key, hit in hits}
    rows = editions_in_force(on).filter(pk__in=why).select_related("answer")
    place = {key: n for n, key in enumerate(why)}
    return _told(sorted(rows, key=lambda row: place[row.pk]), on, why)


def told(code: str, on: date) -> Told | None:
    """The answer of this code as it may be told on a day."""
    rows = editions_in_force(on).filter(answer=code).select_related("answer").order_by("-number")[:1]
    return next(iter(_told(rows, on, {})), None)


def listing(on: date, body: str = "") -> list[Told]:
    """What may be told on a day, by body and question; of one body or of all."""
    rows = editions_in_force(on).select_related("answer").order_by("answer__body", "answer__question")
    return _told(rows.filter(answer__body=body) if body else rows, on, {})


def of_matter(code: str, on: date) -> list[Told]:
    """What may be told on a day about a matter."""
    rows = editions_in_force(on).filter(content__matters__contains=code).select_related("answer")
    return _told(rows.order_by("answer__question"), on, {})


def bodies(on: date) -> list[tuple[Body, int]]:
    """The bodies with how many answers of theirs may be told on a day."""
    counted = (
        editions_in_force(on).values_list("answer__body").annotate(n=Count("pk")).order_by("answer__body")
    )
    found = dict(counted)
    names = Body.objects.in_bulk(found)
    return [(names[code], n) for code, n in found.items() if code in names]


@dataclass(frozen=True, slots=True)
class Line:
    """An answer on the list of the desk: where it stands on a day, its light, whether this officer keeps it."""

    row: Answer
    item: law.Item
    status: Status
    light: Light
    body: str
    drafted: bool
    mine: bool

    @property
    def mend_by(self) -> date | None:
        """When the first open report is due."""
        return self.item.mend_by


def scope(by: Standing) -> Q | None:
    """The answers this officer keeps; None when there are none."""
    where = None
    for reach in by.reaches:
        if EDIT in reach.permissions:
            own = Q(region__startswith=prefix(reach.region))
            own = own & Q(body=reach.body) if reach.body else own
            where = own if where is None else where | own
    return where


def _standing(on: date) -> Q:
    """What has been published and neither withdrawn nor expired: the duty of review holds for it."""
    return Q(withdrawn=False, starts__isnull=False) & (Q(ends=None) | Q(ends__gt=on))


def due(on: date) -> dict[str, Q]:
    """The lists of the duty of review: yellow, red, reported wrong, waiting for approval, expired."""
    return {
        "yellow": _standing(on) & duties.warned(on) & Q(review_by__gte=on),
        "red": _standing(on) & Q(review_by__lt=on),
        "wrong": _standing(on) & Q(mend_by__isnull=False),
        "draft": Q(draft__isnull=False),
        "expired": Q(withdrawn=False, ends__lte=on),
    }


def counts(by: Standing, on: date) -> dict[str, int]:
    """How many of this officer's answers stand in each list."""
    where = scope(by)
    if where is None:
        return {}
    asked = due(on)
    return Answer.objects.filter(where).aggregate(
        **{name: Count("pk", filter=one) for name, one in asked.items()}
    )


@dataclass(frozen=True, slots=True)
class Load:
    """What one body has to review."""

    body: str
    all: int
    yellow: int
    red: int
    wrong: int


def loads(on: date) -> list[Load]:
    """Each body with how many answers it keeps and what waits for it."""
    asked = due(on)
    many = {f"n_{name}": Count("pk", filter=asked[name]) for name in ("yellow", "red", "wrong")}
    found = Answer.objects.filter(_standing(on)).values_list("body").annotate(n=Count("pk"), **many)
    names = dict(Body.objects.values_list("code", "short"))
    return [Load(names.get(code, code), *counted) for code, *counted in found.order_by("body")]


def lines(by: Standing, on: date, *, text: str = "", which: str = "", mine: bool = False) -> list[Line]:
    """The list of the desk: by words of the question, of one list, of one's own; what is most urgent on top."""
    own = scope(by)
    found = Answer.objects.select_related("draft")
    if mine or which == "draft":
        found = found.filter(own) if own is not None else found.none()
    elif own is not None:
        found = found.filter(own | Q(starts__isnull=False))
    else:
        found = found.filter(starts__isnull=False)
    asked = due(on)
    if which in asked:
        found = found.filter(asked[which])
    if text:
        found = found.filter(Q(question__icontains=text) | Q(code=text))
    return [
        line(row, by, on)
        for row in found.order_by("withdrawn", F("mend_by").asc(nulls_last=True), "review_by", "code")[:LINES]
    ]


def line(row: Answer, by: Standing, on: date) -> Line:
    """One answer as the desk shows it on a day."""
    one = item(row)
    duty = duties.of(row.region)
    name = catalogue.body_name(row.body) or row.body
    mine = by.may(EDIT, region=row.region, body=row.body)
    return Line(row, one, law.status(one, on), law.light(one, on, duty), name, hasattr(row, "draft"), mine)


def findings(content: Mapping[str, Any]) -> tuple[Finding, ...]:
    """All that keeps these words from being published, with their body and matters."""
    one = law.read(content)
    found = list(law.check(one, duties.of(one.region)))
    if one.body and catalogue.body_name(one.body) is None:
        found.append(Finding("answer-body", "body", "没有这个机关，或者已经撤销", "选择现在负责的机关。"))
    known = catalogue.matter_names(one.matters)
    for code in one.matters:
        if code not in known:
            found.append(
                Finding("answer-matters", "matters", f"没有事项“{code}”", "写事项的业务码，一行一个。")
            )
    return tuple(found)


def editions_of(code: str) -> list[tuple[Edition, list[tuple[str, Any, Any]]]]:
    """The editions of an answer, newest first, each with what it changed against the one before."""
    found = list(Edition.objects.filter(answer=code).order_by("-number"))
    older = [*found[1:], None][: len(found)]
    return [
        (new, said(old.content, new.content) if old else []) for new, old in zip(found, older, strict=True)
    ]


def said(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """What newer words change: the element in words, before, after."""
    found = ((str(one.where[0]), one) for one in difference(old, new))
    return [(LABELS[name], one.before, one.after) for name, one in found if name in LABELS]


def newest_words(by: Standing) -> list[dict[str, Any]]:
    """The draft, else the newest edition, of every answer this officer keeps."""
    where = scope(by)
    if where is None:
        return []
    rows = Answer.objects.filter(where).select_related("draft").order_by("code")
    newest = {
        row.answer_id: row.content
        for row in Edition.objects.filter(answer__in=rows).order_by("answer", "number")
    }
    words = (row.draft.content if hasattr(row, "draft") else newest.get(row.pk) for row in rows)
    return [one for one in words if one]
