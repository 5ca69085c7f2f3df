"""The life of an answer: drafted, published by a second officer, reviewed by its day, reported wrong and mended, withdrawn or expired.

State is what the facts say, as with matters; what a day makes of it (light, status) is asked with that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Refused, entitle, require
from yichuang.law.catalogue import Finding
from yichuang.law.clocks import CHINA
from yichuang.law.clocks.limit import ONE_DAY
from yichuang.law.facts import Entry, Fact
from yichuang.law.knowledge.duty import BASIS, Duty
from yichuang.law.knowledge.item import Dispute, Draft, Edition, Item, Status, status
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Save:
    """Write the next edition down."""

    digest: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Give the draft up."""

    reason: str


@dataclass(frozen=True, slots=True)
class Return:
    """Send somebody else's draft back."""

    remarks: str


@dataclass(frozen=True, slots=True)
class Approve:
    """Approve somebody else's draft: it is published as the next edition, from its day or, if that has passed, from today."""

    digest: str
    effective: date | None
    review_by: date | None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """Review an answer and find it still right, until the next day of review."""

    review_by: date
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Give the answer no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Say that the answer is wrong."""

    words: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Explain why the answer stands in spite of a report."""

    dispute: int
    remarks: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts, when, on whose answer, under which calendar and duty of review; what is wrong with the words at hand."""

    by: Standing
    at: datetime
    region: str
    body: str
    calendar: Calendar
    duty: Duty
    findings: tuple[Finding, ...] = ()

    @property
    def today(self) -> date:
        """The legal day."""
        return self.at.astimezone(CHINA).date()


def _text(text: str, field: str, what: str, remedy: str) -> str:
    words = text.strip()
    require(words, what, BASIS, field=field, remedy=remedy)
    require(len(words) <= LONGEST, f"超过 {LONGEST} 个字", BASIS, field=field, remedy="请缩短，只写要紧的。")
    return words


def _drafted(item: Item) -> Draft:
    if item.draft is None:
        raise Refused("没有待审核的草稿", BASIS, remedy="请先保存草稿。")
    return item.draft


def _another(draft: Draft, scene: Scene) -> None:
    require(
        draft.author != scene.by.actor.id,
        "起草人不能审核自己的草稿",
        BASIS,
        remedy="请由本机关另一名有“维护知识库”权限的人员审核。",
    )


def _told(item: Item, scene: Scene) -> None:
    found = status(item, scene.today)
    require(
        found in (Status.CURRENT, Status.COMING),
        f"这条答复{found.label}",
        BASIS,
        remedy="需要再用的，请改下一版，由另一人审核发布。",
    )


def _save(item: Item, command: Save, scene: Scene) -> tuple[Fact, ...]:
    return (f.AnswerDrafted(digest=command.digest, base=item.last or None),)


def _drop(item: Item, command: Drop, scene: Scene) -> tuple[Fact, ...]:
    _drafted(item)
    return (f.AnswerDraftDropped(reason=command.reason.strip() or "不再修改"),)


def _return(item: Item, command: Return, scene: Scene) -> tuple[Fact, ...]:
    _another(_drafted(item), scene)
    words = _text(command.remarks, "remarks", "退回时请写明要改什么", "写明哪一处、改成什么。")
    return (f.AnswerReturned(remarks=words),)


def _approve(item: Item, command: Approve, scene: Scene) -> tuple[Fact, ...]:
    draft = _drafted(item)
    _another(draft, scene)
    require(
        draft.digest == command.digest,
        "草稿在您看过之后又改了",
        BASIS,
        remedy="请刷新页面，看过新的内容再审核。",
    )
    if scene.findings:
        first, many = scene.findings[0], len(scene.findings)
        more = f"（共 {many} 处）" if many > 1 else ""
        raise Refused(f"{first.what}{more}", BASIS, field=first.where, remedy=first.mend)
    assert command.effective is not None and command.review_by is not None
    begins = max(command.effective, scene.today)
    newest = item.editions[-1].effective if item.editions else begins
    require(
        begins >= newest,
        f"第{item.last}版自{newest:%Y年%-m月%-d日}起使用，新版不能更早",
        BASIS,
        field="effective",
        remedy="改为那一天或者以后的日期。",
    )
    require(
        command.review_by > begins,
        "草稿放得太久，复审日期已经到了",
        BASIS,
        field="review_by",
        remedy=f"通常定在{scene.duty.usual(begins):%Y年%-m月%-d日}（{scene.duty.review_days} 天）。",
    )
    told = f.AnswerPublished(
        number=item.last + 1,
        effective=begins,
        review_by=command.review_by,
        expires=command.expires,
        digest=command.digest,
    )
    return (told,)


def _keep(item: Item, command: Keep, scene: Scene) -> tuple[Fact, ...]:
    _told(item, scene)
    require(
        not item.disputes,
        "还有没有处理的纠错",
        BASIS,
        remedy="先改正答复，或者写明为什么不改，再确认仍然正确。",
    )
    latest = scene.duty.latest(scene.today)
    require(
        scene.today < command.review_by <= latest,
        f"下次复审应当在今天之后、{latest:%Y年%-m月%-d日}之前",
        BASIS,
        field="review_by",
        remedy=f"通常定在{scene.duty.usual(scene.today):%Y年%-m月%-d日}（{scene.duty.review_days} 天）。",
    )
    reviewed = f.AnswerReviewed(
        number=item.last, review_by=command.review_by, remarks=command.remarks.strip()[:LONGEST]
    )
    return (reviewed,)


def _withdraw(item: Item, command: Withdraw, scene: Scene) -> tuple[Fact, ...]:
    require(item.editions, "还没有发布的，放弃草稿即可", BASIS)
    require(item.withdrawn_on is None, "这条答复已经撤下", BASIS)
    words = _text(command.reason, "reason", "请写明撤下的理由", "写明为什么不再适用，改看哪一条。")
    return (f.AnswerWithdrawn(reason=words),)


def _report(item: Item, command: Report, scene: Scene) -> tuple[Fact, ...]:
    _told(item, scene)
    words = _text(
        command.words, "words", "请写明哪里不对", "写明哪一句不对、应当是什么、依据什么；不写来电人的信息。"
    )
    due = scene.calendar.add_workdays(scene.today, scene.duty.mend_workdays)
    return (f.AnswerDisputed(words=words, due=due),)


def _settle(item: Item, command: Settle, scene: Scene) -> tuple[Fact, ...]:
    open_ = {one.number: one for one in item.disputes}
    found = open_.get(command.dispute)
    if found is None:
        raise Refused("没有这条纠错，或者已经处理", BASIS, remedy="请刷新页面。")
    require(found.by != scene.by.actor.id, "提出纠错的人不能自己了结", BASIS, remedy="请由另一人核对。")
    words = _text(command.remarks, "remarks", "请写明为什么不改", "写明核对了什么文件、结论是什么。")
    return (f.AnswerDisputeSettled(dispute=found.number, remarks=words),)


_DOERS: dict[type[Any], Callable[[Item, Any, Scene], tuple[Fact, ...]]] = {
    Save: _save,
    Drop: _drop,
    Return: _return,
    Approve: _approve,
    Keep: _keep,
    Withdraw: _withdraw,
    Report: _report,
    Settle: _settle,
}


def decide(item: Item, command: Any, scene: Scene) -> tuple[Fact, ...]:
    """The facts a command makes of an answer. Any officer may report it wrong; the rest is its body's. Raises Refused."""
    by = scene.by
    if isinstance(command, Report):
        entitle(by.actor.role is Role.OFFICER, "纠错由工作人员提出", BASIS)
    else:
        may = by.may(Permission.KNOWLEDGE_EDIT, region=scene.region, body=scene.body)
        entitle(
            may,
            "您的岗位没有维护这条答复的权限",
            BASIS,
            remedy="答复有误的，可以提出纠错，由负责的机关处理。",
        )
    return _DOERS[type(command)](item, command, scene)


