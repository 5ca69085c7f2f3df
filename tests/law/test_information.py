"""Requests for information: limits against a walk of days, one thing each, fees by the table, every reply with what it must say, a report that adds up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.informing import remedies
from yichuang.law.cases.inquiry import pieces, price_of, price_of_pages, received
from yichuang.law.cases.scene import Scene
from yichuang.law.clocks import CHINA, due_date
from yichuang.law.facts import Allowed, CaseOpened, Entry
from yichuang.law.kinds.information import INFORMATION, MATTER
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Reach, Standing, bearer
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Heard, Reply
from yichuang.law.openness.annual import LINES, Counted, adds_up, contests, requests
from yichuang.law.words import Channel, Outcome, Role, State

REGION, BODY, NUMBER = "513201000000", "works", "request"
TWENTY = Allowed(20, "workday", "政府信息公开条例第三十三条")
STRANGER = Standing(actor=Actor(Role.APPLICANT))


def officer(name: str, *posts: Post) -> Standing:
    may = frozenset().union(*(PERMISSIONS[post] for post in posts))
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=may, region=REGION, body=BODY, others=(Reach(),))


CLERK, HEAD = officer("clerk", Post.OPENNESS_OFFICER), officer("head", Post.HEAD)


class Request:
    """A request moved by the law alone, and by the timer on its days."""

    def __init__(self, at: datetime, **more: Any) -> None:
        first = CaseOpened(kind="information", matter=MATTER.matter, edition=1, name="申请", region=REGION, body=BODY,
                           applicant="", channel=Channel.ONLINE)  # fmt: skip
        self.at, self.seq = at, 1
        self.case = law.begin(Entry(NUMBER, 1, at, TIMER.actor, first))
        plain = {
            "what": "2025年道路维修决算",
            "name": "泽仁",
            "id_number": "990101199003070015",
            "contact": "邮箱",
        }
        self.do(STRANGER, c.AskInformation(**(plain | {"allowed": TWENTY} | more)))

    def scene(self, by: Standing) -> Scene:
        return Scene(kind=INFORMATION, by=by, at=self.at, edition=MATTER, calendar=KNOWN)

    def do(self, by: Standing, command: Any) -> None:
        for fact in law.decide(self.case, command, self.scene(by)):
            self.seq += 1
            self.case = law.apply(self.case, Entry(NUMBER, self.seq, self.at, by.actor, fact))

    def on(self, day: date) -> Request:
        """Let time pass; what the law does by itself happens on its instant."""
        target = datetime(day.year, day.month, day.day, 10, tzinfo=CHINA)
        while (todo := law.timed(self.case, MATTER, KNOWN)) and todo[0] <= target:
            self.at = todo[0]
            self.do(TIMER, todo[1])
        self.at = target
        return self

    @property
    def due(self) -> date:
        return due_date(law.clocks(self.case, MATTER)["information"], KNOWN)


def at(text: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=CHINA)


def walked(start: date, days: int, shut: list[tuple[date, date]] = []) -> date:  # noqa: B006
    """The day by walking one at a time: the day itself does not count, rest days and shut days neither."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= KNOWN.is_workday(day) and not any(a <= day <= b for a, b in shut)
    return day


def test_the_vectors_of_a_holiday() -> None:
    one = Request(at("2026-04-27"))
    assert one.due == date(2026, 5, 27)
    one.on(date(2026, 5, 9)).do(
        CLERK, c.AskClarity(wanting="请写明项目名称")
    )  # a working Saturday, the seventh day
    late = Request(at("2026-04-27")).on(date(2026, 5, 11))
    with pytest.raises(Refused, match="期限已于2026年5月9日届满"):
        late.do(CLERK, c.AskClarity(wanting="请写明项目名称"))


def test_after_hours_online_counts_for_the_next_working_day() -> None:
    assert Request(at("2026-03-06", 20)).case.information.received_on == date(2026, 3, 9)  # type: ignore[union-attr]


days = st.dates(date(2024, 1, 8), date(2026, 6, 30))


