"""The matter of a story: one of the catalogue, or one published for the story with some of its terms changed."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from yichuang.law.flow import Rule, Work
from yichuang.law.mandates import Post
from yichuang.law.matters import Edition
from yichuang.law.words import Ground, Handling
from yichuang.office.catalogue import acts, reads
from yichuang.office.catalogue import models as rows
from yichuang.office.directory import demo

Content = dict[str, Any]


def _limit(text: str) -> Content:
    found = re.match(r"(\d+)", text)
    assert found is not None
    return {"amount": int(found[1]), "unit": "workday" if "工作日" in text else "day"}


def _statutory(content: Content, text: str) -> None:
    """A limit beyond the general twenty days is one of unified handling (行政许可法 42(2)), as the linter wants it cited."""
    limit = _limit(text)
    content["statutory"].update(limit)
    if limit["unit"] == "workday" and limit["amount"] > 20:
        says = "统一办理、联合办理、集中办理的，不得超过四十五日"
        content["statutory"]["cite"] |= {"article": "42(2)", "says": says}


def _special(content: Content, labels: list[str]) -> None:
    cite = {
        "statute": "行政许可法", "edition": "2019-04-23", "article": "45", "verified": True,
        "says": "检验、检测、鉴定和专家评审等所需时间不计算在期限内，应当书面告知",
    }  # fmt: skip
    grounds = [ground for ground in Ground if ground.label in labels]
    content["special"] = [{"ground": g.value, "note": f"需要{g.label}的", "cite": cite} for g in grounds]


def _steps(content: Content, steps: list[Content]) -> None:
    """The steps between acceptance and decision, named in words; keys are made up."""
    first, last = content["steps"][0], content["steps"][-1]
    keys = {one["名称"]: f"s{n}" for n, one in enumerate(steps)}
    middle = [_step(one, keys) for one in steps]
    waited = {key for one in middle for key in one.get("after", ())}
    waited |= {a["key"] for a, b in pairwise(middle) if "after" not in b}
    ends = [one["key"] for one in middle if one["key"] not in waited]
    content["steps"] = [first, *middle, last | {"after": ends}]
    content["site_check"] |= {"needed": any(one["site_check"] for one in middle)}


def _step(one: Content, keys: Mapping[str, str]) -> Content:
    out: Content = {
        "key": keys[one["名称"]],
        "name": one["名称"],
        "role": next(w.value for w in Work if w.label == one.get("谁办", "审查")),
        "days": int(one.get("时限", "1")),
        "site_check": one.get("现场核查") == "是",
    }
    if "之后" in one:
        out["after"] = [keys.get(name, "accept") for name in one["之后"]]
    if "情形" in one:
        out["when"] = one["情形"]
    if "会签" in one:
        out["sign"] = next(rule.value for rule in Rule if rule.label == one["会签"])
        out["signers"] = [post.value for name in one["会签人"] for post in Post if post.label == name]
        out["least"] = int(one.get("至少", "1"))
    return out


CHANGES: dict[str, Callable[[Content, Any], Any]] = {
    "办件类型": lambda c, v: c.update(handling=next(h.value for h in Handling if h.label == v)),
    "法定期限": _statutory,
    "承诺期限": lambda c, v: c["promised"].update(_limit(v)),
    "期限起算": lambda c, v: c["statutory"].update(starts="received" if v == "收到" else "accepted"),
    "环节": _steps,
    "可以延长": lambda c, v: c["extension"].update(_limit(v)),
    "特别程序": _special,
    "必须听证": lambda c, v: c.update(hearing_required=v == "是"),
    "有效期（月）": lambda c, v: c["result"].update(validity_months=int(v)),
    "延续提前（工作日）": lambda c, v: (c["renewal"] or {}).update(before=int(v)),
}


def found(name: str, on: date) -> Edition:
    """The edition in force on a day, by the matter's name or code."""
    edition = reads.named(name, on, demo.REGION)
    if edition is None:
        raise LookupError(f"事项目录里没有“{name}”")
    return edition


def changed(name: str, on: date, setting: Mapping[str, Any]) -> Edition:
    """A matter like this one but for the terms named, published for the story alone."""
    like = found(name, on)
    row = rows.Edition.objects.get(matter=like.matter, number=like.number)
    content = copy.deepcopy(row.content)
    content["code"] = f"{like.matter}-{secrets.token_hex(4)}"
    content["catalogue_code"] = f"99{secrets.randbelow(10**10):010d}"  # so that its standard is its own, too
    content["implementation_code"] = content["implementation_code"][:19] + content["catalogue_code"]
    for key, value in setting.items():
        CHANGES[key](content, value)
    acts.publish(content, at=acts.SINCE)
    reads.forget()
    published = reads.current(content["code"], on)
    assert published is not None
    return published
