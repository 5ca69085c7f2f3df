"""The only writer of the catalogue: the law decides what becomes of a matter; its row, words and facts go down together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml
from django.db import transaction

from yichuang.law import catalogue as law
from yichuang.law.cases import Refused, require
from yichuang.law.cite import LICENSING
from yichuang.law.mandates import Actor, Standing, within
from yichuang.law.trail import canonical
from yichuang.law.words import Ending, Role
from yichuang.office.catalogue import gate, links, reads, soundness, terms
from yichuang.office.catalogue.models import Draft, Edition, Matter
from yichuang.office.directory.acts import raise_version
from yichuang.office.directory.models import Topic
from yichuang.office.directory.reads import body_code
from yichuang.office.trail import acts as trail

SHOWN = LICENSING.art("30(1)", "事项、依据、条件、数量、程序、期限、材料目录和示范文本应当公示")
SINCE = datetime.fromisoformat("2026-01-01T08:00:00+08:00")
LOADER = Standing(actor=Actor(Role.SYSTEM, id="reviewed", name="已审数据"))
_CHANGED = "请刷新页面，看过新的内容再改；您填的内容还在本页。"


class Stale(Refused):
    """Somebody else saved the draft in the meantime."""


def plain(value: Any) -> Any:
    """YAML as JSON values: dates as ISO text."""
    return json.loads(json.dumps(value, ensure_ascii=False, default=str))


def digest(content: Mapping[str, Any]) -> str:
    """What the chain keeps of an edition's words."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _matter(content: Mapping[str, Any]) -> Matter:
    """The matter of these words, locked; begun when there is none. Raises Refused when the words lack their code."""
    code, region, body = (str(content.get(key) or "") for key in ("code", "region", "body"))
    for key, value in (("code", code), ("region", region), ("body", body)):
        require(
            value, f"{gate.label((key,))}没有填写", SHOWN, field=key, remedy="先填写业务码、区划和实施机构。"
        )
    begun = {"name": str(content.get("name") or code), "region": region, "body": body_code(region, body)}
    Matter.objects.get_or_create(code=code, defaults=begun)
    found = Matter.objects.select_for_update().get(code=code)
    require(
        found.body == begun["body"],
        f"业务码“{code}”已经属于别的机关",
        SHOWN,
        field="code",
        remedy="换一个业务码。",
    )
    return found


def _locked(code: str) -> Matter:
    found = Matter.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise Refused(f"没有事项“{code}”", field="code", remedy="请核对业务码。")
    return found


def _scene(matter: Matter, by: Standing, at: datetime, **more: Any) -> law.Scene:
    return law.Scene(by=by, at=at, region=matter.region, body=matter.body, **more)


def _tell(matter: Matter, command: Any, scene: law.Scene) -> law.Item:
    """Let the law decide one command and put its facts and the folded matter down."""
    item = reads.item(matter)
    chain = trail.Chain(reads.chain(matter.code), bytes(matter.head), item.version)
    for fact in law.decide(item, command, scene):
        item = law.apply(item, chain.add(fact, by=scene.by.actor, at=scene.at, key=None))
    trail.append(chain)
    matter.item, matter.head, matter.version = msgspec.json.encode(item).decode(), chain.head, item.version
    matter.ends = item.ends
    matter.save()
    raise_version(Topic.CATALOGUE)
    reads.forget()
    return item


@transaction.atomic
def save_draft(content: Mapping[str, Any], *, by: Standing, at: datetime, seen: int | None = None) -> Draft:
    """Write the next edition of a matter down, whole or not. `seen` is the version the page showed.

    Raises Stale when somebody else saved in the meantime, Refused as the law says.
    """
    words = plain(content)
    matter = _matter(words)
    old = Draft.objects.filter(matter=matter).first()
    if old is not None and seen != old.version:
        moment = f"{old.saved_at:%-m月%-d日 %H:%M}"
        raise Stale(f"{old.saved_by}在{moment}保存过这份草稿", SHOWN, field="version", remedy=_CHANGED)
    _tell(matter, law.SaveDraft(digest=digest(words)), _scene(matter, by, at))
    fields = {"content": words, "saved_by": by.actor.name or by.actor.id, "saved_at": at}
    version = (old.version if old else 0) + 1
    return Draft.objects.update_or_create(matter=matter, defaults={**fields, "version": version})[0]


class Unsound(Refused):
    """The flow cannot be followed from the window to the decision."""

    def __init__(self, found: Iterable[law.Finding]) -> None:
        """Keep what is wrong, so that a page can say it beside each step."""
        self.found = tuple(found)
        remedy = "按每个环节下面的说明改好再保存；您填的内容还在本页。"
        super().__init__(f"流程有 {len(self.found)} 处走不通，没有保存", SHOWN, remedy=remedy)


def save_flow(content: Mapping[str, Any], *, by: Standing, at: datetime, seen: int | None = None) -> Draft:
    """Write the next edition down with another flow; stricter than `save_draft`, a flow that leads nowhere is not kept.

    Raises Unsound naming each step, Stale, Refused.
    """
    found = soundness.grave(soundness.findings(plain(content)))
    if found:
        raise Unsound(found)
    return save_draft(content, by=by, at=at, seen=seen)


