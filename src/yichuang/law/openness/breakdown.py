"""The life of one line of the breakdown 任务分解: drafted, adopted by another hand, handed over, ended; every edition stays.

What a line says is a `DutyRule`; which edition holds is asked with a day. The head of the body may adopt his own draft: he
answers for the breakdown (政务公开责任制); everybody else's is looked over by a second officer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases import Refused, entitle, require
from yichuang.law.cases.case import day
from yichuang.law.cite import OPENNESS
from yichuang.law.facts import Entry, Fact
from yichuang.law.mandates import Permission, Standing
from yichuang.law.open_words import Change
from yichuang.law.openness.duties import DutyRule
from yichuang.law.privacy import find, suggested

ORDER = OPENNESS.art("4", "建立健全政府信息公开工作制度，指定机构负责日常工作")
LONGEST = 200
_PERSON = ("section", "officer", "officer_name")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A change that waits for another officer."""

    change: Change
    words: dict[str, Any]
    since: date
    reason: str
    follow: bool
    author: str
    author_name: str


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says from a day on; without words it is no duty any more."""

    number: int
    since: date
    change: Change
    words: dict[str, Any] | None
    reason: str
    follow: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line as its facts say. Nobody writes a field: `apply` does."""

    code: str
    version: int = 0
    editions: tuple[Edition, ...] = ()
    draft: Draft | None = None

    @property
    def last(self) -> int:
        """The number of the newest edition; 0 when none was adopted."""
        return self.editions[-1].number if self.editions else 0

    def on(self, today: date) -> Edition | None:
        """The edition that holds on a day."""
        held = [one for one in self.editions if one.since <= today]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Propose:
    """Draft a change: of the line, of the person alone, or its end."""

    change: Change
    words: dict[str, Any]
    since: date
    reason: str
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Adopt:
    """Let the draft hold; `seen` is the version that was looked at."""

    seen: int


