"""Joint projects of the demonstration: lived through by the acts of a story, up to now, each at another stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from yichuang.doors.command.lives import Hall
from yichuang.doors.command.stories import filling
from yichuang.doors.command.stories.stage import Stage
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Permission, Power
from yichuang.law.words import ServiceMode, State
from yichuang.office.cases import acts, reads
from yichuang.office.directory import reads as directory
from yichuang.office.files import acts as files
from yichuang.site import followers

SOON = timedelta(minutes=20)
PROJECT = "joint-industrial-project"
BARE = dict.fromkeys(("listed", "slope", "water", "energy", "shelter", "bigfire", "digging"), "no") | {
    "eia": "register"
}
"""The answers of the smallest project: only what every project needs."""
RESOLVED = {
    "做什么": "就临时占用绿地出具书面意见",
    "责任单位": "自然资源局",
    "责任人": "王建国",
    "工作日": "3",
}


def whole(begin: date, until: date, situation: Mapping[str, str]) -> list[dict[str, Any]]:
    """A project that was handed in on a day and went its way, each on the last day of its limit, until another."""
    return [
        {"时间": f"{begin} 09:10", "谁": "申请人", "做": "提交齐全的申请", "内容": {"情形": situation}},
        {"时间": f"{begin} 10:00", "谁": "窗口", "做": "受理"},
        {
            "时间": f"{begin} 14:00",
            "谁": "窗口",
            "做": "各方都在期限最后一天办，直到办结",
            "内容": {"直到": str(until)},
        },
    ]


def _stuck(begin: date, met: date) -> list[dict[str, Any]]:
    """A project that got stuck; a coordination meeting gave a task that is late by now."""
    called = {
        "会议": "协调会",
        "日期": str(met),
        "地点": "政务服务中心三楼会议室",
        "参加单位和人员": ["发改局", "自然资源局", "建设单位"],
        "事由": "厂区道路占用绿地，两部门意见不一致",
    }
    held = {"会议": "协调会", "到会人员": ["发改局唐静", "自然资源局王建国", "建设单位代表"], "会议纪要": "各方说明了情况，查看了图纸。",
            "结论": "同意先按临时占用办理", "决定": [RESOLVED]}  # fmt: skip
    return [
        *whole(begin, begin, BARE)[:2],
        {"时间": f"{begin} 15:00", "谁": "首席代表", "做": "召集会议", "内容": called},
        {"时间": f"{met} 16:00", "谁": "首席代表", "做": "登记会议纪要", "内容": held},
    ]


def fill(until: datetime) -> int:
    """Live through the projects of the demonstration's firm up to a moment. Returns how many."""
    calendar, today = directory.calendar(), until.astimezone(CHINA).date()
    here = calendar.position(today)

    def before(days: int) -> date:
        return calendar.workday(here - days)

    plays = (
        whole(before(42), today, {}),
        whole(before(70), today, BARE | {"bigfire": "yes"}),
        whole(before(6), today, BARE),
        _stuck(before(9), before(7)),
    )
    digest, hall = files.sample_material(), Hall(Random(1), until)  # noqa: S311 - a sample must be repeatable
    for steps in plays:
        stage = Stage({"事项": PROJECT, "经过": steps, "证明": [], "故事": ""}, client="company")
        with filling.handing_in(digest):
            stage.play()
        _keep(stage.cases["甲"])
        _hand_over(stage.cases["甲"], hall)
    followers.settle()
    return len(plays)


def _hand_over(project: str, hall: Hall) -> None:
    """What was granted is made and served the same day, each matter of a project for itself and the whole at its end."""
    for number in (*(child for child, _, _ in reads.of_project(project)), project):
        case = reads.folded(number)
        on = case.last_at.astimezone(CHINA).date()
        if case.state is State.GRANTED:
            chief = hall.who(case.body, Permission.CASE_CERTIFY, Power.CERTIFY, on, case.matter)
            case = acts.act(number, c.MakeCertificate(), by=chief, at=case.last_at + SOON).case
        if case.state in (State.CERTIFIED, State.CONCLUDED):
            clerk = hall.who(case.body, Permission.CASE_SERVE, None, on, case.matter)
            served = c.Serve(mode=ServiceMode.ELECTRONIC, receiver=reads.client(number).name)
            acts.act(number, served, by=clerk, at=case.last_at + SOON)


def _keep(project: str) -> None:
    """Let the sample material belong to the project and its matters, so that it can be looked at."""
    cases = [
        reads.folded(number) for number in (project, *(child for child, _, _ in reads.of_project(project)))
    ]
    files.keep_sample(
        [
            (case.number, case.region, case.body, case.applicant, held.digest, held.name, case.opened_at)
            for case in cases
            for held in case.materials.values()
            if held.digest
        ]
    )
