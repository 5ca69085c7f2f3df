"""绩效评估: a region's published method of scoring as data: a hundred points over named parts, measured on facts alone.

The method says everything a stranger needs: which share of which cases brings how many points, what a card that is finally held
takes away, from how many cases on a body is ranked, the grades, and when the score of a period is established. Shares of promised
or speeded-up time (承诺压缩率, 办理提速率) are no indicators: a Sichuan city dropped them, since a body would promise long to finish early.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import msgspec

from yichuang.law.cite import LICENSING

FULL = 100
BASIS = LICENSING.art("10(1)", "应当建立健全对行政机关实施行政许可的监督制度，加强监督检查").text
ROUNDING = (
    "每个指标的得分算到分的百分位，四舍五入（恰为半数的进一）；扣分和加分是整百分位，不再舍入。"
    "一部分的得分是其中各项之和减去扣分，不低于零；总分是各部分之和加上加分，不高于一百。"
)
"""The rounding, in full: with it everything that is printed adds up by hand."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What can be measured: one count over another, in so many parts, and whether much of it is good."""

    label: str
    over: str
    under: str
    says: str
    good: bool = True
    scale: int = 100

    @property
    def unit(self) -> str:
        """How its value is said."""
        return "%" if self.scale == FULL else "‰"


INDICATORS: Mapping[str, Indicator] = {
    "on_time": Indicator("按时办结率", "on_time", "decided", "作出决定不晚于承诺期限的 ÷ 受理后作出决定的"),
    "lawful": Indicator("法定期限内办结率", "lawful", "decided", "作出决定不晚于法定期限的 ÷ 受理后作出决定的"),
    "early": Indicator("提前办结率", "early", "decided", "作出决定早于承诺期限最后一天的 ÷ 受理后作出决定的"),
    "answered": Indicator("五日内答复率", "answered", "ended", "没有因逾期不告知而视为受理的 ÷ 办结的"),
    "same_day": Indicator("即办率", "same_day", "ended", "收到当天就办结的 ÷ 办结的"),
    "online": Indicator("网办率", "online", "ended", "网上申请的 ÷ 办结的"),
    "corrected": Indicator("补正率", "corrected", "ended", "要求过补正的 ÷ 办结的", good=False),
    "turned_away": Indicator("退件率", "turned_away", "ended", "不予受理的 ÷ 办结的", good=False),
    "special": Indicator("特别程序占比", "special", "ended", "用过特别程序的 ÷ 办结的", good=False),
    "satisfied": Indicator("满意率", "satisfied", "rated", "评价为基本满意以上的 ÷ 期间内的评价"),
    "rated": Indicator("主动评价率", "rated", "ended", "期间内的评价 ÷ 办结的"),
    "yellow_cards": Indicator("黄牌率", "yellow", "ended", "成立的黄牌 ÷ 每千件办结的", good=False, scale=1000),
    "red_cards": Indicator("红牌率", "red", "ended", "成立的红牌 ÷ 每千件办结的", good=False, scale=1000),
}  # fmt: skip
"""The closed list of what facts can tell; visits to the hall are not on record, so they are not here."""


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points that grow evenly with an indicator, from none at `zero` to all at `full`."""

    of: str
    points: Decimal
    full: Decimal
    zero: Decimal


class Bonus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points added once an indicator reaches `least`, and again for every `each` more."""

    of: str
    points: Decimal
    least: Decimal
    each: Decimal


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the hundred points. Without measures it is full from the start, and cards take from it."""

    name: str
    points: Decimal
    measures: tuple[Measure, ...] = ()
    yellow: Decimal = Decimal(0)
    """What a yellow card that is finally held takes away."""
    red: Decimal = Decimal(0)
    rules: tuple[str, ...] = ()
    """The cards of these rules are counted here."""
    others: bool = False
    """Also the cards of every rule named nowhere, and those a supervisor issued by hand."""


class Grade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade, from how many points on."""

    name: str
    least: Decimal


