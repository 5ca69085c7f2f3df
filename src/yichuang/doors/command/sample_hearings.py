"""Two hearings of the demonstration: one on a compensation plan for a street to be rebuilt, held and reported; one to come, open to ask to take part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.floor import composed
from yichuang.law.cases.sitting import PRESENTER, earliest
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Post, Standing
from yichuang.law.open_words import HearingForm, Part
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, PostHeld
from yichuang.office.hearings import acts
from yichuang.office.trail import reads as trail
from yichuang.site import followers

BODY = "住建局"
_AGO, _ASK = timedelta(days=45), timedelta(days=4)
_SUBJECT = "马江街片区旧城区改建房屋征收补偿方案"
_LETTERS = (
    ("李秀", "我家在片区里，补偿低了"),
    ("何平", "支持改建，想就近安置"),
    ("周强", "在那里开店，停业损失怎么算"),
)
_SAID = (
    ("hear", "利害关系人1", "评估价比邻街成交价低，请按现在的价格重新评估。"),
    ("hear", "报名1", "补偿低了，老人多，希望就近安置，过渡期的租金按实际付。"),
    ("hear", "报名2", "支持改建，消防车进不来是真的；希望安置房和商铺同时建。"),
    ("show", PRESENTER, "房屋征收评估报告", "由被征收人协商选定的机构评估，住宅每平方米六千二百元。"),
    ("dispute", "利害关系人1", "评估时点早了半年，这半年邻街成交价涨了。"),
    ("dispute", "报名1", "没有把院子和附属房算进去。"),
    ("dispute", "报名2", "没有意见。"),
    ("show", "利害关系人1", "邻街房屋成交合同三份", "三份合同平均每平方米六千八百元。"),
    ("dispute", PRESENTER, "真实性没有异议；其中两份含装修，不能直接比较。"),
    ("dispute", "报名1", "认可。"),
    ("dispute", "报名2", "没有意见。"),
    ("final", "利害关系人1", "请按公告之日的价格重新评估。"),
    ("final", "报名1", "请写明就近安置和过渡期限。"),
    ("final", "报名2", "请尽快开工。"),
)
_REPORT = """一、各方主张：被征收人认为评估时点偏早、附属房没有计入，要求就近安置；承办人认为评估程序合法。
二、证据和质证：评估报告程序没有异议，时点有异议；邻街成交合同真实，两份含装修。
三、认定：评估时点早于征收决定公告之日，应当调整；附属房应当调查登记后计入。
四、意见采纳：评估时点、附属房、就近安置、过渡期限的意见采纳；停业损失按规定另行评估；“尽快开工”不属于补偿方案，转建设单位。"""
_CONCLUSION = "评估时点改为征收决定公告之日，附属房登记后计入，增加就近安置房源，写明过渡期限；其余维持。"


def _people(today: date) -> tuple[Standing, Standing, str] | None:
    """The chair, the recorder and who handles the matter, of the body that builds; none where it lacks them."""
    body = Body.objects.filter(short=BODY, active=True).order_by("code").first()
    held = PostHeld.objects.filter(officer__body=body, until=None, officer__active=True)
    wanted = (Post.HEAD, Post.CHIEF, Post.REVIEWER)
    found = [
        held.filter(post=one.value).order_by("officer__number").select_related("officer").first()
        for one in wanted
    ]
    if body is None or any(one is None for one in found):
        return None
    chair, recorder, presenter = (one.officer for one in found if one)
    return (
        directory.officer_standing(chair.number, today),
        directory.officer_standing(recorder.number, today),
        presenter.name,
    )


def _notice(
    on: date, apply_by: date, subject: str, chair: Standing, recorder: Standing, presenter: str
) -> c.ConveneHearing:
    return c.ConveneHearing(
        form=HearingForm.COMPENSATION, subject=subject, on=on, place="文化馆二楼会议室", section="征收科", presenters=(presenter,),
        chair=chair.actor.name, chair_section="法规科", recorder=recorder.actor.name, seats=2, apply_by=apply_by,
    )  # fmt: skip


def _floor(number: str) -> Iterator[Any]:
    """What is said and shown, in the law's order."""
    yield c.StateReasons(
        words="片区房屋多建于上世纪七十年代，消防车进不去；拟按市场评估价补偿，货币补偿和产权调换由被征收人选。"
    )
    for act, who, *words in _SAID:
        if act == "hear":
            yield c.HearParty(code=who, words=words[0])
        elif act == "show":
            yield c.ShowEvidence(code=who, title=words[0], words=words[1])
        elif act == "dispute":
            yield c.DisputeEvidence(code=who, words=words[0])
        else:
            yield c.HearFinal(code=who, words=words[0])
    it = reads.folded(number).sitting
    assert it is not None
    yield c.EndHearing(minutes=composed(trail.entries(number, texts=True), it))


