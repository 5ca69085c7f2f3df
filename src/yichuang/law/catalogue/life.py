"""The life of a matter 事项: drafted, reviewed by another, published as an edition, changed, ended or handed over.

State is what the facts say, as with cases; the words of a draft or an edition are kept beside and their digest is chained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases import Refused, require
from yichuang.law.catalogue.finding import SHOWN, Finding
from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Entry, Fact
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Ending, Role

_LISTED = BUSINESS.art("40", "许可事项实行清单管理，清单外不得实施，已取消的不得变相实施")
_REVIEW = LICENSING.art("20", "设定机关、实施机关应当对许可的设定、实施情况进行评价")
_COMPETENT = LICENSING.art("22", "行政许可由具有行政许可权的机关在其法定职权范围内实施")
_SUPERVISE = LICENSING.art("61", "行政机关应当建立健全监督制度，履行监督责任")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The next edition being written: its digest, which edition it changes, who wrote it, who passed it."""

    digest: str
    base: int | None
    author: str
    passed_by: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as its facts say. Nobody writes a field: `apply` does."""

    code: str
    version: int = 0
    editions: tuple[tuple[int, date], ...] = ()
    draft: Draft | None = None
    ending: Ending | None = None
    ends: date | None = None
    measures: str = ""
    successor: str | None = None
    predecessor: str | None = None

    @property
    def last(self) -> int:
        """The number of the newest edition; 0 when none was published."""
        return self.editions[-1][0] if self.editions else 0


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Write the next edition down."""

    digest: str


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Give the draft up."""

    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """Look somebody else's draft over: pass it or send it back."""

    passed: bool
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Publish:
    """Publish the reviewed draft from a day on."""

    digest: str
    effective: date
    basis: str


@dataclass(frozen=True, slots=True)
class End:
    """Stop handling the matter from a day on."""

    ending: Ending
    on: date
    basis: str
    measures: str = ""
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Receive:
    """Take a matter over from another body."""

    predecessor: str
    ending: Ending
    on: date


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take an ending back before its day."""

    reason: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts, when, on whose matter, and what the linter found in the words at hand."""

    by: Standing
    at: datetime
    region: str
    body: str
    findings: tuple[Finding, ...] = ()
    successor_from: date | None = None
    """From which day the successor's edition is in force, when the matter is handed over."""

    @property
    def today(self) -> date:
        """The legal day."""
        return self.at.astimezone(CHINA).date()

    @property
    def system(self) -> bool:
        """Whether reviewed data are being loaded, not typed by an officer."""
        return self.by.actor.role is Role.SYSTEM


def _may(item: Item, scene: Scene) -> None:
    may = scene.system or scene.by.may(
        Permission.CATALOGUE_EDIT, region=scene.region, body=scene.body, matter=item.code
    )
    require(
        may, "您的岗位没有维护这个事项的权限", _COMPETENT, remedy="请由本机关有“维护事项”权限的人员办理。"
    )


def _clean(scene: Scene) -> None:
    if scene.findings:
        first = scene.findings[0]
        more = f"（共 {len(scene.findings)} 处）" if len(scene.findings) > 1 else ""
        raise Refused(f"{first.what}{more}", SHOWN, field=first.where, remedy=first.mend)


def _living(item: Item) -> None:
    require(item.ends is None, "这个事项已经安排停止办理，不能再改", _LISTED, field="on",
            remedy="还没有到停止之日的，可以先撤回停止的安排。")  # fmt: skip


def _save(item: Item, command: SaveDraft, scene: Scene) -> tuple[Fact, ...]:
    _living(item)
    return (f.DraftSaved(digest=command.digest, base=item.last or None),)


def _drop(item: Item, command: DropDraft, scene: Scene) -> tuple[Fact, ...]:
    require(item.draft, "没有草稿", _LISTED)
    return (f.DraftDropped(reason=command.reason or "不再修改"),)


def _review(item: Item, command: Review, scene: Scene) -> tuple[Fact, ...]:
    draft = item.draft
    if draft is None:
        raise Refused("没有待审核的草稿", _REVIEW, remedy="请先保存草稿。")
    require(draft.author != scene.by.actor.id, "起草人不能审核自己的草稿", _REVIEW, remedy="请由另一人审核。")
    require(command.passed or command.remarks.strip(), "退回时请写明要改什么", _REVIEW, field="remarks")
    if command.passed:
        _clean(scene)
    return (f.DraftReviewed(digest=draft.digest, passed=command.passed, remarks=command.remarks.strip()),)


