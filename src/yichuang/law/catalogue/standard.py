"""Standard and local: what a standard item fixes, a local edition may only make easier (优化营商环境条例 35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yichuang.law.catalogue.finding import Finding
from yichuang.law.catalogue.lint import Content
from yichuang.law.cite import BUSINESS
from yichuang.law.clocks import Unit

EASIER = BUSINESS.art("35", "推进政务服务标准化，没有法律、法规、规章依据不得增设办理条件和环节")
_MEND = "照标准改；地方只能减材料、缩时限、增渠道。"


def harder(local: Content, standard: Content) -> tuple[Finding, ...]:
    """Everything in which the local edition asks more, takes longer or gives less than its standard."""
    rules = (_limits, _materials, _conditions, _steps, _money, _ways, _result)
    return tuple(finding for rule in rules for finding in rule(local, standard))


def _finding(where: str, what: str) -> Finding:
    return Finding("harder-than-standard", where, what, _MEND, EASIER.text)


def _most(limit: Mapping[str, Any]) -> float:
    """A limit in natural days, read against the local edition: five working days may take seven."""
    return float(limit["amount"]) * (1.4 if limit["unit"] == Unit.WORKDAY else 1)


def _limits(local: Content, standard: Content) -> Iterator[Finding]:
    for key, label in (
        ("statutory", "法定时限"),
        ("promised", "承诺时限"),
        ("extension", "延长期限"),
        ("service", "送达期限"),
    ):
        if key in standard and _most(local[key]) > _most(standard[key]):
            yield _finding(key, f"{label}比标准长")


def _materials(local: Content, standard: Content) -> Iterator[Finding]:
    known = {material["name"]: material for material in standard["materials"]}
    for n, material in enumerate(local["materials"]):
        where, name = f"materials/{n}", material["name"]
        fixed = known.get(name)
        if fixed is None:
            yield _finding(where, f"标准里没有材料“{name}”")
            continue
        if material["copies"] > fixed["copies"]:
            yield _finding(where, f"材料“{name}”要 {material['copies']} 份，标准只要 {fixed['copies']} 份")
        if fixed["need"] == "situational" and material["need"] == "required":
            yield _finding(where, f"材料“{name}”标准只在有的情形才要")
        if fixed["need"] == material["need"] == "situational" and fixed["when"] != material["when"]:
            yield _finding(where, f"材料“{name}”所要的情形和标准不同")
        for key, label in (("can_share", "由数据共享取得"), ("can_waive", "承诺后补")):
            if fixed[key] and not material[key]:
                yield _finding(where, f"材料“{name}”标准可以{label}，这里不可以")
        if material["form"] == "original" and fixed["form"] != "original":
            yield _finding(where, f"材料“{name}”标准不要原件")


def _conditions(local: Content, standard: Content) -> Iterator[Finding]:
    known = set(standard["conditions"])
    for n, condition in enumerate(local["conditions"]):
        if condition not in known:
            yield _finding(f"conditions/{n}", f"标准里没有条件“{condition}”")


def _steps(local: Content, standard: Content) -> Iterator[Finding]:
    if len(local["steps"]) > len(standard["steps"]):
        yield _finding("steps", f"环节 {len(local['steps'])} 个，标准只有 {len(standard['steps'])} 个")
    if local["site_check"]["needed"] and not standard["site_check"]["needed"]:
        yield _finding("site_check", "标准不要现场核查")
    extra = {s["ground"] for s in local["special"]} - {s["ground"] for s in standard["special"]}
    if extra:
        yield _finding("special", "特别程序比标准多")
    required = {field["label"] for field in local["fields"] if field["required"]}
    if "fields" in standard:
        more = sorted(required - {field["label"] for field in standard["fields"]})
        if more:
            yield _finding("fields", f"申请表比标准多填“{'、'.join(more)}”")


def _money(local: Content, standard: Content) -> Iterator[Finding]:
    if not local["fee"]["charged"]:
        return
    if not standard["fee"]["charged"]:
        yield _finding("fee", "标准不收费")
    elif local["fee"].get("standard") != standard["fee"].get("standard"):
        yield _finding("fee", "收费标准和标准不同：机器比不出高低，只能照标准写，或者不收")


def _ways(local: Content, standard: Content) -> Iterator[Finding]:
    if local["visits"]["count"] > standard["visits"]["count"]:
        yield _finding(
            "visits", f"要跑 {local['visits']['count']} 次，标准是 {standard['visits']['count']} 次"
        )
    for key, label in (("channels", "办理渠道"), ("online_depth", "网上办理深度"), ("subjects", "服务对象")):
        if set(standard[key]) - set(local[key]):
            yield _finding(key, f"{label}比标准少")
    if standard["handling"] == "immediate" and local["handling"] != "immediate":
        yield _finding("handling", "标准是即办件")
    reach = ("local", "city", "province", "national")
    if reach.index(local["scope"]) < reach.index(standard["scope"]):
        yield _finding("scope", "通办范围比标准小")


def _result(local: Content, standard: Content) -> Iterator[Finding]:
    fixed, own = standard["result"]["validity_months"], local["result"]["validity_months"]
    if own is not None and (fixed is None or own < fixed):
        yield _finding("result", "许可的有效期比标准短")
    if local["hearing_required"] and not standard["hearing_required"]:
        yield _finding("hearing_required", "标准不要求听证")
    if standard["quantity_limit"] == "无数量限制" and local["quantity_limit"] != standard["quantity_limit"]:
        yield _finding("quantity_limit", "标准没有数量限制")
    if (
        local["renewal"]
        and standard["renewal"]
        and local["renewal"]["before"] > standard["renewal"]["before"]
    ):
        yield _finding("renewal", "延续要提前的天数比标准多")