@transaction.atomic
def save_drafts(contents: Iterable[Mapping[str, Any]], *, by: Standing, at: datetime) -> int:
    """Save many drafts, all or none. Raises Refused naming the matter. Returns how many."""
    many = 0
    for content in contents:
        seen = Draft.objects.filter(matter=str(content.get("code"))).values_list("version", flat=True).first()
        try:
            save_draft(content, by=by, at=at, seen=seen)
        except Refused as refused:
            refused.reason = f"事项“{content.get('name')}”：{refused.reason}"
            raise
        many += 1
    return many


@transaction.atomic
def drop_draft(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Give a draft up; the published editions stay as they are."""
    matter = _locked(code)
    _tell(matter, law.DropDraft(reason=reason), _scene(matter, by, at))
    Draft.objects.filter(matter=matter).delete()


@transaction.atomic
def review(code: str, *, passed: bool, remarks: str = "", by: Standing, at: datetime) -> None:
    """Pass somebody else's draft, or send it back. Raises Refused with the linter's first finding."""
    matter = _locked(code)
    draft = Draft.objects.filter(matter=matter).first()
    found = (*reads.findings(draft.content), *links.dead(draft.content)) if draft and passed else ()
    _tell(matter, law.Review(passed=passed, remarks=remarks), _scene(matter, by, at, findings=found))


@transaction.atomic
def publish_draft(code: str, *, basis: str, by: Standing, at: datetime) -> Edition:
    """Publish the reviewed draft from the day it names. Raises Refused."""
    matter = _locked(code)
    draft = Draft.objects.filter(matter=matter).first()
    if draft is None:
        raise Refused("没有草稿", SHOWN, remedy="请先起草。")
    edition = _publish(matter, draft.content, basis, _scene(matter, by, at))
    draft.delete()
    return edition


@transaction.atomic
def publish(content: Mapping[str, Any], *, at: datetime, basis: str = "已审数据装入") -> Edition:
    """Publish reviewed data as an edition; the same words again change nothing. Raises Refused naming the field."""
    words = plain(content)
    matter = _matter(words)
    last = matter.editions.order_by("-number").first()
    if last is not None and last.digest == digest(words):
        return last
    return _publish(matter, words, basis, _scene(matter, LOADER, at))


def _publish(matter: Matter, words: dict[str, Any], basis: str, scene: law.Scene) -> Edition:
    found = reads.findings(words)
    effective = _day(words)
    command = law.Publish(digest=digest(words), effective=effective, basis=basis)
    judged = law.Scene(scene.by, scene.at, scene.region, scene.body, found)
    matter.name = words.get("name", matter.name)
    item = _tell(matter, command, judged)
    matter.editions.filter(number=item.last - 1).update(ends=effective)
    return matter.editions.create(
        number=item.last,
        effective=effective,
        content=words,
        digest=command.digest,
        facets=terms.facets(words, matter.body),
        terms=terms.terms(words),
        reviewed_by=words["reviewed_by"],
        reviewed_on=date.fromisoformat(words["reviewed_on"]),
        published_at=scene.at,
    )


def _day(words: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(words.get("effective")))
    except ValueError:
        raise Refused("施行日期写法不对", SHOWN, field="effective", remedy="写成 2026-12-01。") from None


@transaction.atomic
def end(code: str, command: law.End, *, by: Standing, at: datetime) -> None:
    """End a matter from a day on; when another body takes over, its matter says so in the same transaction."""
    matter = _locked(code)
    successor = _successor(matter, command)
    edition = successor.editions.order_by("number").first() if successor else None
    starts = edition.effective if edition else None
    _tell(matter, command, _scene(matter, by, at, successor_from=starts))
    matter.editions.filter(ends=None).update(ends=command.on)
    if successor is not None:
        receive = law.Receive(predecessor=code, ending=command.ending, on=command.on)
        _tell(successor, receive, law.Scene(LOADER, at, successor.region, successor.body))


def _successor(matter: Matter, command: law.End) -> Matter | None:
    if command.successor is None:
        return None
    found = Matter.objects.select_for_update().filter(code=command.successor).first()
    if found is None or found.pk == matter.pk:
        raise Refused(f"没有承接的事项“{command.successor}”", SHOWN, field="successor",
                      remedy="请承接机关先公布它的办事指南。")  # fmt: skip
    upward = command.ending is Ending.TAKEN_UP
    lower, upper = (matter, found) if upward else (found, matter)
    below = within(lower.region, upper.region) and lower.body != upper.body
    require(below, f"{command.ending.label}的承接机关层级不对", SHOWN, field="successor",
            remedy="下放给本区域内的下级机关，上收给所属的上级机关。")  # fmt: skip
    return found


@transaction.atomic
def take_back(code: str, reason: str, *, by: Standing, at: datetime) -> None:
    """Take an ending back before its day comes."""
    matter = _locked(code)
    day = matter.ends
    _tell(matter, law.TakeBack(reason=reason), _scene(matter, by, at))
    matter.editions.filter(ends=day).update(ends=None)


def load_sample(at: datetime = SINCE) -> int:
    """Publish the reviewed standards and matters of the sample centres. Returns how many there are."""
    data = Path(gate.DATA)
    paths = [*sorted((data / "standards").glob("*.yaml")), *sorted((data / "matters").rglob("*.yaml"))]
    for path in sorted(paths, key=lambda path: path.stem.startswith("joint-")):  # after the matters they join
        publish(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), at=at)
    return len(paths)