@given(days, st.integers(0, 15), st.integers(0, 14))
def test_hearing_others_cuts_out_whole_days(start: date, before: int, took: int) -> None:
    begun = walked(start - timedelta(days=1), 1)
    one = Request(datetime(begun.year, begun.month, begun.day, 10, tzinfo=CHINA), way=Brought.IN_PERSON)
    asked = begun + timedelta(days=before)
    one.on(asked).do(CLERK, c.HearOthers(who=Heard.THIRD_PARTY, party="公司", why="报价"))
    until = walked(asked, 15)
    answered = asked + timedelta(days=took)
    one.on(answered)
    if one.case.state is State.HEARING_OTHERS:
        one.do(CLERK, c.NoteOpinion(consents=True))
        assert one.due == walked(begun, 20, [(asked, answered)])
    else:
        assert answered > until
        assert one.due == walked(begun, 20, [(asked, until)])


@given(days, st.integers(1, 20), st.integers(0, 10))
def test_clearing_begins_anew_and_an_extension_adds(start: date, more: int, took: int) -> None:
    begun = walked(start - timedelta(days=1), 1)
    one = Request(datetime(begun.year, begun.month, begun.day, 10, tzinfo=CHINA), way=Brought.IN_PERSON)
    one.do(CLERK, c.AskClarity(wanting="请写明年度"))
    assert law.governing(one.case, MATTER) is None
    cleared = walked(begun + timedelta(days=took) - timedelta(days=1), 1)
    one.on(cleared).do(CLERK, c.ClarifyInformation(what="2025年度", on=cleared))
    assert one.due == walked(cleared, 20)
    one.do(HEAD, c.ExtendReply(days=more, reason="档案多", approved_by="负责人"))
    assert one.due == walked(cleared, 20 + more)
    with pytest.raises(Refused, match="已经延长过一次"):
        one.do(HEAD, c.ExtendReply(days=1, reason="档案多", approved_by="负责人"))


def test_nothing_made_clear_is_given_up_and_a_fee_unpaid_too() -> None:
    one = Request(at("2026-03-02"))
    one.do(CLERK, c.AskClarity(wanting="请写明年度", days=5))
    one.on(date(2026, 3, 10))
    assert (one.case.state, one.case.information.reply) == (State.ABANDONED, Reply.LATE)  # type: ignore[union-attr]
    two = Request(at("2026-03-02"))
    two.do(HEAD, c.TellFee(items=31))
    assert two.case.information.yuan == 200  # type: ignore[union-attr]
    two.on(date(2026, 4, 10))
    assert two.case.information.reply is Reply.UNPAID  # type: ignore[union-attr]
    assert two.case.outcome is Outcome.ABANDONED


def test_silence_of_a_maker_is_consent_that_of_a_third_party_binds_nobody() -> None:
    for who, said in ((Heard.MAKER, "同意公开"), (Heard.THIRD_PARTY, "逾期没有提出意见")):
        one = Request(at("2026-03-02"))
        one.do(CLERK, c.HearOthers(who=who, party="某单位", why="共同制作"))
        todo = law.timed(one.case, MATTER, KNOWN)
        assert todo is not None
        one.at = todo[0]
        (fact,) = law.decide(one.case, todo[1], one.scene(TIMER))
        assert said in fact.sentence()


def test_a_third_party_that_objects_is_heard() -> None:
    one = Request(at("2026-03-02"))
    one.do(CLERK, c.HearOthers(who=Heard.THIRD_PARTY, party="公司", why="报价"))
    with pytest.raises(Refused, match="不同意公开没有写理由"):
        one.do(CLERK, c.NoteOpinion(consents=False))
    one.do(CLERK, c.NoteOpinion(consents=False, words="商业秘密"))
    with pytest.raises(Refused, match="第三方不同意公开"):
        one.do(CLERK, c.ReplyInformation(reply=Reply.OPEN, supplied="报价表"))
    one.do(
        CLERK, c.ReplyInformation(reply=Reply.OPEN, supplied="报价表", despite=True, reason="关系公共安全")
    )
    assert one.case.state is State.REPLIED