def _changed(item: Item, entry: Entry) -> Item:
    fact = entry.fact
    match fact:
        case f.AnswerDrafted():
            return replace(item, draft=Draft(digest=fact.digest, base=fact.base, author=entry.by.id))
        case f.AnswerDraftDropped():
            return replace(item, draft=None)
        case f.AnswerPublished():
            ends = fact.expires + ONE_DAY if fact.expires else None
            added = Edition(fact.number, fact.effective, ends)
            older = (one.until(fact.effective) for one in item.editions)
            return replace(
                item,
                draft=None,
                editions=(*older, added),
                review_by=fact.review_by,
                withdrawn_on=None,
                disputes=(),
            )
        case f.AnswerReviewed():
            return replace(item, review_by=fact.review_by)
        case f.AnswerWithdrawn():
            day = entry.at.astimezone(CHINA).date()
            ended = tuple(one.until(day) for one in item.editions)
            return replace(item, editions=ended, withdrawn_on=day, disputes=())
        case f.AnswerDisputed():
            made = Dispute(number=entry.seq, due=fact.due, by=entry.by.id, words=fact.words)
            return replace(item, disputes=(*item.disputes, made))
        case f.AnswerDisputeSettled():
            return replace(item, disputes=tuple(x for x in item.disputes if x.number != fact.dispute))
    return item


def apply(item: Item, entry: Entry) -> Item:
    """The answer after one more fact."""
    return replace(_changed(item, entry), version=entry.seq)


def fold(code: str, entries: Iterable[Entry]) -> Item:
    """The answer that its facts say."""
    item = Item(code=code)
    for entry in entries:
        item = apply(item, entry)
    return item