@dataclass(frozen=True, slots=True)
class Return:
    """Send it back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Give it up."""

    reason: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts, when, on whose line; the line as it stands today, standard or edited; whether a person of that number is at the body."""

    by: Standing
    at: datetime
    region: str
    above: tuple[str, ...]
    """The body, and the bodies it is a unit of: they may break down its duties too."""
    now: DutyRule | None
    person: str | None
    """The name of the officer drafted; none when there is no such officer at the body."""
    norm: bool = True
    """Whether the rule paper it rests on is on record and in force, if it names one."""

    def may(self, permission: Permission) -> bool:
        """Whether this officer may at the body itself or above it."""
        return any(self.by.may(permission, region=self.region, body=one) for one in self.above)


def clean(text: str, called: str, field: str, *, most: int = LONGEST) -> str:
    """A text everybody reads: there, short, and nothing personal in it. Raises Refused."""
    words = text.strip()
    require(words, f"{called}没有写", ORDER, field=field, remedy=f"请写明{called}。")
    require(len(words) <= most, f"{called}超过{most}个字", ORDER, field=field, remedy="请写得短些。")
    marks = find(words)
    found = [words[one.start : one.end] for one in marks if one in suggested(marks)]
    require(
        not found,
        f"{called}里有个人信息“{'、'.join(found)}”",
        ORDER,
        field=field,
        remedy=f"{called}人人看得到，请去掉。",
    )
    return words


def read(words: dict[str, Any]) -> DutyRule:
    """The line as the law reads it. Raises Refused that names the field."""
    try:
        return msgspec.convert(words, DutyRule)
    except msgspec.ValidationError as error:
        field, _, said = str(error).partition("：")
        known = field if field in DutyRule.__struct_fields__ else str(error).rpartition("$.")[2].rstrip("`")
        raise Refused(
            said.partition(" - at")[0] or f"“{known}”写得不对", ORDER, field=known, remedy="请改正这一项。"
        ) from error


def plain(rule: DutyRule) -> dict[str, Any]:
    """The line as it is chained: JSON values only."""
    found: dict[str, Any] = msgspec.to_builtins(rule)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _propose(line: Line, given: Propose, scene: Scene) -> tuple[Fact, ...]:
    may = scene.may(Permission.OPENNESS_EDIT) or scene.may(Permission.OPENNESS_REVIEW)
    entitle(
        may, "您的岗位不能修改这个机关的任务分解", ORDER, remedy="请由本机关或者上级机关的政务公开专员办理。"
    )
    reason, words = clean(given.reason, "理由", "reason"), dict(given.words)
    require(scene.now is not None or given.change is Change.SET, "这一项还没有，不能移交或者停止", ORDER, field="change",
            remedy="请先制定。")  # fmt: skip
    if given.change is not Change.SET and scene.now is not None:
        person = {name: words.get(name) or "" for name in _PERSON}
        words = plain(scene.now)
        if given.change is Change.HAND_OVER:
            require(
                person["officer"] != scene.now.officer,
                "接手的就是现在的责任人",
                ORDER,
                field="officer",
                remedy="请换一个人。",
            )
            words |= person | {"section": person["section"] or scene.now.section}
    if given.change is not Change.END:
        words["officer_name"] = scene.person or ""
        number = str(words.get("officer") or "").strip()
        require(
            not number or scene.person,
            f"这个机关没有工号为“{number}”的工作人员",
            ORDER,
            field="officer",
            remedy="请从名单中选。",
        )
        clean(str(words.get("title") or ""), "公开什么", "title", most=60)
        read(words)
        require(
            scene.norm,
            "依据的文件没有登记，或者已经废止",
            ORDER,
            field="norm",
            remedy="请先登记文件，或者不选。",
        )
    newest = line.editions[-1].since if line.editions else scene.at.date()
    require(given.since >= max(newest, day(scene.at)), "不能从以前的日子起施行", ORDER, field="since",
            remedy=f"请写{max(newest, day(scene.at)):%Y年%-m月%-d日}或者以后。")  # fmt: skip
    told = f.LineDrafted(change=given.change, words=plain(read(words)), since=given.since, reason=reason,
                         follow=given.follow and given.change is Change.HAND_OVER)  # fmt: skip
    return (told,)


def _drafted(line: Line) -> Draft:
    if line.draft is None:
        raise Refused("没有等着采用的修改", ORDER, remedy="请先提出修改。")
    return line.draft


def _adopt(line: Line, given: Adopt, scene: Scene) -> tuple[Fact, ...]:
    draft = _drafted(line)
    require(given.seen == line.version, "您看过之后又改了", ORDER, remedy="请刷新页面，看过新的再采用。")
    head = scene.may(Permission.OPENNESS_REVIEW)
    entitle(
        head or scene.may(Permission.OPENNESS_EDIT),
        "您的岗位不能采用这个机关的任务分解",
        ORDER,
        remedy="请由机关负责人采用。",
    )
    entitle(
        head or draft.author != scene.by.actor.id,
        "提出修改的人不能自己采用",
        ORDER,
        remedy="请由另一位专员或者机关负责人采用。",
    )
    if draft.change is not Change.END:
        require(
            scene.person,
            f"责任人{draft.words['officer_name']}已经不在这个机关",
            ORDER,
            field="officer",
            remedy="请退回，换一个人。",
        )
    return (f.LineAdopted(number=line.last + 1, since=max(draft.since, day(scene.at))),)


def _return(line: Line, given: Return, scene: Scene) -> tuple[Fact, ...]:
    draft = _drafted(line)
    may = scene.may(Permission.OPENNESS_EDIT) or scene.may(Permission.OPENNESS_REVIEW)
    entitle(
        may and draft.author != scene.by.actor.id,
        "由另一位有权限的人退回",
        ORDER,
        remedy="自己不改了的，请放弃。",
    )
    return (f.LineReturned(reason=clean(given.reason, "理由", "reason")),)


def _drop(line: Line, given: Drop, scene: Scene) -> tuple[Fact, ...]:
    entitle(
        _drafted(line).author == scene.by.actor.id, "只有提出修改的人可以放弃", ORDER, remedy="别人的请退回。"
    )
    return (f.LineDropped(reason=clean(given.reason, "理由", "reason")),)


_DOERS: dict[type[Any], Callable[[Line, Any, Scene], tuple[Fact, ...]]] = {
    Propose: _propose,
    Adopt: _adopt,
    Return: _return,
    Drop: _drop,
}


def decide(line: Line, command: Any, scene: Scene) -> tuple[Fact, ...]:
    """The facts a command makes of a line. Raises Refused."""
    return _DOERS[type(command)](line, command, scene)


def _changed(line: Line, entry: Entry) -> Line:
    fact = entry.fact
    match fact:
        case f.LineDrafted():
            draft = Draft(change=fact.change, words=fact.words, since=fact.since, reason=fact.reason, follow=fact.follow,
                          author=entry.by.id, author_name=entry.by.name)  # fmt: skip
            return replace(line, draft=draft)
        case f.LineReturned() | f.LineDropped():
            return replace(line, draft=None)
        case f.LineAdopted():
            assert line.draft is not None
            ended = line.draft.change is Change.END
            made = Edition(number=fact.number, since=fact.since, change=line.draft.change, reason=line.draft.reason,
                           words=None if ended else line.draft.words, follow=line.draft.follow)  # fmt: skip
            return replace(line, draft=None, editions=(*line.editions, made))
    return line


def apply(line: Line, entry: Entry) -> Line:
    """The line after one more fact."""
    return replace(_changed(line, entry), version=entry.seq)


def fold(code: str, entries: Iterable[Entry]) -> Line:
    """The line that its facts say."""
    line = Line(code=code)
    for entry in entries:
        line = apply(line, entry)
    return line