def _publish(item: Item, command: Publish, scene: Scene) -> tuple[Fact, ...]:
    _living(item)
    require(
        command.basis.strip(),
        "请写明新设或者变更的依据",
        _LISTED,
        field="basis",
        remedy="写明文件名称和文号。",
    )
    if not scene.system:
        draft = item.draft
        passed = draft is not None and draft.passed_by is not None and draft.digest == command.digest
        require(passed, "草稿还没有审核通过", _REVIEW, remedy="请先由另一人审核。")
    require(command.effective >= scene.today, "施行日期已经过去，不能追溯", SHOWN, field="effective",
            remedy="改为今天或者以后的日期。")  # fmt: skip
    newest = item.editions[-1][1] if item.editions else command.effective
    require(
        command.effective >= newest,
        f"第{item.last}版自{newest}起施行，新版不能更早",
        SHOWN,
        field="effective",
    )
    _clean(scene)
    return (
        f.EditionPublished(
            number=item.last + 1,
            effective=command.effective,
            digest=command.digest,
            basis=command.basis.strip(),
        ),
    )


HANDED_OVER = frozenset({Ending.DELEGATED, Ending.TAKEN_UP})
MILDER = frozenset({Ending.TO_FILING, Ending.TO_SERVICE})


def _end(item: Item, command: End, scene: Scene) -> tuple[Fact, ...]:
    require(item.editions, "还没有公布的事项，放弃草稿即可", _LISTED)
    _living(item)
    require(command.on >= scene.today, "停止办理的日期已经过去，不能追溯", _LISTED, field="on",
            remedy="改为今天或者以后的日期。")  # fmt: skip
    require(command.basis.strip(), "请写明依据", _LISTED, field="basis", remedy="写明文件名称和文号。")
    if command.ending in MILDER:
        require(command.measures.strip(), "改变管理方式的，请写明今后怎样监管", _SUPERVISE, field="measures",
                remedy="写明监管措施：查什么、多久查一次、谁来查。")  # fmt: skip
    if command.ending in HANDED_OVER:
        require(command.successor, "请指明由哪个机关承接", _COMPETENT, field="successor")
        require(
            scene.successor_from == command.on,
            f"承接机关的指南应当从{command.on}起施行，前后不能断档",
            _COMPETENT,
            field="on",
            remedy="让承接机关的指南和这里的停止在同一天。",
        )
    return (
        f.MatterEnded(
            ending=command.ending,
            on=command.on,
            basis=command.basis.strip(),
            measures=command.measures.strip(),
            successor=command.successor,
        ),
    )


def _receive(item: Item, command: Receive, scene: Scene) -> tuple[Fact, ...]:
    require(item.editions, "承接的事项还没有公布指南", SHOWN)
    return (f.MatterReceived(predecessor=command.predecessor, ending=command.ending, on=command.on),)


def _take_back(item: Item, command: TakeBack, scene: Scene) -> tuple[Fact, ...]:
    if item.ends is None:
        raise Refused("没有停止办理的安排", _LISTED)
    require(
        item.ends > scene.today, "已经停止办理，不能再撤回", _LISTED, remedy="需要恢复的，请重新起草并公布。"
    )
    require(item.ending not in HANDED_OVER, "承接机关的指南已经公布，不能单方撤回", _COMPETENT)
    require(command.reason.strip(), "请写明撤回的理由", _LISTED, field="reason")
    return (f.EndingTakenBack(reason=command.reason.strip()),)


_DOERS: dict[type[Any], Callable[[Item, Any, Scene], tuple[Fact, ...]]] = {
    SaveDraft: _save,
    DropDraft: _drop,
    Review: _review,
    Publish: _publish,
    End: _end,
    Receive: _receive,
    TakeBack: _take_back,
}


def decide(item: Item, command: Any, scene: Scene) -> tuple[Fact, ...]:
    """The facts a command makes of a matter. Raises Refused with the field and the way out."""
    _may(item, scene)
    return _DOERS[type(command)](item, command, scene)


def _changed(item: Item, fact: Fact, by: str) -> Item:
    match fact:
        case f.DraftSaved():
            return replace(item, draft=Draft(digest=fact.digest, base=fact.base, author=by))
        case f.DraftDropped():
            return replace(item, draft=None)
        case f.DraftReviewed() if item.draft:
            return replace(item, draft=replace(item.draft, passed_by=by if fact.passed else None))
        case f.EditionPublished():
            return replace(item, draft=None, editions=(*item.editions, (fact.number, fact.effective)))
        case f.MatterEnded():
            return replace(
                item,
                ending=fact.ending,
                ends=fact.on,
                measures=fact.measures,
                successor=fact.successor,
                draft=None,
            )
        case f.MatterReceived():
            return replace(item, predecessor=fact.predecessor)
        case f.EndingTakenBack():
            return replace(item, ending=None, ends=None, measures="", successor=None)
    return item


def apply(item: Item, entry: Entry) -> Item:
    """The matter after one more fact."""
    return replace(_changed(item, entry.fact, entry.by.id), version=entry.seq)


def fold(code: str, entries: Iterable[Entry]) -> Item:
    """The matter that its facts say."""
    item = Item(code=code)
    for entry in entries:
        item = apply(item, entry)
    return item