def fill(until: datetime) -> int:
    """Put both on record. Returns how many."""
    people = _people(law.day(until))
    if people is None:
        return 0
    chair, recorder, presenter = people
    calendar, body, at = directory.calendar(), chair.actor.body, until - _AGO
    region = directory.region_of(body)
    on = earliest(HearingForm.COMPENSATION, law.day(at) + timedelta(days=4), calendar)
    given = _notice(on, law.day(at + _ASK), _SUBJECT, chair, recorder, presenter)
    party = c.EnterParty(part=Part.INTERESTED, name="杨成", contact="13800138001", interest="被征收人")
    number = acts.convene(given, body, region, party, by=recorder, at=at, key="sample-hearing-1").case.number
    for n, (name, view) in enumerate(_LETTERS, 1):
        asked = c.AskAttendance(name=name, contact=f"1380013800{n + 1}", view=view)
        cases.act(number, asked, by=acts.STRANGER, at=at + timedelta(days=1, minutes=n))
    chosen = c.ChooseAttendees(codes=("报名1", "报名2"), how="不同意见各抽签一人")
    cases.act(number, chosen, by=recorder, at=at + _ASK + timedelta(days=1))
    moment = datetime.combine(on, time(9, 30), CHINA)
    cases.act(number, c.BeginHearing(present=("利害关系人1", "报名1", "报名2")), by=chair, at=moment)
    for command in _floor(number):
        moment += timedelta(minutes=6)
        cases.act(number, command, by=recorder, at=moment)
    _signed(number, recorder, moment + timedelta(minutes=20))
    report = c.ReportHearing(report=_REPORT, conclusion=_CONCLUSION)
    cases.act(number, report, by=chair, at=moment + timedelta(days=2))
    many = 1 + _to_come(until, body, region, chair, recorder, presenter)
    followers.settle()
    return many


def _signed(number: str, recorder: Standing, at: datetime) -> None:
    """All sign but one, who thinks he was not fully put down."""
    it = reads.folded(number).sitting
    assert it is not None
    every = it.unsigned()
    refuses = (it.pages, "报名1")
    commands = [
        c.SignPage(page=page, code=code, signed=(page, code) != refuses, why="认为发言没有记全，补记后仍不签" if (page, code) == refuses else "")
        for page, code in every
    ]  # fmt: skip
    cases.act(number, *commands, by=recorder, at=at)


def _to_come(
    until: datetime, body: str, region: str, chair: Standing, recorder: Standing, presenter: str
) -> int:
    """One that is open to ask to take part now."""
    at = until - timedelta(days=2)
    on = earliest(HearingForm.COMPENSATION, law.day(until) + timedelta(days=3), directory.calendar())
    subject = "达萨街片区旧城区改建房屋征收补偿方案"
    given = _notice(on, law.day(until) + timedelta(days=5), subject, chair, recorder, presenter)
    acts.convene(given, body, region, by=recorder, at=at, key="sample-hearing-2")
    return 1
