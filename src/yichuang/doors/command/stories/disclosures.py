"""What a story may do with duties to publish: give one to a person of a body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from yichuang.doors.command.stories import duties
from yichuang.doors.command.stories.cast import Cast
from yichuang.law.cases import commands as c
from yichuang.law.cases import require
from yichuang.law.facts import Allowed
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Category, Change, Moment, Occasion, Outlet, Subject
from yichuang.law.openness import IN_TIME, Rhythm, goal, norm, usual
from yichuang.office.cases import apart
from yichuang.office.cases.models import CaseRow
from yichuang.office.openness import acts as openness
from yichuang.office.openness import duties as duties_of
from yichuang.office.openness.breakdown import acts as breakdown
from yichuang.office.openness.models import DutyLine


class Player(duties.Player, Protocol):
    """The stage, as far as a duty to publish needs it."""

    people: Cast

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _open(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """A duty is given; without 工作日 it has the limit of its kind of result."""
    category = next(one for one in Category if one.label == content["公开类别"])
    person = str(content.get("责任人", ""))
    days = content.get("工作日")
    command = c.OpenDisclosure(
        title=content["公开什么"],
        category=category,
        moment=usual(category),
        section=content.get("责任科室", "办公室"),
        officer=player.people.number(person) if person else "",
        officer_name=person,
        outlets=tuple(one for one in Outlet if one.label in content.get("渠道", ["网站"])),
        allowed=Allowed(int(days), "workday", content["依据"]) if days else IN_TIME,
        because=content["因为"],
        subject=next((one for one in Subject if one.label == content.get("主题")), Subject.OTHER),
    )
    begun = apart.open_disclosure(
        command, player.base.body, player.base.region, by=player.standing(who), at=player.now
    )
    player.cases[player.current] = begun.case.number
    player.done.add("disclosure/open_disclosure")


def _words(player: Player, content: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the breakdown by its labels; what is not said is as usual."""
    person = str(content.get("责任人", ""))
    given: dict[str, Any] = {
        "body": player.base.body, "title": content.get("公开什么", ""), "section": content.get("责任科室", "办公室"),
        "officer": player.people.number(person) if person else "", "basis": content.get("依据", "《政府信息公开条例》第十九条"),
        "days": int(content.get("工作日", "20")), "outlets": ["site"], "each": content.get("每件单独公开") == "是",
        "norm": content.get("文件", ""), "article": content.get("条款", ""),
    }  # fmt: skip
    for label, field, words in (("公开类别", "category", Category), ("公开时机", "moment", Moment), ("周期", "rhythm", Rhythm),
                                ("事件", "occasion", Occasion), ("主题", "subject", Subject)):  # fmt: skip
        found = [one.value for one in words if one.label == content.get(label)]
        given |= {field: found[0]} if found else {}
    for label, field in (("月", "month"), ("日", "day"), ("开始前", "lead")):
        given |= {field: int(content[label])} if label in content else {}
    return given


def _code(player: Player, title: str) -> str:
    """The code of the line of this title: a draft's, else the one that holds."""
    rows = [duties_of.item(row) for row in DutyLine.objects.filter(body=player.base.body, waiting=True)]
    drafted = [one.code for one in rows if one.draft and one.draft.words["title"] == title]
    held = [one.code for one in duties_of.rules(player.now.date(), player.base.body)[0] if one.title == title]
    return next(iter([*drafted, *held]), "")


def _propose(player: Player, who: str, content: Mapping[str, Any]) -> None:
    change = next(one for one in Change if one.label == content.get("做什么", Change.SET.label))
    words, code = _words(player, content), _code(player, content.get("公开什么", ""))
    since = date.fromisoformat(content["自"]) if "自" in content else player.now.date()
    breakdown.propose(
        words | ({"code": code} if code else {}), change=change, since=since, reason=content.get("理由", ""),
        by=player.standing(who), at=player.now, follow=content.get("一并移交") == "是",
    )  # fmt: skip


def _adopt(player: Player, who: str, content: Mapping[str, Any]) -> None:
    code = _code(player, content["公开什么"])
    seen = DutyLine.objects.filter(pk=code).values_list("version", flat=True).first() or 0
    breakdown.adopt(code, seen, by=player.standing(who), at=player.now)


def _back(player: Player, who: str, content: Mapping[str, Any]) -> None:
    code = _code(player, content["公开什么"])
    breakdown.give_back(code, content.get("理由", ""), by=player.standing(who), at=player.now)


def _drop(player: Player, who: str, content: Mapping[str, Any]) -> None:
    code = _code(player, content["公开什么"])
    breakdown.drop(code, content.get("理由", ""), by=player.standing(who), at=player.now)