@pytest.mark.parametrize("how", [one for one in Reply if one not in (Reply.LATE, Reply.UNPAID)])
def test_every_reply_says_what_it_must(how: Reply) -> None:
    one = Request(at("2026-03-02"))
    if how is Reply.UNCLEAR:
        one.do(CLERK, c.AskClarity(wanting="请写明年度"))
        one.do(CLERK, c.ClarifyInformation(what="都要"))
    if how is Reply.EXCESS:
        one.do(CLERK, c.AskReasons(why="本月第40件"))
        one.do(bearer(NUMBER), c.GiveReasons(words="就是想要"))
    gives = how in (Reply.KNOWN, Reply.OPEN, Reply.PART, Reply.PRINTED)
    whole = {"reason": "理由" if how.refuses else "", "supplied": "见附件目录" if gives else "", "organ": "信访局" if how in (Reply.LOOKUP, Reply.PETITION) else ""}  # fmt: skip
    for name, value in whole.items():
        if value:
            with pytest.raises(Refused) as refused:
                one.do(CLERK, c.ReplyInformation(reply=how, **(whole | {name: ""})))
            assert refused.value.field == name
    one.do(CLERK, c.ReplyInformation(reply=how, **whole))
    assert one.case.state is State.REPLIED
    assert how.cite.text.startswith("《") and how.cell in dict(LINES)
    assert ("应当先" in remedies(how)) == (how.label.startswith("不予公开") or how is Reply.PART)


@pytest.mark.parametrize("how", [Reply.UNCLEAR, Reply.EXCESS, Reply.LATE])
def test_a_reply_whose_ground_was_not_laid_is_refused(how: Reply) -> None:
    one = Request(at("2026-03-02"))
    with pytest.raises(Refused) as refused:
        one.do(CLERK, c.ReplyInformation(reply=how, reason="理由"))
    assert refused.value.field == "reply"


def test_personal_data_of_others_does_not_go_out_with_a_reply() -> None:
    one = Request(at("2026-03-02"))
    with pytest.raises(Refused, match="内容里还有") as refused:
        one.do(CLERK, c.ReplyInformation(reply=Reply.OPEN, supplied="承包人身份证号码990101199003070015"))
    assert refused.value.field == "supplied"


def test_who_asks_is_known_and_only_he_may_go_on() -> None:
    with pytest.raises(Refused) as refused:
        Request(at("2026-03-02"), id_number="990101199003070016")
    assert refused.value.field == "id_number"
    one = Request(at("2026-03-02"))
    with pytest.raises(law.Forbidden):
        one.do(STRANGER, c.WithdrawRequest())
    one.do(bearer(NUMBER), c.WithdrawRequest())
    assert one.case.state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("2025年道路维修决算", 1),
        ("马府办〔2025〕12号文件第3条的说明", 1),
        ("申请公开：\n1. 征收补偿方案\n2. 征收决定", 2),
        ("一、规划许可证\n二、施工许可证\n三、竣工验收备案表", 3),
        ("（1）环评批复；（2）监测数据", 2),
        ("①预算 \n②决算", 2),
        ("征收补偿标准是多少？什么时候发？", 2),
        ("10.5平方米的公示材料", 1),
        ("2025年3.15活动方案", 1),
        ("请公开下列信息：1、会议纪要；2、批复文件。", 2),
    ],
)
def test_a_paper_that_asks_for_two_things_is_noticed(text: str, many: int) -> None:
    found = pieces(text)
    assert len(found) == many
    if many == 1:
        assert Request(at("2026-03-02"), what=text).case.state is State.INQUIRED
    else:
        with pytest.raises(Refused, match=f"写了{many}条信息"):
            Request(at("2026-03-02"), what=text)
        assert all(len(pieces(one)) == 1 for one in found)


@given(st.lists(st.text("修路预算决算方案批复纪要", min_size=2, max_size=12), min_size=2, max_size=9))
def test_nothing_numbered_is_lost_when_it_is_divided(things: list[str]) -> None:
    assert pieces("\n".join(f"{n}. {one}" for n, one in enumerate(things, 1))) == tuple(things)


