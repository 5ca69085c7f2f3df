"""A year of publications of the demonstration's bodies, lived through duty by duty: most in time, some late, one withheld, some in part."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.kinds.disclosure import DISCLOSURE, MATTER
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Reach, Standing
from yichuang.law.open_words import Outlet, Verdict
from yichuang.law.openness import DutyRule, openings
from yichuang.law.words import Role
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.openness import acts, duties

YEAR = timedelta(days=330)
SERIAL = 700_000
"""Where their numbers begin, away from the others of the sample."""
TEXTS = {
    "S1": "一、主要职责：依法办理本机关的行政许可和公共服务事项。\n二、内设科室：办公室、业务科、财务科。\n三、办公时间：工作日9:00至17:30。\n四、咨询电话见办事指南。",
    "G1": "一、全部许可事项承诺时限比法定时限缩短一半以上。\n二、网上可办率达到百分之九十五。\n三、群众评价非常满意、满意的占百分之九十八。\n每一项都有责任科室，进展按季度公开。",
    "P1": "本季度重点工作：\n一、并联审批的项目全部按期办结。\n二、窗口延时服务覆盖午休时段。\n三、下季度安排：材料清单再核一遍，能共享的不再要。",
    "R1": "本月行政许可办理情况：受理{a}件，办结{b}件，不予许可{c}件，平均用时{d}个工作日。每一件的决定文书可以在“验文书”核验。",
    "R2": "一、收入预算：全部为财政拨款。\n二、支出预算：基本支出、项目支出。\n三、“三公”经费：公务接待、公务用车运行维护、因公出国（境）。\n四、各项数字和上年的比较及原因。",
}
HELD = "含有审议中的定价依据，属于过程性信息"


def _standing(rule: DutyRule, region: str, name: str, post: Post) -> Standing:
    reach = Reach(permissions=PERMISSIONS[post], region=region, body=rule.body)
    actor = Actor(Role.OFFICER, id=f"{rule.officer}" if post is Post.CHIEF else f"{rule.body}-head", name=name,
                  body=rule.body, post=post.label)  # fmt: skip
    return Standing(actor=actor, permissions=reach.permissions, region=region, body=rule.body)


class _Desk:
    """The desk of a duty: its writer, its reviewer, its moments."""

    def __init__(self, rule: DutyRule, at: datetime, until: datetime, dice: Random, serial: int) -> None:
        region = directory.region_of(rule.body)
        self.until, self.dice, self.at = until, dice, at
        self.writer = _standing(rule, region, rule.officer_name, Post.CHIEF)
        self.head = _standing(rule, region, "机关负责人", Post.HEAD)
        first = apart.opened(MATTER, rule.title, rule.body, region, "")
        number = cases.numbered(region, rule.body, law.day(at), SERIAL + serial)
        self.life: Life = bulk.begin(first, number, Client("", rule.officer_name), f"{dice.randrange(10**8):08d}",
                                     by=self._scene(TIMER), grain=self._grain)  # fmt: skip
        self.life.act(
            acts.command(rule, f"{at:%Y年%-m月%-d日}到期", on=law.day(at)),
            self._scene(TIMER),
            grain=self._grain,
        )

    def _grain(self) -> bytes:
        return self.dice.randbytes(16)

    def _scene(self, by: Standing) -> law.Scene:
        return law.Scene(DISCLOSURE, by, self.at, MATTER, directory.calendar())

    def do(self, by: Standing, command: object, wait: timedelta) -> None:
        """One act some time later, unless that lies in the future."""
        self.at += wait
        if self.at <= self.until:
            self.life.act(command, self._scene(by), grain=self._grain)


def _lived(rule: DutyRule, at: datetime, until: datetime, dice: Random, serial: int) -> Life:
    desk = _Desk(rule, at, until, dice, serial)
    chance, many = dice.random(), dice.randint(20, 90)
    text = TEXTS[rule.code.rpartition("-")[2]].format(
        a=many + dice.randint(0, 9), b=many, c=dice.randint(0, 3), d=dice.randint(2, 6)
    )
    days = rule.days + dice.randint(5, 12) if chance < 0.06 else dice.randint(1, max(1, rule.days - 3))
    if chance > 0.97:
        text += "\n联系人身份证号码990101199003070015。"
    title = (
        f"{at:%Y}年{rule.title.removeprefix('年度')}"
        if rule.rhythm.value == "yearly"
        else f"{at:%Y年%-m月}{rule.title}"
    )
    desk.do(desk.writer, c.DraftDisclosure(title=title, text=text), timedelta(days=days))
    if 0.95 < chance <= 0.97:
        desk.do(
            desk.head,
            c.ReviewDisclosure(verdict=Verdict.WITHHELD, drafting=True, reason=HELD),
            timedelta(hours=2),
        )
        return desk.life
    part = chance > 0.97
    shown = text.replace("990101199003070015", "（已隐去）") if part else text
    desk.do(desk.head, c.ReviewDisclosure(verdict=Verdict.PART if part else Verdict.WHOLE, text=shown, privacy=part,
                                          reason="隐去身份证号码" if part else ""), timedelta(hours=2))  # fmt: skip
    desk.do(desk.writer, c.PublishDisclosure(), timedelta(hours=1))
    if Outlet.BOARD in rule.outlets and desk.life.case.disclosure and desk.life.case.disclosure.published_on:
        shown_on = c.ShowOnOutlet(outlet=Outlet.BOARD, on=law.day(desk.at), proof="一楼大厅公开栏")
        desk.do(desk.writer, shown_on, timedelta(minutes=30))
    return desk.life


def fill(until: datetime, *, seed: int = 711) -> int:
    """Live through a year of every body's duties up to now and put them on record. Returns how many."""
    dice, (rules, _) = Random(seed), duties.rules()  # noqa: S311 - repeatable
    lives: list[Life] = []
    first = law.day(until - YEAR)
    for rule in rules:
        for on in openings(rule, first, law.day(until)):
            at = datetime.combine(on, time(9), CHINA)
            if at <= until:
                lives.append(_lived(rule, at, until, dice, len(lives)))
    return acts.put(lives)