def _issue(player: Player, who: str, content: Mapping[str, Any]) -> None:
    day = date.fromisoformat(content.get("印发", f"{player.now:%F}"))
    since = date.fromisoformat(content.get("施行", f"{day}"))
    repeal = "废止" in content
    asked = (norm.Repeal(date.fromisoformat(content["废止"]), content.get("理由", "")) if repeal
             else norm.Issue(content.get("标题", ""), content.get("文号", ""), day, since))  # fmt: skip
    breakdown.issue(content["编号"], player.base.body, asked, by=player.standing(who), at=player.now)


def _goal(player: Player, who: str, content: Mapping[str, Any]) -> None:
    asked = goal.SetGoal(int(content["年份"]), int(content["目标"]), content.get("理由", ""))
    breakdown.set_goal(player.people.number(content["责任人"]), asked, by=player.standing(who), at=player.now)


def _happened(player: Player, who: str, content: Mapping[str, Any]) -> None:
    occasion = next(one for one in Occasion if one.label == content["事件"])
    begins = date.fromisoformat(content["开始"]) if "开始" in content else None
    opened = openness.happened(occasion, player.base.body, content.get("因为", ""), by=player.standing(who), at=player.now,
                               begins=begins)  # fmt: skip
    _of(player, [one.case.number for one in opened], content)


def _find(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """The duty that opened by itself is the case in question from now on."""
    found = CaseRow.objects.filter(
        kind="disclosure", body=player.base.body, name=content["公开什么"]
    ).order_by("-opened_at", "-number")
    numbers = [number for number in found.values_list("pk", flat=True) if number not in player.cases.values()]
    require(numbers, f"没有产生“{content['公开什么']}”")
    _of(player, numbers[:1], content)


def _of(player: Player, numbers: list[str], content: Mapping[str, Any]) -> None:
    wanted = content.get("公开什么", "")
    names = dict(CaseRow.objects.filter(pk__in=numbers).values_list("pk", "name"))
    player.cases[player.current] = next((one for one in numbers if names[one] == wanted), numbers[0])
    player.done.add("disclosure/open_disclosure")


def _month_end(player: Player, who: str, content: Mapping[str, Any]) -> None:
    openness.forget()
    openness.close_month(player.now)


_TEXT = {"type": "string"}
_NUMBER = {"type": "string", "pattern": r"^\d+$", "description": "数字，如 7"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2026-04-01"}
_YES = {"enum": ["是", "否"]}
_LINE: Mapping[str, Any] = {
    "公开什么": _TEXT, "公开类别": {"enum": [one.label for one in Category]}, "公开时机": {"enum": [one.label for one in Moment]},
    "周期": {"enum": [one.label for one in Rhythm]}, "月": _NUMBER, "日": _NUMBER, "开始前": _NUMBER,
    "事件": {"enum": [one.label for one in Occasion]}, "主题": {"enum": [one.label for one in Subject]}, "每件单独公开": _YES, "工作日": _NUMBER, "责任科室": _TEXT, "责任人": _TEXT,
    "依据": _TEXT, "文件": _TEXT, "条款": _TEXT, "自": _DAY, "理由": _TEXT, "一并移交": _YES,
    "做什么": {"enum": [one.label for one in Change]},
}  # fmt: skip
_ONE: Mapping[str, Any] = {"公开什么": _TEXT, "理由": _TEXT}
DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "下达公开任务": (
        _open,
        {
            "公开什么": _TEXT,
            "公开类别": {"enum": [one.label for one in Category]},
            "主题": {"enum": [one.label for one in Subject]},
            "因为": _TEXT,
            "责任科室": _TEXT,
            "责任人": _TEXT,
            "工作日": {"type": "string", "pattern": r"^\d+$", "description": "数字，如 7"},
            "依据": _TEXT,
            "渠道": {"type": "array", "items": {"enum": [one.label for one in Outlet]}},
        },
    ),
    "提出修改任务分解": (_propose, _LINE),
    "采用任务分解": (_adopt, _ONE),
    "退回任务分解的修改": (_back, _ONE),
    "放弃任务分解的修改": (_drop, _ONE),
    "登记文件": (_issue, {"编号": _TEXT, "标题": _TEXT, "文号": _TEXT, "印发": _DAY, "施行": _DAY, "废止": _DAY, "理由": _TEXT}),
    "确定责任目标": (_goal, {"责任人": _TEXT, "年份": _NUMBER, "目标": _NUMBER, "理由": _TEXT}),
    "有了要公开的事": (
        _happened, {"事件": {"enum": [one.label for one in Occasion]}, "因为": _TEXT, "开始": _DAY, "公开什么": _TEXT},
    ),
    "找到自己产生的公开任务": (_find, {"公开什么": _TEXT}),
    "月末核对责任得分": (_month_end, {}),
}  # fmt: skip
