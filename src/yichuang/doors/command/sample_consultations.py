"""Three consultations of the demonstration: a plan before the public, one whose comments are being answered, one with its report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import TIMER, Post, Standing
from yichuang.law.open_words import Answer, Drafting, Outlet, Way
from yichuang.office import consultations
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.consultations import acts
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, PostHeld
from yichuang.office.trail import reads as trail

BODY = "住建局"
MAP = Path(consultations.__path__[0]) / "data" / "sample-map.png"
_DESK = "政务服务中心二楼住建窗口"
_PLAN = {
    "title": "新区控制性详细规划草案",
    "about": Drafting.PLAN,
    "why": "新区南临梭磨河，人口增加，缺学校、缺停车位。草案新增一所小学、一处卫生服务中心、两处沿河公园。\n想听的意见：路和人行道够不够宽，公园和停车场放在哪里，学校的位置合不合适。",
    "text": "第一条　规划范围：东至民族路，南至梭磨河，西至团结街，北至山脚，面积零点六平方公里。\n第二条　主干路红线宽40米，其中人行道各宽2米；次干路红线宽24米。\n第三条　小学（A3-01）用地2.6公顷，设24个班。\n第四条　沿河公园（G1-01、G1-02）用地3.1公顷，向公众开放，不收费。\n第五条　停车场（S4-01）设三层停车楼，车位260个。\n第六条　住宅建筑高度不超过24米。",
    "days": 30,
    "deliver": _DESK,
}
_SIGNS = {
    "title": "城区门店招牌设置管理办法（草案）",
    "about": Drafting.RULE,
    "why": "招牌大小不一，有的遮挡窗户、有掉落危险。草案规定尺寸、位置和安全检查，不统一颜色和字体。",
    "text": "第一条　招牌不得超出二层窗台。\n第二条　招牌应当每年检查一次，由设置人负责。\n第三条　不得要求商户统一颜色、字体。\n第四条　本办法施行前设置的，一年内改正。",
    "days": 30,
    "deliver": _DESK,
}
_BUS = {
    "title": "达萨街公共停车位夜间免费开放方案（草案）",
    "about": Drafting.DECISION,
    "why": "达萨街居民夜间停车难，白天车位紧张。拟在晚八点至早八点免费。",
    "text": "一、每日20:00至次日8:00免费停放。\n二、白天按原标准收费。\n三、试行一年后评估。",
    "days": 30,
    "deliver": _DESK,
}
_WEB = {
    "plan": ["人行道太窄，请加宽到三米。", "人行道太窄 请加宽到三米!", "人行道太窄，请加宽到三米", "推婴儿车走不开，人行道至少要三米宽", "停车楼挨着公园，建议改到地下",
             "沿河公园请留出遛狗的地方", "小学门口是主干路，接送不安全，校门应当开在次干路", "支持建公园", "公园晚上要有路灯", "<b>停车楼不要建在公园边</b>"],
    "signs": ["一年内改正太急，换一块招牌要几千元", "一年内改正太急，换一块招牌要几千元！", "老字号的招牌应当保留", "支持，掉下来砸到人怎么办", "检查的钱谁出？", "老字号的招牌应当保留。"],
    "bus": ["早上八点太早，送孩子回来就九点了，请延到九点", "早上八点太早，请延到九点", "支持夜间免费", "支持夜间免费！", "白天也应当免费一小时", "要防止有人长期占用"],
}  # fmt: skip
_SQUARE = "人行道至少三米\n河边要有公共厕所\n支持建公园\n学校门口请设家长等候区\n人行道太窄，请加宽到三米"
_LETTER = "车位划线不清，请重新划线\n支持夜间免费"


class _Desk:
    """Who drafts and who publishes at the body of the sample."""

    def __init__(self, body: str, writer: Standing, head: Standing, until: datetime) -> None:
        self.body, self.writer, self.head, self.until = body, writer, head, until
        self.region = directory.region_of(body)

    def opened(self, given: dict[str, object], ago: int, picture: bool = False) -> str:
        """A draft before the public for so many days."""
        at = datetime.combine(law.day(self.until) - timedelta(days=ago), time(9), CHINA)
        key = f"sample-consultation-{ago}"
        number = acts.draft(given, self.body, self.region, by=self.writer, at=at, key=key).case.number
        if picture:
            with MAP.open("rb") as stream:
                acts.attach(number, stream, MAP.name, "土地使用规划图（示意）", by=self.writer, at=at)
        for outlet, place, first, last in _showings(law.day(at), picture):
            shown = c.PlanShowing(outlet=outlet, place=place, first=first, last=last)
            cases.act(number, shown, by=self.writer, at=at)
        cases.act(number, c.OpenConsultation(), by=self.head, at=at + timedelta(hours=2))
        return number

    def heard(self, number: str, said: Iterable[str], way: Way, lines: str, day: int) -> None:
        """What came by web over some days, and what came on one day otherwise."""
        at = reads.last_at(number)
        for n, words in enumerate(said):
            acts.comment(number, {"words": words}, at=at + timedelta(hours=7 * (n + 1)))
        at = max(reads.last_at(number), at + timedelta(days=day))
        acts.register(number, way, law.day(at), lines, by=self.writer, at=at, key=f"sample-{number}")

    def closed(self, number: str) -> datetime:
        """Its last day is over; the moment the desk goes on."""
        case = reads.folded(number)
        when = law.timed(case, cases.scene(case, TIMER, self.until).edition, directory.calendar())
        assert when is not None
        cases.act(number, when[1], by=TIMER, at=when[0])
        return when[0] + timedelta(days=4, hours=10)

    def answer(
        self,
        number: str,
        at: datetime,
        group: int,
        gist: str,
        answer: Answer,
        reason: str = "",
        quote: str = "",
    ) -> None:
        """One group is answered."""
        given = c.AnswerGroup(group=group, gist=gist, answer=answer, reason=reason, quote=quote)
        cases.act(number, given, by=self.writer, at=at)


def _showings(on: date, square: bool) -> list[tuple[Outlet, str, date, date]]:
    """The board all the time; the square on the two weekends that come, where people stroll."""
    board = (Outlet.BOARD, "住建局门前公开栏", on, on + timedelta(days=29))
    if not square:
        return [board]
    sunday = on + timedelta(days=(6 - on.weekday()) % 7)
    weekends = [(Outlet.SQUARE, "马江街文化广场", day - timedelta(days=min(1, (day - on).days)), day)
                for day in (sunday, sunday + timedelta(days=14))]  # fmt: skip
    return [board, *weekends]


def _desk(until: datetime) -> _Desk | None:
    body = Body.objects.filter(short=BODY, active=True).order_by("code").first()
    held = PostHeld.objects.filter(officer__body=body, until=None, officer__active=True)
    found = [
        held.filter(post=one.value).order_by("officer__number").select_related("officer").first()
        for one in (Post.CHIEF, Post.HEAD)
    ]
    if body is None or any(one is None for one in found):
        return None
    writer, head = (directory.officer_standing(one.officer.number, law.day(until)) for one in found if one)
    return _Desk(body.code, writer, head, until)


def _running(desk: _Desk) -> str:
    number = desk.opened(_PLAN, 11, picture=True)
    desk.heard(number, _WEB["plan"], Way.SQUARE, _SQUARE, 6)
    return number


def _waiting(desk: _Desk) -> str:
    number = desk.opened(_SIGNS, 47)
    desk.heard(number, _WEB["signs"], Way.PAPER, "改正的期限请延长到两年\n农贸市场的摊位算不算", 9)
    at = desk.closed(number)
    cases.act(number, c.MergeGroups(group=7, into=1, gist="改正期限太短"), by=desk.writer, at=at)
    desk.answer(number, at, 1, "改正期限太短", Answer.PARTLY, "改为十八个月；存在掉落危险的仍应当立即改正")
    return number


def _reported(desk: _Desk) -> str:
    number = desk.opened(_BUS, 80)
    desk.heard(number, _WEB["bus"], Way.LETTER, _LETTER, 12)
    at = desk.closed(number)
    for group, into, gist in ((2, 1, "免费延到早上九点"),):
        cases.act(number, c.MergeGroups(group=group, into=into, gist=gist), by=desk.writer, at=at)
    desk.answer(
        number,
        at,
        1,
        "免费延到早上九点",
        Answer.ADOPTED,
        "免费时段改为20:00至次日9:00",
        "早上八点太早，送孩子回来就九点了，请延到九点",
    )
    desk.answer(number, at, 3, "支持夜间免费", Answer.ADOPTED)
    desk.answer(
        number, at, 5, "白天免费一小时", Answer.REJECTED, "白天周转快，免费会更难停；试行一年后一并评估"
    )
    desk.answer(
        number, at, 6, "防止长期占用", Answer.PARTLY, "连续停放超过48小时的按白天标准收费，不另设处罚"
    )
    desk.answer(number, at, 7, "重新划线", Answer.ADOPTED, "十月底以前划完")
    report = c.PublishReport(
        summary="收到的意见逐条研究。根据意见把免费时段延长一小时，增加防止长期占用的规定，重新划线；方案修改后施行。"
    )
    cases.act(number, report, by=desk.head, at=at + timedelta(days=3))
    return number


def fill(until: datetime) -> int:
    """Put all three on record, with their rows. Returns how many."""
    desk = _desk(until)
    if desk is None:
        return 0
    made = [_running(desk), _waiting(desk), _reported(desk)]
    for number in made:
        for entry in trail.entries(number):
            acts.observe(entry)
    return len(made)
