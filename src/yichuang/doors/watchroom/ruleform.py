"""The form of one rule, and of what stands at the head of a set: from plain fields to a draft that law has read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.law import cases as law
from yichuang.law import supervision
from yichuang.law.kinds import KINDS
from yichuang.law.supervision import Manner, Point, Rule, RuleSet
from yichuang.law.words import Handling
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.supervision import rules as ruling

Given = Any
PERCENT = ("used", "share")
HEADS = {
    "used": noop("已用（%）"),
    "left": noop("只剩（工作日）"),
    "over": noop("超过（工作日）"),
    "count": noop("次数"),
    "days": noop("相差（天）"),
    "seconds": noop("不超过（秒）"),
    "minutes": noop("分钟"),
    "share": noop("占比（%）"),
    "sigma": noop("标准差倍数"),
}
"""What the tests of a threshold are called above their column."""
WHOLE = ("used", "seconds", "share", "sigma")
"""Tests that may be no whole number."""


def _field(name: str, label: str, value: Any, error: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "text",
        "required": True,
        "value": value,
        "error": error,
    } | more


def _error(wrong: law.Refused | None, name: str) -> str:
    return str(wrong.reason) if wrong and wrong.field == name else ""


def whole(rules: RuleSet, given: Given, wrong: law.Refused | None) -> list[dict[str, Any]]:
    """The fields at the head of a set."""
    asked = [("name", _("名称"), rules.name, "text", ""), ("basis", _("依据的文件"), rules.basis, "text", "")]
    asked += [(f"days-{name}", _("%(turn)s期限（工作日）") % {"turn": label}, str(rules.turns[name]), "number", "")
              for name, label in supervision.TURNS.items()]  # fmt: skip
    return [_field(name, label, given.get(name, value) if given else value, _error(wrong, name), type=kind, help=help_)
            for name, label, value, kind, help_ in asked]  # fmt: skip


def read_whole(rules: RuleSet, given: Given) -> RuleSet:
    """The set with its head as given. Raises Refused with the field."""
    for name, label in (("name", _("名称")), ("basis", _("依据的文件"))):
        law.require(given.get(name, "").strip(), _("没有写%(what)s") % {"what": label}, supervision.ART_RULES, field=name, remedy=_("请补上。"))  # fmt: skip
    days = {
        name: _number(given.get(f"days-{name}", ""), f"days-{name}", least=1, most=60)
        for name in supervision.TURNS
    }
    content = ruling.plain(rules) | {
        "name": given["name"].strip(),
        "basis": given["basis"].strip(),
        "days": days,
    }
    return supervision.read(content)


def _number(text: str, field: str, *, least: float = 0, most: float = 100_000, broken: bool = False) -> float:
    """A number as it was typed. Raises Refused with the field."""
    try:
        value = float(text) if broken else int(text)
    except ValueError:
        value = -1
    law.require(least <= value <= most, _("“%(text)s”应当是 %(least)g 到 %(most)g 之间的%(kind)s") % {
        "text": text, "least": least, "most": most, "kind": _("数") if broken else _("整数")},
        supervision.ART_RULES, field=field, remedy=_("请改正。"))  # fmt: skip
    return value


def _levels(given: Mapping[str, str], place: str, point: Point) -> dict[str, dict[str, float]]:
    """The thresholds typed at one place of the form; a level without any is left out."""
    found: dict[str, dict[str, float]] = {}
    for level in supervision.ORDER:
        for test in HEADS:
            text = given.get(f"{place}-{level.value}-{test}", "").strip().rstrip("%")
            if text and test in point.takes:
                value = _number(text, f"{place}-{level.value}-{test}", broken=test in WHOLE)
                found.setdefault(level.value, {})[test] = value / 100 if test in PERCENT else value
    return found


def _places(given: Given) -> list[tuple[str, str]]:
    """Where thresholds for single matters were typed: the place and the matter."""
    return [
        (f"m{n}", given.get(f"m{n}-matter", "").strip())
        for n in range(50)
        if given.get(f"m{n}-matter", "").strip()
    ]


def put(rules: RuleSet, code: str, point: str, given: Given) -> RuleSet:
    """The set with one rule as the form gives it, or without it. Raises Refused with the field."""
    content = ruling.plain(rules)
    others = [one for one in content["rules"] if one["code"] != code]
    at = next((n for n, one in enumerate(content["rules"]) if one["code"] == code), len(others))
    if "drop" in given:
        return supervision.read(content | {"rules": others})
    typed = {name: given.get(name, "").strip() for name in ("code", "name", "basis")}
    for name, label in (("code", _("编号")), ("name", _("监察内容")), ("basis", _("依据"))):
        law.require(
            typed[name],
            _("没有写%(what)s") % {"what": label},
            supervision.ART_RULES,
            field=name,
            remedy=_("请补上。"),
        )
    law.require(typed["code"] not in {one["code"] for one in others}, _("编号“%(code)s”已经有了") % {"code": typed["code"]},
                supervision.ART_RULES, field="code", remedy=_("请换一个编号。"))  # fmt: skip
    taken = supervision.BY_NAME[point]
    old: dict[str, Any] = next((one for one in content["rules"] if one["code"] == code), {})
    made = old | typed | {
        "point": point, "on": "on" in given, "handling": given.get("handling", ""), "kinds": given.getlist("kinds"),
        "levels": _levels(given, "all", taken),
        "matters": {_matter(matter, f"{place}-matter"): _levels(given, place, taken) for place, matter in _places(given)},
    }  # fmt: skip
    if taken.manner is Manner.PATTERN:
        made |= {name: _number(given.get(name, ""), name, least=1) for name in ("window", "sample")}
    _sound(made)
    return supervision.read(content | {"rules": [*others[:at], made, *others[at:]]})


def _matter(text: str, field: str) -> str:
    """A matter by its code. Raises Refused when there is none."""
    law.require(catalogue.matter_names([text]), _("没有编码为“%(code)s”的事项") % {"code": text}, supervision.ART_RULES, field=field,
                remedy=_("请填事项目录里的编码。"))  # fmt: skip
    return text


def _sound(made: dict[str, Any]) -> None:
    """Refuse a rule that makes no sense, at the row of the level that does not."""
    try:
        supervision.read({"name": "-", "basis": "-", "rules": [made]})
    except law.Refused as refused:
        level = next((one for one in supervision.ORDER if f"：{one.label}" in str(refused.reason)), None)
        field = f"all-{level.value}" if level else "all-levels"
        raise law.Refused(
            str(refused.reason), supervision.ART_RULES, field=field, remedy=refused.remedy
        ) from None


def fields(old: Rule | None, point: Point, given: Given, wrong: law.Refused | None) -> dict[str, Any]:
    """All the form of a rule shows."""

    def value(name: str, stored: str) -> str:
        return str(given.get(name, "")) if given is not None else stored

    tests = [name for name in HEADS if name in point.takes]
    places = [("all", "", old.levels if old else {})]
    places += [
        (f"m{n}", matter, own) for n, (matter, own) in enumerate(sorted(old.matters.items()) if old else ())
    ]
    places.append((f"m{len(places) - 1}", "", {}))
    return {
        "texts": [
            _field("code", _("编号"), value("code", old.code if old else ""), _error(wrong, "code")),
            _field("name", _("监察内容"), value("name", old.name if old else ""), _error(wrong, "name")),
            _field("basis", _("依据"), value("basis", old.basis if old else ""), _error(wrong, "basis"), type="long"),
        ],
        "on": "on" in given if given is not None else old is None or old.on,
        "handling": value("handling", old.handling if old else ""),
        "handlings": [(one.value, one.label) for one in Handling],
        "kinds": [(kind.code, kind.label, kind.code in (given.getlist("kinds") if given is not None else old.kinds if old else ()))
                  for kind in KINDS],
        "pattern": [
            _field("window", _("看多少天以内"), value("window", str(old.window if old else 30)), _error(wrong, "window"), type="number"),
            _field("sample", _("至少多少件才算"), value("sample", str(old.sample if old else 10)), _error(wrong, "sample"), type="number"),
        ] if point.manner is Manner.PATTERN else [],
        "heads": [_(HEADS[name]) for name in tests],
        "places": [_place(place, matter, levels, tests, value, wrong) for place, matter, levels in places],
    }  # fmt: skip


def _place(
    place: str, matter: str, levels: Any, tests: list[str], value: Any, wrong: law.Refused | None
) -> dict[str, Any]:
    rows = []
    for level in supervision.ORDER:
        stored = levels[level].given if level in levels else {}
        cells = []
        for test in tests:
            name = f"{place}-{level.value}-{test}"
            shown = stored.get(test)
            text = "" if shown is None else f"{shown * 100 if test in PERCENT else shown:g}"
            cells.append(
                {
                    "name": name,
                    "head": _(HEADS[test]),
                    "value": value(name, text),
                    "error": _error(wrong, name),
                }
            )
        rows.append(
            {
                "level": level,
                "id": f"{place}-{level.value}",
                "cells": cells,
                "error": _error(wrong, f"{place}-{level.value}"),
            }
        )
    name = f"{place}-matter"
    return {
        "place": place,
        "name": name,
        "matter": value(name, matter),
        "error": _error(wrong, name),
        "bare": _error(wrong, f"{place}-levels"),
        "rows": rows,
    }
