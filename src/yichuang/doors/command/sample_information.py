"""Requests for information of the demonstration: last year and this one, every kind of reply, so that the annual report is full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from stdnum.cn import ric

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.kinds.information import INFORMATION, MATTER
from yichuang.law.mandates import TIMER, Standing
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Heard, Reply
from yichuang.law.words import State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.information import acts
from yichuang.office.openness import duties, sample

SERIAL, DAYS, MANY = 400_000, 640, 72
"""Where their numbers begin, away from the others of the sample; how far back; how many."""
WANTED = (
    "达萨街道路维修工程的竣工决算", "{y}年物业专项维修资金的使用明细", "阳光花园小区的规划验收合格证", "老旧小区改造的项目名单",
    "{y}年供水水质检测报告", "马江路改造的施工许可证", "公租房{y}年的分配结果", "建筑企业资质审批的结果",
    "占道经营整治的文件", "绿化养护的中标结果", "沿河路路灯更换的验收报告", "{y}年城市维护费的支出",
)  # fmt: skip
GIVEN = "按您的申请提供如下：相关文件共三页，主要内容是项目名称、金额、完成时间。原件可以到本机关查阅。"
WHY = {
    Reply.THIRD: "涉及企业的报价，企业不同意公开", Reply.INTERNAL: "属于内部人事管理信息", Reply.DRAFTING: "是还没有议定的讨论稿",
    Reply.ENFORCEMENT: "属于正在办理的执法案卷", Reply.NONE: "经检索没有制作、获取过", Reply.ELSEWHERE: "由别的机关制作",
    Reply.MAKING: "需要重新统计、汇总", Reply.PETITION: "反映的是纠纷处理", Reply.AGAIN: "已经就同一内容答复过", Reply.PART: "隐去了个人信息",
    Reply.LOOKUP: "不动产登记资料依照专门规定查询",
}  # fmt: skip
ENDS = (
    *[Reply.OPEN] * 7, *[Reply.KNOWN] * 4, *[Reply.PART] * 2, Reply.THIRD, Reply.INTERNAL, Reply.DRAFTING, Reply.ENFORCEMENT,
    Reply.LOOKUP, *[Reply.NONE] * 4, Reply.ELSEWHERE, *[Reply.MAKING] * 2, Reply.PETITION, *[Reply.AGAIN] * 2, Reply.PRINTED,
)  # fmt: skip
PEOPLE = tuple(
    (f"申请人{letter}", f"99010119{80 + n:02d}0101{n:02d}1") for n, letter in enumerate("甲乙丙丁戊己庚辛")
)


@dataclass(slots=True)
class _Desk:
    """One request from its receipt on; what the law does by itself happens on its instant."""

    life: Life
    until: datetime
    at: datetime
    dice: Random

    def _scene(self, by: Standing) -> law.Scene:
        return law.Scene(INFORMATION, by, self.at, MATTER, directory.calendar())

    def do(self, by: Standing, command: Any, days: int = 0) -> bool:
        """One act some days later, unless that lies in the future. Says whether it was done."""
        wanted = self.at + timedelta(days=days, minutes=self.dice.randrange(5, 90))
        while (todo := law.timed(self.life.case, MATTER, directory.calendar())) and todo[0] <= min(
            wanted, self.until
        ):
            self.at = max(todo[0], self.life.case.last_at)
            self.life.act(todo[1], self._scene(TIMER), grain=self.grain)
        if wanted > self.until or self.life.case.state in (State.ABANDONED, State.REPLIED):
            return False
        self.at = wanted
        self.life.act(command, self._scene(by), grain=self.grain)
        return True

    def grain(self) -> bytes:
        """The salt of a text."""
        return self.dice.randbytes(16)


def _begun(n: int, at: datetime, until: datetime, dice: Random, body: str, writer: Standing) -> _Desk:
    region = directory.region_of(body)
    name, digits = PEOPLE[dice.randrange(len(PEOPLE))]
    first = apart.opened(MATTER, acts.NAME, body, region, "")
    number = cases.numbered(region, body, law.day(at), SERIAL + n)
    desk = _Desk(None, until, at, dice)  # type: ignore[arg-type]
    desk.life = bulk.begin(first, number, Client("", name), f"{dice.randrange(10**8):08d}", by=desk._scene(TIMER), grain=desk.grain)  # fmt: skip
    asker = dice.choices((Asker.NATURAL, Asker.LEGAL, Asker.OTHER), (8, 1, 1))[0]
    identity = digits + ric.calc_check_digit(f"{digits}0") if asker is Asker.NATURAL else "91990100MA0000001G"
    what = dice.choice(WANTED).format(y=at.year - 1)
    asked = c.AskInformation(what=what, name=name, id_number=identity, contact="写信：马尔康市邮政信箱", allowed=acts.ANSWER,
                             asker=asker, way=dice.choice((Brought.IN_PERSON, Brought.REGISTERED)))  # fmt: skip
    desk.do(writer, asked)
    return desk


def _lived(desk: _Desk, writer: Standing, head: Standing, how: Reply, chance: float) -> None:
    if chance < 0.12:
        desk.do(writer, c.AskClarity(wanting="请写明是哪一年、哪个项目", days=10), 3)
        if chance < 0.05:
            desk.do(writer, c.NoteContest(how=Contest.REVIEW, result=Contested.PENDING, paper="—"), 60)
            return  # nothing came: given up by law
        desk.do(writer, c.ClarifyInformation(what=f"{desk.at.year - 1}年的那一份"), 4)
    if how is Reply.THIRD or 0.12 <= chance < 0.2:
        desk.do(writer, c.HearOthers(who=Heard.THIRD_PARTY, party="高原建设公司", why="合同里的报价"), 2)
        desk.do(writer, c.NoteOpinion(consents=how is not Reply.THIRD, words="报价是商业秘密"), 6)
    late = chance > 0.95
    if 0.2 <= chance < 0.26:
        desk.do(head, c.ExtendReply(days=10, reason="要查阅以前的档案", approved_by=head.actor.name), 12)
    gives = how in (Reply.OPEN, Reply.PART, Reply.KNOWN, Reply.PRINTED)
    reply = c.ReplyInformation(
        reply=how, supplied=GIVEN if gives else "", reason=WHY.get(how, "按规定办理") if how.refuses else "",
        organ="信访局、不动产登记中心" if how in (Reply.PETITION, Reply.LOOKUP) else "",
    )  # fmt: skip
    if desk.do(writer, reply, 45 if late else desk.dice.randrange(2, 20)) and how.refuses and chance > 0.8:
        result = desk.dice.choice(
            (Contested.UPHELD, Contested.UPHELD, Contested.PUT_RIGHT, Contested.PENDING)
        )
        desk.at += timedelta(days=20)
        if desk.at < desk.until:
            desk.life.act(c.NoteContest(how=Contest.REVIEW, result=result, paper=f"马府复〔{desk.at.year}〕{desk.dice.randrange(1, 60)}号"),
                          desk._scene(writer), grain=desk.grain)  # fmt: skip


def fill(until: datetime, *, seed: int = 733, many: int = MANY) -> int:
    """Live through the requests of the last months and put them on record. Returns how many."""
    dice, calendar = Random(seed), directory.calendar()  # noqa: S311 - repeatable
    heads, (rules, _) = sample.heads(), duties.rules(law.day(until))
    officers = {one.body: one.officer for one in rules if one.body in heads}
    people = directory.officer_standings({*officers.values(), *heads.values()}, law.day(until))
    bodies = sorted(officers)
    lives = []
    for n in range(many):
        on = calendar.next_workday_on_or_after(law.day(until - timedelta(days=DAYS * (many - n) // many)))
        at = datetime.combine(on, time(9), CHINA) + timedelta(minutes=dice.randrange(0, 300))
        if at >= until - timedelta(hours=3):
            continue
        body = dice.choice(bodies)
        writer, head = people[officers[body]], people[heads[body]]
        desk = _begun(n, at, until, dice, body, writer)
        _lived(desk, writer, head, dice.choice(ENDS), dice.random())
        lives.append(desk.life)
    return acts.put(lives)
