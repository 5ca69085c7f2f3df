"""The only writer of the knowledge base: the law decides what becomes of an answer; its row, words and facts go down together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from yichuang.law import knowledge as law
from yichuang.law.cases import Refused, require
from yichuang.law.knowledge import BASIS
from yichuang.law.mandates import Standing
from yichuang.law.trail import canonical
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.knowledge import duties, finding, reads
from yichuang.office.knowledge.models import Answer, Draft
from yichuang.office.trail import acts as trail

_CHANGED = "请刷新页面，看过新的内容再改；您填的内容还在本页。"


class Stale(Refused):
    """Somebody else saved the draft in the meantime."""


def plain(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of an answer as they are kept: every element, lists as lists, days as they were written."""
    one = law.read(words)
    days = {name: str(words.get(name) or "").strip() for name in ("effective", "review_by", "expires")}
    found: dict[str, Any] = msgspec.to_builtins(one)
    del found["misread"]
    lists = {name: list(value) for name, value in found.items() if isinstance(value, tuple)}
    return found | lists | days


def digest(content: Mapping[str, Any]) -> str:
    """What the chain keeps of an edition's words."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _body(code: str) -> Body:
    found = Body.objects.select_for_update(no_key=True).filter(pk=code, active=True).first()
    if found is None:
        raise Refused("没有写明由哪个机关负责", BASIS, field="body", remedy="选择负责这条答复的机关。")
    return found


def _answer(words: dict[str, Any]) -> Answer:
    """The answer of these words, locked; begun, and numbered, when there is none."""
    body = _body(words["body"])
    words["region"] = body.region
    if not words["code"]:
        many = Answer.objects.filter(body=body.pk).count()
        words["code"] = next(
            code
            for n in range(many + 1, many + 10_000)
            if not Answer.objects.filter(pk=(code := f"{body.pk}-{n:03d}")).exists()
        )
    wrong = next((one for one in reads.findings(words) if one.where == "code"), None)
    if wrong:
        raise Refused(wrong.what, BASIS, field="code", remedy=wrong.mend)
    begun = {"body": body.pk, "region": body.region, "question": words["question"][:200]}
    Answer.objects.get_or_create(code=words["code"], defaults=begun)
    found = _locked(words["code"])
    require(
        found.body == body.pk,
        f"编号“{found.code}”已经属于别的机关",
        BASIS,
        field="code",
        remedy="换一个编号，或者留空。",
    )
    return found


def _locked(code: str) -> Answer:
    found = Answer.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise Refused(f"没有答复“{code}”", BASIS, field="code", remedy="请核对编号。")
    return found


def _tell(row: Answer, command: Any, by: Standing, at: datetime, found: Iterable[Any] = ()) -> law.Item:
    """Let the law decide one command and put its facts, the folded answer and the ends of its editions down."""
    calendar, duty = directory.calendar(), duties.of(row.region)
    scene = law.Scene(by, at, row.region, row.body, calendar, duty, tuple(found))
    item = reads.item(row)
    chain = trail.Chain(reads.chain(row.code), bytes(row.head), item.version)
    for fact in law.decide(item, command, scene):
        item = law.apply(item, chain.add(fact, by=by.actor, at=at, key=None))
    trail.append(chain)
    newest = item.editions[-1] if item.editions else None
    row.starts, row.ends = (newest.effective, newest.ends) if newest else (None, None)
    row.withdrawn, row.review_by, row.mend_by = item.withdrawn_on is not None, item.review_by, item.mend_by
    row.item, row.head, row.version = msgspec.json.encode(item).decode(), chain.head, item.version
    row.save()
    for edition in item.editions:
        row.editions.filter(number=edition.number).exclude(ends=edition.ends).update(ends=edition.ends)
    return item


@transaction.atomic
def save_draft(words: Mapping[str, Any], *, by: Standing, at: datetime, seen: int | None = None) -> Draft:
    """Write the next edition of an answer down, right or not yet. `seen` is the version the page showed.

    Raises Stale when somebody else saved in the meantime, Refused as the law says.
    """
    content = plain(words)
    row = _answer(content)
    old = Draft.objects.filter(answer=row).first()
    if old is not None and seen != old.version:
        moment = f"{old.saved_at:%-m月%-d日 %H:%M}"
        raise Stale(f"{old.saved_by}在{moment}保存过这份草稿", BASIS, field="version", remedy=_CHANGED)
    _tell(row, law.Save(digest=digest(content)), by, at)
    fields = {"content": content, "saved_by": by.actor.name or by.actor.id, "saved_at": at}
    version = (old.version if old else 0) + 1
    return Draft.objects.update_or_create(answer=row, defaults={**fields, "version": version})[0]


@transaction.atomic
def save_drafts(contents: Iterable[Mapping[str, Any]], *, by: Standing, at: datetime) -> int:
    """Save many drafts, all or none. Raises Refused naming the question. Returns how many."""
    many = 0
    for words in contents:
        seen = Draft.objects.filter(answer=str(words.get("code"))).values_list("version", flat=True).first()
        try:
            save_draft(words, by=by, at=at, seen=seen)
        except Refused as refused:
            refused.reason = f"“{words.get('question')}”：{refused.reason}"
            raise
        many += 1
    return many


@transaction.atomic
def drop(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Give a draft up; the published editions stay. An answer never published keeps its chain, not its words."""
    row = _locked(code)
    _tell(row, law.Drop(reason), by, at)
    Draft.objects.filter(answer=row).delete()


@transaction.atomic
def send_back(code: str, remarks: str, *, by: Standing, at: datetime) -> None:
    """Send somebody else's draft back with what is to be changed."""
    _tell(_locked(code), law.Return(remarks), by, at)


@transaction.atomic
def approve(code: str, seen: int, *, by: Standing, at: datetime) -> int:
    """Approve somebody else's draft as the page showed it: it becomes the next edition. Returns its number."""
    row = _locked(code)
    draft = Draft.objects.filter(answer=row).first()
    require(draft is not None, "没有待审核的草稿", BASIS, remedy="请先保存草稿。")
    assert draft is not None
    if draft.version != seen:
        raise Stale("草稿在您看过之后又改了", BASIS, remedy="请刷新页面，看过新的内容再审核。")
    words, author = draft.content, draft.saved_by
    one = law.read(words)
    command = law.Approve(digest(words), one.effective, one.review_by, one.expires)
    row.question = one.question
    item = _tell(row, command, by, at, reads.findings(words))
    row.editions.create(
        number=item.last,
        effective=item.editions[-1].effective,
        ends=item.editions[-1].ends,
        content=words,
        digest=command.digest,
        terms=finding.terms_of(words),
        author=author,
        approved_by=by.actor.name or by.actor.id,
        published_at=at,
    )
    draft.delete()
    return item.last


@transaction.atomic
def keep(code: str, review_by: date, remarks: str = "", *, by: Standing, at: datetime) -> None:
    """Review an answer: it is still right, until the next day of review."""
    _tell(_locked(code), law.Keep(review_by, remarks), by, at)


@transaction.atomic
def withdraw(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Take an answer out of use, from this moment."""
    _tell(_locked(code), law.Withdraw(reason), by, at)


@transaction.atomic
def report(code: str, words: str, *, by: Standing, at: datetime) -> None:
    """Say that an answer is wrong; its body has two working days."""
    _tell(_locked(code), law.Report(words), by, at)


@transaction.atomic
def settle(code: str, dispute: int, remarks: str, *, by: Standing, at: datetime) -> None:
    """Explain why an answer stands in spite of a report."""
    _tell(_locked(code), law.Settle(dispute, remarks), by, at)
