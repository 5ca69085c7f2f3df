"""What a story may say, from the law itself: acts and their fields, people, states, papers. JSON Schema 2020-12."""

from __future__ import annotations

from datetime import date
from typing import Any, get_origin

from yichuang.doors.command.stories import agents, cards, matters, projects, tickets
from yichuang.doors.command.stories.cast import PEOPLE
from yichuang.doors.command.stories.macros import MACROS
from yichuang.law import cases as law
from yichuang.law.flow import Rule, Work
from yichuang.law.kinds import KINDS
from yichuang.law.mandates import Post, Power
from yichuang.law.papers import PAPERS
from yichuang.law.words import Ground, Handling, LicenceStatus, Light, Outcome, Purpose, Role, State, Word

Plain = dict[str, Any]
TEXT: Plain = {"type": "string"}
YES: Plain = {"enum": ["是", "否"]}
DAY: Plain = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2026-03-02"}
DAY_OR_NONE: Plain = {
    "type": "string",
    "pattern": r"^(\d{4}-\d\d-\d\d|无)$",
    "description": "日期，如 2026-03-02，或者“无”",
}
MOMENT: Plain = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d$",
    "description": "日期和时刻，如 2026-03-02 09:10",
}
ARTICLE: Plain = {
    "type": "string",
    "pattern": r"^\S+ \d+(\(\d+\)){0,2}$",
    "description": "法律名称、条、款、项，如 行政许可法 32(1)(4)",
}
LIMIT: Plain = {
    "type": "string",
    "pattern": r"^\d+个?(工作日|日)$",
    "description": "期限，如 20个工作日 或者 30日",
}
COUNT: Plain = {"type": "string", "pattern": r"^\d+$", "description": "数字，如 10"}


def labels() -> dict[str, str]:
    """The acts people do to a case, of every kind, by their label; one that begins a case of its own is said in one line."""
    return {
        act.label: act.name
        for kind in KINDS
        for act in kind.acts
        if act.by != {Role.SYSTEM} and act.label not in MACROS
    }


def _words(word: type[Word], *more: str) -> Plain:
    return {"enum": list(dict.fromkeys([*(one.label for one in word), *more]))}


def _many(item: Plain) -> Plain:
    return {"type": "array", "items": item}


def _closed(properties: Plain, *required: str, **more: Any) -> Plain:
    own = {"required": list(required)} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": properties} | own | more


def _content(ask: law.Ask) -> Plain:
    """What one field of an act takes."""
    described = {"description": ask.asked.help} if ask.asked.help else {}
    if ask.choices:
        return {"enum": [label for _, label in ask.choices]} | described
    if ask.type is bool:
        return YES | described
    if ask.type is date:
        return DAY
    if ask.name == "decisions":
        rows = {"做什么": TEXT, "责任单位": TEXT, "责任人": TEXT, "工作日": COUNT}
        return _many(_closed(rows, "做什么"))
    if ask.name == "points":
        return _many(_closed({"材料": TEXT, "问题": TEXT, "依据": TEXT}, "问题")) | described
    if get_origin(ask.type) is dict:
        return {"type": "object", "additionalProperties": TEXT} | described
    return (_many(TEXT) if get_origin(ask.type) is tuple else TEXT) | described


_OPENING: Plain = {
    "类型": _words(Purpose),
    "原办件": TEXT,
    "情形": {"type": "object", "additionalProperties": TEXT},
}


def _contents() -> list[Plain]:
    """For each act, which fields its content may have."""
    rules = []
    for label, fields in (
        *(
            (label, {a.asked.label: _content(a) for a in law.asks(law.DOERS[name].command)})
            for label, name in labels().items()
        ),
        *((name, _OPENING if macro.opens else dict(macro.asks)) for name, macro in MACROS.items()),
    ):
        when = {"properties": {"做": {"const": label}}, "required": ["做"]}
        rules.append({"if": when, "then": {"properties": {"内容": _closed(fields)}}})
    return rules


def _expected() -> Plain:
    papers = [word for paper in PAPERS.values() for word in (paper.code, paper.name)]
    days = ("期限", "承诺期限", "法定期限", "收到日", "受理日", "送达日", "许可有效期至")
    return _closed(
        {
            "状态": _words(State),
            "结果": _words(Outcome, "无"),
            "灯": _words(Light),
            "暂定": YES,
            "许可": _words(LicenceStatus, "无"),
            **dict.fromkeys(days, DAY_OR_NONE),
            "文书": _many({"enum": papers}) | {"description": "已有的文书，写代号或者名称"},
            "事实": _many(TEXT) | {"description": "证据链里有这些话"},
            "没有的事实": _many(TEXT) | {"description": "证据链里没有这些话"},
            "被拒绝的尝试": _many(TEXT) | {"description": "这个月没有权限而想办的，都记下了这些话"},
            "证据链": {"enum": ["相符", "不符"]},
            **agents.EXPECTED,
            **cards.EXPECTED,
            **matters.EXPECTED,
            **projects.EXPECTED,
            **tickets.EXPECTED,
        }
    )


