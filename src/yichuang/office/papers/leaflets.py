"""Guides on paper: the one-page leaflet 明白纸 of a matter and the booklet of many, from the same words as the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from yichuang.law.clocks import Unit
from yichuang.office.catalogue import chart, editions, names
from yichuang.office.catalogue.gate import choices, resolved, schema
from yichuang.office.catalogue.reads import Guide
from yichuang.office.papers.press import code, lay_out

_SOURCES = dict(choices(schema()["properties"]["materials"]["items"]["properties"]["source"]))
_SUBJECTS = dict(choices(resolved(schema()["properties"]["subjects"]["items"])))


def limit(plain: dict[str, Any]) -> str:
    """A limit in words: 10 个工作日."""
    return f"{plain['amount']} {'个工作日' if plain['unit'] == Unit.WORKDAY else '日'}"


def fee(content: dict[str, Any]) -> str:
    """What it costs and on which article."""
    if not content["fee"]["charged"]:
        return "不收费"
    return f"{content['fee']['standard']}（依据{editions.cite(content['fee']['basis']).text}）"


def _materials(content: dict[str, Any]) -> list[list[str]]:
    rows = []
    for material in content["materials"]:
        when = "" if material["need"] == "required" else "看情形，"
        source = "可网上核验，不用带" if material["can_share"] else _SOURCES[material["source"]]
        rows.append([material["name"], source, when + material["why"]])
    return rows


def plain(guide: Guide, url: str) -> dict[str, Any]:
    """Everything the leaflet says of one matter, the seven items of publicity in their order."""
    c, body = guide.content, guide.body
    promise = "当场" if c["handling"] == "immediate" else limit(c["promised"])
    visits = f"{c['visits']['count']} 次"
    return {
        "name": c["name"],
        "plain": c["plain"],
        "qr": code(url),
        "tiles": [
            [promise, f"承诺办结，法定 {limit(c['statutory'])}"],
            ["不收费" if not c["fee"]["charged"] else "收费", "见第六项"],
            [visits, "跑大厅"],
            [f"{len(guide.edition.materials)} 份", "材料，按情形可能更少"],
        ],
        "body": f"{body.name}办理，结果是{c['result']['name']}。",
        "subjects": "服务对象：" + "、".join(_SUBJECTS[one] for one in c["subjects"]),
        "basis": [f"{editions.cite(one).text}：{one['says']}" for one in c["basis"]],
        "conditions": list(c["conditions"]),
        "materials": _materials(c),
        "chart": chart.swimlanes(c, names.of(c)),
        "fee": fee(c),
        "contact": f"地点：{body.address}。时间：{body.hours}。咨询电话：{body.phone}。监督投诉电话：{body.supervision_phone}。",
    }


def leaflet(guide: Guide, url: str, on: date) -> bytes:
    """The leaflet of one matter as PDF, with the code that leads to its guide."""
    note = f"第{guide.edition.number}版，{on:%Y年%-m月%-d日}印。以网上公布的办事指南为准。"
    data = {"title": guide.name, "subtitle": "", "note": note, "guides": [plain(guide, url)]}
    return lay_out("leaflet", data, on)


def booklet(guides: Iterable[tuple[Guide, str]], title: str, on: date) -> bytes:
    """The booklet of many matters as PDF: cover, contents, one leaflet each."""
    pages = [plain(guide, url) for guide, url in guides]
    note = f"{on:%Y年%-m月%-d日}印。以网上公布的办事指南为准。"
    data = {"title": title, "subtitle": f"共 {len(pages)} 个事项", "note": note, "guides": pages}
    return lay_out("leaflet", data, on)


def form(guide: Guide, on: date, *, sample: bool) -> bytes:
    """The application form of a matter as PDF: empty, or filled in as the sample the law wants shown (行政许可法 30)."""
    named = next(
        (m["name"] for m in guide.content["materials"] if "申请" in m["name"]), f"{guide.name}申请书"
    )
    rows = [
        {
            "label": field["label"],
            "required": field["required"],
            "help": field["help"],
            "example": field["example"],
            "options": field.get("options", []),
        }
        for field in guide.content["fields"]
    ]
    note = f"{guide.name}第{guide.edition.number}版。" + (
        "示范内容都是虚构的。" if sample else "填法见示范文本。"
    )
    data = {
        "title": named,
        "matter": guide.name,
        "body": guide.body.name,
        "rows": rows,
        "sample": sample,
        "note": note,
    }
    return lay_out("form", data, on)