class Scoring(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A region's method of scoring, with the paper it comes from."""

    name: str
    basis: str
    parts: tuple[Part, ...]
    grades: tuple[Grade, ...]
    period: Literal["month", "quarter"] = "quarter"
    """For which periods grades are given; other periods are shown for comparison."""
    sample: int = 10
    """A body with fewer cases that ended is shown, but not ranked."""
    settle: int = 15
    """The score is established as it is known so many days after the period; a later decision on a card changes only the newest figure."""
    bonus: tuple[Bonus, ...] = ()
    advice: str = ""
    """What is sent to a body in the lowest grade."""

    def part_of(self, rule: str) -> Part | None:
        """Where a card of this rule counts; one of no named rule counts among the others."""
        named = next((part for part in self.parts if rule and rule in part.rules), None)
        return named or next((part for part in self.parts if part.others), None)

    def grade(self, cents: int) -> Grade:
        """The grade of a total."""
        return next(grade for grade in self.grades if cents >= grade.least * FULL)


def check(scoring: Scoring) -> Iterator[tuple[str, str]]:
    """Everything that makes no sense in it: where, and what."""
    if not all(number.is_finite() and abs(number) <= 1000 for number in _numbers(scoring)):
        yield "scoring", "分值和分数线应是 0 到 1000 之间的数"
        return
    total = sum((part.points for part in scoring.parts), Decimal(0))
    if total != FULL:
        yield "scoring.parts", f"各部分合计应为 100 分，现在是 {total} 分"
    names = [part.name for part in scoring.parts]
    rules = [rule for part in scoring.parts for rule in part.rules]
    for what in sorted({x for x in names if names.count(x) > 1} | {x for x in rules if rules.count(x) > 1}):
        yield "scoring.parts", f"“{what}”出现了两次，不知道算在哪里"
    if sum(part.others for part in scoring.parts) != 1 and any(
        part.yellow or part.red for part in scoring.parts
    ):
        yield "scoring.parts", "应当有一个部分（且只有一个）写 others: true，没有点名的监察牌在那里扣分"
    for part in scoring.parts:
        for what in _part(part):
            yield f"scoring.{part.name}", what
    for one in scoring.bonus:
        for what in _indicator(one.of, (one.least,)):
            yield f"scoring.bonus.{one.of}", what
        if not (_cents(one.points) and one.points > 0 and one.each > 0):
            yield f"scoring.bonus.{one.of}", "加分和间隔都应大于零，最多两位小数"
    for what in _grades(scoring.grades):
        yield "scoring.grades", what
    for name, value, least, most in (("sample", scoring.sample, 1, 1000), ("settle", scoring.settle, 0, 92)):
        if not least <= value <= most:
            yield f"scoring.{name}", f"应在 {least} 到 {most} 之间，现在是 {value}"
    if not scoring.basis.strip():
        yield "scoring.basis", "没有写明依据"


def _numbers(scoring: Scoring) -> Iterator[Decimal]:
    """Every figure in it."""
    yield from (x for one in scoring.bonus for x in (one.points, one.least, one.each))
    yield from (grade.least for grade in scoring.grades)
    for part in scoring.parts:
        yield from (part.points, part.yellow, part.red)
        yield from (x for one in part.measures for x in (one.points, one.full, one.zero))


def _cents(value: Decimal) -> bool:
    """Whether it has at most two decimals."""
    return value * FULL == (value * FULL).to_integral_value()


def _part(part: Part) -> Iterator[str]:
    if not _cents(part.points) or part.points <= 0:
        yield f"分值应大于零，最多两位小数，现在是 {part.points}"
    if part.measures and sum((x.points for x in part.measures), Decimal(0)) != part.points:
        yield f"各指标的分值合计应为 {part.points} 分"
    if not all(_cents(x) and x >= 0 for x in (part.yellow, part.red)) or part.red < part.yellow:
        yield "扣分不能是负数，最多两位小数，红牌不能比黄牌扣得少"
    if (part.rules or part.others) and not part.red:
        yield "点了监察规则，却没有写红牌扣几分"
    if not part.measures and not (part.rules or part.others):
        yield "既没有指标，也没有监察牌扣分，永远是满分"
    for one in part.measures:
        yield from _indicator(one.of, (one.full, one.zero))
        if not _cents(one.points) or one.points <= 0:
            yield f"“{one.of}”的分值应大于零，最多两位小数"
        found = INDICATORS.get(one.of)
        if found and (one.full <= one.zero if found.good else one.full >= one.zero):
            yield f"{found.label}越{'高' if found.good else '低'}越好，满分线应{'高' if found.good else '低'}于零分线"


def _indicator(name: str, lines: tuple[Decimal, ...]) -> Iterator[str]:
    found = INDICATORS.get(name)
    if found is None:
        yield f"没有“{name}”这个指标；可用的有：{'、'.join(INDICATORS)}"
        return
    if not all(0 <= line <= found.scale for line in lines):
        yield f"{found.label}的线应在 0 到 {found.scale} 之间，别的永远达不到"


def _grades(grades: tuple[Grade, ...]) -> Iterator[str]:
    if len(grades) < 2 or len({x.name for x in grades}) < len(grades):
        yield "至少要有两个等次，名称各不相同"
        return
    for higher, lower in pairwise(grades):
        if higher.least <= lower.least:
            yield f"“{lower.name}”的分数线不低于“{higher.name}”，永远轮不到"
    if not grades[0].least <= FULL:
        yield f"“{grades[0].name}”的分数线高于一百分，永远达不到"
    if grades[-1].least != 0:
        yield f"最低的等次“{grades[-1].name}”应从 0 分起"


def plain(scoring: Scoring) -> dict[str, Any]:
    """The method as JSON values: points as texts, so that no computer reads them as something near."""
    found: dict[str, Any] = msgspec.to_builtins(scoring)
    return found


def _grade(name: str, least: int) -> Grade:
    return Grade(name=name, least=Decimal(least))


def _measure(of: str, points: int, full: int, zero: int) -> Measure:
    return Measure(of=of, points=Decimal(points), full=Decimal(full), zero=Decimal(zero))


def _usual(
    name: str, points: int, *rules: str, measures: tuple[Measure, ...] = (), others: bool = False
) -> Part:
    """A part of the usual method: a yellow card takes one point, a red one five."""
    return Part(
        name=name,
        points=Decimal(points),
        rules=rules,
        measures=measures,
        others=others,
        yellow=Decimal(1),
        red=Decimal(5),
    )


_IN_TIME = (
    _measure("on_time", 15, 100, 80),
    _measure("lawful", 5, 100, 90),
    _measure("answered", 10, 100, 90),
)
USUAL = Scoring(
    name="通用评分办法",
    basis=BASIS,
    parts=(
        _usual("时限", 30, "E01", "E02", "E03", "E04", "E04A", "E09A", "E12", "E17", measures=_IN_TIME),
        _usual("规范", 20, others=True),
        _usual("收费", 10, "E07"),
        _usual("公开", 10, "E16"),
        _usual("服务", 20, "E13", measures=(_measure("satisfied", 20, 95, 60),)),
        _usual("投诉", 10, "E14"),
    ),
    grades=(_grade("优", 90), _grade("良", 80), _grade("合格", 60), _grade("不合格", 0)),
    advice="监察建议书",
)
"""The method that holds where a region has set none of its own."""
