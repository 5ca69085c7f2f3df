"""What a story may do with the matter itself: draft, review, publish, end; and what it may expect of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from yichuang.law import catalogue as law
from yichuang.law.mandates import TIMER, Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Ending
from yichuang.office.catalogue import acts, gate, reads
from yichuang.office.catalogue.models import Draft, Matter
from yichuang.office.directory.acts import add_body
from yichuang.office.directory.models import Body
from yichuang.office.directory.reads import body_code


class Keeper(Protocol):
    """Who can do what is asked of a matter."""

    @property
    def edition(self) -> Edition:
        """The matter's edition the story began with."""
        ...

    @property
    def now(self) -> datetime:
        """The story's moment."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


Content = Mapping[str, Any]
TEXT = {"type": "string"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2026-04-01"}
LIMITS = {"承诺": "promised", "法定": "statutory"}


def _words(player: Keeper) -> dict[str, Any]:
    """The words to be changed: the draft, else the newest edition."""
    matter = Matter.objects.get(pk=player.edition.matter)
    draft = Draft.objects.filter(matter=matter).first()
    newest = matter.editions.order_by("-number")[0]
    return dict(copy.deepcopy(draft.content if draft else newest.content))


def _changed(words: dict[str, Any], content: Content) -> dict[str, Any]:
    for label, key in LIMITS.items():
        if label in content:
            words[key]["amount"] = int(content[label])
    if "材料" in content:
        last = words["materials"][-1]
        words["materials"] = [
            *words["materials"],
            {key: value for key, value in last.items() if key != "when"}
            | {"code": "M90", "name": content["材料"], "need": "required"},
        ]
    if "说法" in content:
        words["plain"] = content["说法"]
    words["effective"] = content.get("施行", words["effective"])
    return words


def _draft(player: Keeper, who: str, content: Content) -> None:
    words = _changed(_words(player), content)
    seen = Draft.objects.filter(matter=words["code"]).values_list("version", flat=True).first()
    acts.save_draft(words, by=player.standing(who), at=player.now, seen=seen)


def _pass(player: Keeper, who: str, content: Content) -> None:
    acts.review(player.edition.matter, passed=True, by=player.standing(who), at=player.now)


def _send_back(player: Keeper, who: str, content: Content) -> None:
    said = content.get("意见", "")
    acts.review(player.edition.matter, passed=False, remarks=said, by=player.standing(who), at=player.now)


def _publish(player: Keeper, who: str, content: Content) -> None:
    basis = content.get("依据", "")
    acts.publish_draft(player.edition.matter, basis=basis, by=player.standing(who), at=player.now)


def _end(player: Keeper, who: str, content: Content) -> None:
    ending = next(one for one in Ending if one.label.startswith(content["方式"]))
    heir = f"{player.edition.matter}-heir" if content.get("承接") == "是" else None
    command = law.End(
        ending, date.fromisoformat(content["自"]), content.get("依据", ""), content.get("监管措施", ""), heir
    )
    acts.end(player.edition.matter, command, by=player.standing(who), at=player.now)


def _take_back(player: Keeper, who: str, content: Content) -> None:
    acts.take_back(player.edition.matter, content.get("理由", ""), by=player.standing(who), at=player.now)


def _heir(player: Keeper, who: str, content: Content) -> None:
    """The body that takes over publishes its own guide of the matter: a town below, or the prefecture above."""
    region = {"乡镇": "513201102000", "州": "513200000000"}[content["机关"]]
    like = Body.objects.get(pk=player.edition.body)
    serial = "901"
    code = body_code(region, serial)
    same = {
        name: getattr(like, name)
        for name in ("phone", "supervision_phone", "address", "hours", "reconsideration", "court")
    }
    if not Body.objects.filter(pk=code).exists():
        own = {
            "code": code,
            "region": region,
            "serial": serial,
            "short": "承接机关",
            "name": f"{content['机关']}承接机关",
        }
        add_body(own | same, by=TIMER, at=player.now)
    words = _words(player) | {
        "code": f"{player.edition.matter}-heir",
        "region": region,
        "body": serial,
        "effective": content["施行"],
    }
    acts.publish(words, at=player.now, basis=content.get("依据", "承接通知"))


def _standard(player: Keeper, who: str, content: Content) -> None:
    """The province publishes the standard item that this matter carries out."""
    own = gate.schema()["else"]["required"]
    words = {key: value for key, value in _words(player).items() if key not in own}
    words |= {
        "code": f"{player.edition.matter}-standard",
        "kind": "standard",
        "effective": str(player.now.date()),
    }
    acts.publish(_changed(words, content), at=player.now, basis=content.get("依据", "标准化通知"))


Play = Callable[[Any, str, Content], None]
CHANGE = {"承诺": TEXT, "法定": TEXT, "材料": TEXT, "说法": TEXT, "施行": DAY}
ENDED = {
    "方式": {"enum": ["取消", "下放", "上收", "改为备案", "改为公共服务"]},
    "自": DAY,
    "依据": TEXT,
    "监管措施": TEXT,
    "承接": {"enum": ["是", "否"]},
}
DOINGS: Mapping[str, tuple[Play, Mapping[str, Any]]] = {
    "起草下一版": (_draft, CHANGE),
    "审核通过草稿": (_pass, {}),
    "退回草稿": (_send_back, {"意见": TEXT}),
    "公布草稿": (_publish, {"依据": TEXT}),
    "停止办理事项": (_end, ENDED),
    "撤回停止安排": (_take_back, {"理由": TEXT}),
    "承接机关公布指南": (_heir, {"机关": {"enum": ["乡镇", "州"]}, "施行": DAY, "依据": TEXT}),
    "上级公布标准事项": (_standard, {**CHANGE, "依据": TEXT}),
}


def _item(player: Keeper) -> law.Item:
    return reads.item(Matter.objects.get(pk=player.edition.matter))


def _standing(player: Keeper) -> str:
    item = _item(player)
    if item.ends is None or item.ending is None:
        return "在用"
    return "已停止" if item.ends <= player.now.date() else "将停止"


def sentences(player: Keeper) -> str:
    """The trail of the matter in words."""
    return "\n".join(entry.sentence() for entry in reads.history(player.edition.matter))


def _in_force(player: Keeper) -> str:
    reads.forget()
    found = reads.current(player.edition.matter, player.now.date())
    return f"第{found.number}版" if found else "无"


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "事项状态": _standing,
    "现行版": _in_force,
    "事项经过": sentences,
}
EXPECTED: Mapping[str, Any] = {
    "事项状态": {"enum": ["在用", "将停止", "已停止"]},
    "现行版": {"type": "string", "pattern": r"^(第\d+版|无)$", "description": "第几版，如 第2版，或者“无”"},
    "事项经过": {"type": "array", "items": TEXT, "description": "事项的证据链里有这些话"},
}