@pytest.mark.parametrize(("way", "arrived", "confirmed", "on"), [
    (Brought.IN_PERSON, None, None, "2026-03-10"), (Brought.IN_PERSON, "2026-03-09", None, "2026-03-09"),
    (Brought.REGISTERED, "2026-03-06", None, "2026-03-06"), (Brought.LETTER, "2026-03-06", "2026-03-09", "2026-03-06"),
    (Brought.FAX, "2026-03-06", "2026-03-09", "2026-03-09"), (Brought.ONLINE, None, None, "2026-03-11"),
])  # fmt: skip
def test_the_day_of_receipt_by_how_it_came(
    way: Brought, arrived: str | None, confirmed: str | None, on: str
) -> None:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    assert received(way, date(2026, 3, 10), date(2026, 3, 11), day(arrived), day(confirmed)) == day(on)


@pytest.mark.parametrize(("way", "arrived", "confirmed"), [(Brought.FAX, date(2026, 3, 1), None), (Brought.FAX, date(2026, 3, 9), date(2026, 3, 6)), (Brought.IN_PERSON, date(2026, 3, 12), None)])  # fmt: skip
def test_a_day_that_cannot_be_is_refused(way: Brought, arrived: date, confirmed: date | None) -> None:
    with pytest.raises(ValueError, match=r"^(arrived_on|confirmed_on)："):
        received(way, date(2026, 3, 10), date(2026, 3, 10), arrived, confirmed)


def test_the_vectors_of_the_fee() -> None:
    assert sum(price_of(n) for n in range(1, 36)) == 3000
    assert price_of_pages(250) == 4700
    assert (price_of(10), price_of(11), price_of(30), price_of(31), price_of(40), price_of(41)) == (0, 100, 100, 200, 200, 300)  # fmt: skip
    with pytest.raises(Refused, match="没有超过免费的范围"):
        Request(at("2026-03-02")).do(HEAD, c.TellFee(items=10))
    with pytest.raises(Refused, match="只能选一种"):
        Request(at("2026-03-02")).do(HEAD, c.TellFee(items=31, pages=40))


@given(st.integers(0, 2000))
def test_pages_cost_page_by_page(pages: int) -> None:
    each = [0 if n <= 30 else 10 if n <= 100 else 20 if n <= 200 else 40 for n in range(1, pages + 1)]
    assert price_of_pages(pages) == sum(each)


moments = st.dates(date(2024, 6, 1), date(2026, 6, 1))
counted = st.builds(
    lambda asker, received, took, reply, how: Counted(
        asker=asker, received=received, closed=received + timedelta(days=took) if took is not None else None,
        reply=reply if took is not None else None, contested=how if took is not None else {},
    ),
    st.sampled_from(Asker), moments, st.none() | st.integers(0, 400), st.sampled_from(Reply),
    st.dictionaries(st.sampled_from(Contest), st.sampled_from(Contested), max_size=2),
)  # fmt: skip


@given(st.lists(counted, max_size=60))
def test_the_annual_report_adds_up_and_counts_each_once(found: list[Counted]) -> None:
    table = requests(found, 2025)
    assert adds_up(table)
    of_2025 = [one for one in found if one.received <= date(2025, 12, 31) and not (one.closed and one.closed < date(2025, 1, 1))]  # fmt: skip
    assert sum(table["new"].values()) == sum(one.received.year == 2025 for one in of_2025)
    closed = [one for one in of_2025 if one.closed and one.closed.year == 2025]
    assert sum(table["total"].values()) == len(closed)
    for reply in Reply:
        same = {one for one in Reply if one.cell == reply.cell}
        assert sum(table[reply.cell].values()) == sum(one.reply in same for one in closed)
    following = requests(found, 2026)
    assert table["left"] == following["carried"]  # what is left is what the next year begins with
    fourth = contests(found, 2025)
    assert sum(sum(row.values()) for row in fourth.values()) == sum(len(one.contested) for one in closed)
