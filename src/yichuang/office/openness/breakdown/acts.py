"""The only writer of the breakdown: the law decides what becomes of a line, a rule paper, a goal; row and facts go down together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from yichuang.law.cases import Refused, require
from yichuang.law.cases.case import day
from yichuang.law.facts import Fact
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Category, Change
from yichuang.law.openness import breakdown as law
from yichuang.law.openness import goal as goals
from yichuang.law.openness import norm as norms
from yichuang.office.directory import reads as directory
from yichuang.office.directory import units
from yichuang.office.directory.models import Officer
from yichuang.office.openness import duties
from yichuang.office.openness.breakdown import reads
from yichuang.office.openness.models import Chained, DutyLine, Goal, Norm
from yichuang.office.trail import acts as trail

_LETTERS = {Category.STATUTORY: "S", Category.GOAL: "G", Category.PROCESS: "P", Category.RESULT: "R"}


def _tell(row: Chained, chain: str, facts: Iterable[Fact], by: Standing, at: datetime) -> trail.Chain:
    """Put facts on the chain of a row; the caller keeps what they make of it."""
    found = trail.Chain(chain, bytes(row.head), row.version)
    for fact in facts:
        found.add(fact, by=by.actor, at=at, key=None)
    trail.append(found)
    row.head, row.version = found.head, found.seq
    return found


def _body(code: str) -> str:
    """The region of a body that still exists. Raises Refused."""
    require(directory.body_name(code), "没有写明是哪个机关", law.ORDER, field="body", remedy="请选机关。")
    return directory.region_of(code)


def _code(words: Mapping[str, Any]) -> str:
    """The code of a new line: its body, the letter of its kind, the next free number."""
    given, body = str(words.get("category") or ""), str(words["body"])
    letter = _LETTERS[Category(given)] if given in Category._value2member_map_ else "X"
    taken = {one.code for one in duties.rules(body=body)[0]}
    taken |= set(DutyLine.objects.filter(body=body).values_list("pk", flat=True))
    return next(code for n in range(1, 1000) if (code := f"{body}-{letter}{n}") not in taken)


def _line(code: str, body: str) -> DutyLine:
    """The row of a line, locked; begun when nobody edited it before."""
    DutyLine.objects.get_or_create(code=code, defaults={"body": body, "region": _body(body)})
    found = DutyLine.objects.select_for_update().get(pk=code)
    require(found.body == body, "这一项属于别的机关", law.ORDER, field="code")
    return found


def _scene(row: DutyLine, words: Mapping[str, Any], by: Standing, at: datetime) -> law.Scene:
    now = next((one for one in duties.rules(day(at), row.body)[0] if one.code == row.code), None)
    number = str(words.get("officer") or "").strip()
    name = (
        Officer.objects.filter(number=number, body=row.body, active=True)
        .values_list("name", flat=True)
        .first()
    )
    norm = str(words.get("norm") or "")
    return law.Scene(
        by=by, at=at, region=row.region, above=tuple(units.above(row.body)), now=now, person=name,
        norm=not norm or reads.rests(norm, day(at)),
    )  # fmt: skip


def _decided(row: DutyLine, command: Any, scene: law.Scene) -> law.Line:
    line = duties.item(row)
    chain = _tell(row, reads.chain(row.pk), law.decide(line, command, scene), scene.by, scene.at)
    line = law.fold(row.pk, reads.history(row.pk))
    row.item, row.waiting = msgspec.json.encode(line).decode(), line.draft is not None
    assert line.version == chain.seq
    row.save()
    return line


@transaction.atomic
def propose(
    words: Mapping[str, Any], *, change: Change, since: date, reason: str, by: Standing, at: datetime,
    follow: bool = False, seen: int | None = None,
) -> DutyLine:  # fmt: skip
    """Draft a change of a line, or a new one (without a code). `seen` is the version the page showed. Raises Refused that names the field."""
    given = {**words, "body": str(words.get("body") or "")}
    _body(given["body"])
    given["code"] = given.get("code") or _code(given)
    row = _line(given["code"], given["body"])
    require(
        seen is None or seen == row.version,
        "您打开之后有人改过",
        law.ORDER,
        field="version",
        remedy="请刷新页面再改；您填的还在本页。",
    )
    scene = _scene(row, given, by, at)
    _decided(row, law.Propose(change=change, words=given, since=since, reason=reason, follow=follow), scene)
    return row


@transaction.atomic
def propose_all(
    many: Iterable[Mapping[str, Any]], *, since: date, reason: str, by: Standing, at: datetime
) -> int:
    """Draft many lines, all or none. Raises Refused that names the line. Returns how many."""
    done = 0
    for words in many:
        try:
            propose(words, change=Change.SET, since=since, reason=reason, by=by, at=at)
        except Refused as refused:
            refused.reason = f"“{words.get('title')}”：{refused.reason}"
            raise
        done += 1
    return done


def _locked(code: str) -> DutyLine:
    found = DutyLine.objects.select_for_update().filter(pk=code).first()
    if found is None:
        raise Refused("这一项没有等着采用的修改", law.ORDER, field="code", remedy="请先提出修改。")
    return found


@transaction.atomic
def adopt(code: str, seen: int, *, by: Standing, at: datetime) -> law.Edition:
    """Let what another officer drafted hold from its day on."""
    row = _locked(code)
    draft = duties.item(row).draft
    line = _decided(row, law.Adopt(seen), _scene(row, draft.words if draft else {}, by, at))
    return line.editions[-1]


@transaction.atomic
def give_back(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Send another officer's draft back."""
    row = _locked(code)
    _decided(row, law.Return(reason), _scene(row, {}, by, at))


@transaction.atomic
def drop(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Give one's own draft up."""
    row = _locked(code)
    _decided(row, law.Drop(reason), _scene(row, {}, by, at))


@transaction.atomic
def issue(code: str, body: str, command: norms.Issue | norms.Repeal, *, by: Standing, at: datetime) -> Norm:
    """Put a rule paper of a body on record, its next edition, or its end. Its publication is a duty that opens by this fact."""
    region = _body(body)
    require(
        code not in reads.laws(),
        "这个编号是国家的法律文件",
        norms.PAPERS,
        field="code",
        remedy="请换一个编号。",
    )
    Norm.objects.get_or_create(code=code[:60], defaults={"body": body, "region": region})
    row = Norm.objects.select_for_update().get(pk=code[:60])
    require(row.body == body, "这个编号已经属于别的机关", norms.PAPERS, field="code", remedy="请换一个编号。")
    facts = norms.decide(reads.norm_of(row), command, by=by, at=at, region=region, body=body)
    _tell(row, reads.norm_chain(row.pk), facts, by, at)
    found = norms.fold(row.pk, reads.norm_history(row.pk))
    row.item, row.title = msgspec.json.encode(found).decode(), found.title
    row.save()
    return row


@transaction.atomic
def set_goal(officer: str, command: goals.SetGoal, *, by: Standing, at: datetime) -> Goal:
    """Set what a person's score of a year shall come to."""
    person = Officer.objects.filter(number=officer, active=True).first()
    body = person.body_id if person else ""
    region = directory.region_of(body)
    facts = goals.goal(command, person.name if person else "", by=by, at=at, region=region, body=body)
    Goal.objects.get_or_create(officer=officer, defaults={"body": body, "region": region})
    row = Goal.objects.select_for_update().get(pk=officer)
    _tell(row, reads.goal_chain(officer), facts, by, at)
    row.item = msgspec.json.encode(reads.goals_of(reads.goal_history(officer))).decode()
    row.save()
    return row