def _person() -> Plain:
    officer = _closed(
        {
            "岗位": _many(_words(Post)) | {"minItems": 1},
            "单位": TEXT | {"description": "机关简称；不写就是事项的办理机关"},
            "授权": _many(_words(Power)) | {"description": "授权书里的权限；不写就没有授权书"},
            "授权事项": _many(TEXT) | {"description": "授权书只管这些事项；不写就是全部"},
            "授权自": DAY,
            "授权至": DAY,
            "授权撤销": DAY,
            "回避": {"enum": ["申请人", "他人"], "description": "和谁有利害关系"},
        },
        "岗位",
    )
    known = {"type": "string", "description": "同一个人的另一个称呼，如 申请人、窗口"}
    return {
        "type": "object",
        "additionalProperties": {"if": {"type": "object"}, "then": officer, "else": known},
    }


def _flow_step() -> Plain:
    return _closed(
        {
            "名称": TEXT,
            "谁办": _words(Work),
            "时限": COUNT | {"description": "工作日，如 2"},
            "现场核查": YES,
            "之后": _many(TEXT) | {"description": "在哪些环节之后；“受理”就是一受理就办；不写就是上一个"},
            "情形": _many({"type": "string", "pattern": r"^[a-z][a-z0-9_]*=.+$", "description": "问题=回答"}),
            "会签": _words(Rule),
            "会签人": _many(_words(Post)),
            "至少": COUNT,
        },
        "名称",
    )


def _setting() -> Plain:
    return _closed(
        {
            "办件类型": _words(Handling),
            "法定期限": LIMIT,
            "承诺期限": LIMIT,
            "环节": _many(_flow_step()) | {"description": "受理和决定之间的环节"},
            "期限起算": {"enum": ["受理", "收到"]},
            "可以延长": LIMIT,
            "特别程序": _many(_words(Ground)),
            "必须听证": YES,
            "有效期（月）": COUNT,
            "延续提前（工作日）": COUNT,
        },
        description="和办事指南不同的地方；不写的照指南",
    )


def _step() -> Plain:
    refused = {
        "if": {"type": "object"},
        "then": _closed({"因为": TEXT, "条文": ARTICLE}),
        "else": {"type": "string", "description": "拒绝理由里应有的话"},
    }
    properties = {
        "时间": MOMENT,
        "到": MOMENT | {"description": "时间走到这一刻，到期的事自动办理，如 2026-03-02 09:10"},
        "谁": {"type": "string", "description": f"不写就是申请人。{'、'.join(PEOPLE)}，或者“人物”里的人"},
        "做": {"enum": [*MACROS, *labels()]},
        "办件": {"type": "string", "description": "有几个办件时分别叫甲、乙；不写就是上一步的办件"},
        "内容": {"type": "object"},
        "凭证号": {"type": "string", "description": "同一个凭证号只办一次"},
        "页面打开于": MOMENT | {"description": "办理的人看到的是那一刻的办件，如 2026-03-02 09:10"},
        "应被拒绝": refused,
        "期望": _expected(),
    }
    whole = {"description": "每一步或者写“到”，或者写“时间”和“做”"}
    return _closed(
        properties, **whole, anyOf=[{"required": ["到"]}, {"required": ["时间", "做"]}], allOf=_contents()
    )


def schema() -> Plain:
    """The schema of a story file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "故事",
        **_closed(
            {
                "故事": TEXT | {"minLength": 1},
                "证明": _many(ARTICLE) | {"minItems": 1},
                "任务": _many(
                    {"type": "string", "pattern": r"^[A-Z]\d+$", "description": "任务的编号，如 A2"}
                ),
                "事项": TEXT | {"description": "事项目录里的名称或者编码"},
                "事项设定": _setting(),
                "监察规则": cards.NAMED | {"description": "从头到尾用哪个城市的监察规则；不写就是现行的"},
                "人物": _person(),
                "经过": _many(_step()) | {"minItems": 1},
                "结果": _expected(),
            },
            "故事",
            "证明",
            "事项",
            "经过",
        ),
    }
