"""Rule papers 实施意见、实施细则 that duties rest on: issued, issued anew, repealed; what one says is published like all else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases import entitle, require
from yichuang.law.cases.case import day
from yichuang.law.cite import OPENNESS
from yichuang.law.facts import Entry, Fact
from yichuang.law.mandates import Permission, Standing
from yichuang.law.openness.breakdown import clean

PAPERS = OPENNESS.art("20", "行政法规、规章和规范性文件应当主动公开")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")
_ARTICLE = re.compile(r"^\s*(第[一二三四五六七八九十百零〇0-9]+条)")


class Norm(msgspec.Struct, frozen=True, kw_only=True):
    """A rule paper as its facts say."""

    code: str
    version: int = 0
    number: int = 0
    title: str = ""
    reference: str = ""
    issued_on: date | None = None
    since: date | None = None
    repealed_on: date | None = None

    def holds(self, today: date) -> bool:
        """Whether duties may rest on it on a day."""
        return self.number > 0 and (self.repealed_on is None or today < self.repealed_on)


@dataclass(frozen=True, slots=True)
class Issue:
    """Put a paper on record, or its next edition."""

    title: str
    reference: str
    issued_on: date
    since: date


@dataclass(frozen=True, slots=True)
class Repeal:
    """Say that it no longer holds."""

    on: date
    reason: str


def decide(
    norm: Norm, command: Issue | Repeal, *, by: Standing, at: datetime, region: str, body: str
) -> tuple[Fact, ...]:
    """The facts a command makes of a paper. Raises Refused."""
    may = by.may(Permission.OPENNESS_EDIT, region=region, body=body) or by.may(
        Permission.OPENNESS_REVIEW, region=region, body=body
    )
    entitle(may, "您的岗位不能登记这个机关的文件", PAPERS, remedy="请由本机关的政务公开专员办理。")
    if isinstance(command, Repeal):
        require(norm.holds(day(at)), "这份文件没有登记，或者已经废止", PAPERS, field="code")
        require(
            command.on >= day(at), "废止的日子不能是以前", PAPERS, field="on", remedy="请写今天或者以后。"
        )
        return (f.NormRepealed(on=command.on, reason=clean(command.reason, "理由", "reason")),)
    require(
        _CODE.fullmatch(norm.code),
        "编号写法不对",
        PAPERS,
        field="code",
        remedy="用小写字母、数字和连字符，如 openness-rules-2026。",
    )
    require(
        norm.repealed_on is None,
        "已经废止的文件不能修订",
        PAPERS,
        field="code",
        remedy="请用新的编号登记新的文件。",
    )
    require(
        command.issued_on <= day(at), "印发日期还没有到", PAPERS, field="issued_on", remedy="印发以后再登记。"
    )
    require(
        command.since >= command.issued_on, "施行不能早于印发", PAPERS, field="since", remedy="请核对日期。"
    )
    if norm.issued_on is not None:
        require(
            command.issued_on >= norm.issued_on,
            "修订不能早于上一版",
            PAPERS,
            field="issued_on",
            remedy="请核对日期。",
        )
    told = f.NormIssued(
        number=norm.number + 1, title=clean(command.title, "标题", "title", most=60),
        reference=command.reference.strip()[:60], issued_on=command.issued_on, since=command.since,
    )  # fmt: skip
    return (told,)


def apply(norm: Norm, entry: Entry) -> Norm:
    """The paper after one more fact."""
    fact = entry.fact
    match fact:
        case f.NormIssued():
            norm = replace(norm, number=fact.number, title=fact.title, reference=fact.reference,
                           issued_on=fact.issued_on, since=fact.since)  # fmt: skip
        case f.NormRepealed():
            norm = replace(norm, repealed_on=fact.on)
    return replace(norm, version=entry.seq)


def fold(code: str, entries: Iterable[Entry]) -> Norm:
    """The paper that its facts say."""
    norm = Norm(code=code)
    for entry in entries:
        norm = apply(norm, entry)
    return norm


def articles(text: str) -> dict[str, str]:
    """The articles of a paper's text by their number: 第八条 and all lines until the next."""
    found: dict[str, str] = {}
    now = ""
    for line in text.splitlines():
        begun = _ARTICLE.match(line)
        now = begun.group(1) if begun else now
        if now:
            found[now] = f"{found[now]}\n{line}" if now in found else line
    return found


def article_of(cited: str) -> str:
    """The article a citation names, without paragraph and item: 第八条第二项 → 第八条."""
    begun = _ARTICLE.match(cited)
    return begun.group(1) if begun else cited
