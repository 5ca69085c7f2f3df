"""What a rule can look at 监察点: the closed list, with the tests each point takes and the most it can ever reach."""

from __future__ import annotations

from dataclasses import dataclass

from yichuang.law.words import Word


class Manner(Word):
    """How a point is looked at."""

    CLOCK = "clock", "期限"
    SIGN = "sign", "行为"
    PATTERN = "pattern", "规律"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a rule can look at."""

    name: str
    label: str
    manner: Manner
    takes: frozenset[str]
    most: float | None = None
    """The most it can reach: a threshold above is never met."""


_TIME = frozenset({"used", "left", "over"})
_COUNT = frozenset({"count"})


def _clock(name: str, label: str, most: float | None = None) -> Point:
    return Point(name, label, Manner.CLOCK, _TIME, most)


def _sign(name: str, label: str, takes: str = "count", most: float | None = None) -> Point:
    return Point(name, label, Manner.SIGN, frozenset({takes}), most)


def _pattern(name: str, label: str, takes: str = "count") -> Point:
    return Point(name, label, Manner.PATTERN, frozenset({takes}), 1 if takes == "share" else None)


POINTS: tuple[Point, ...] = (
    _clock("acceptance", "受理审查期限", most=1),
    _clock("promised", "承诺期限"),
    _clock("statutory", "法定期限"),
    _clock("step", "环节期限"),
    _clock("service", "送达期限"),
    _clock("pause", "特别程序告知的期限"),
    _clock("task", "任务落实期限"),
    _clock("rating", "差评回访期限"),
    Point("unattended", "窗口无人值守", Manner.CLOCK, frozenset({"minutes"})),
    _clock("turn", "监察牌各环节期限"),
    _clock("ticket", "诉求办理期限"),
    _clock("arrival", "突发诉求到场期限"),
    _clock("call_back", "诉求回访期限"),
    _clock("disclosure", "信息公开期限"),
    _clock("objection", "公开异议答复期限"),
    _clock("report", "公布征求意见报告期限"),
    _clock("information", "信息公开申请答复期限"),
    _clock("hearing", "听证报告期限"),
    _sign("silence", "逾期不告知视为受理", most=1),
    _sign("repeated_correction", "多次要求补正"),
    _sign("beyond_guide", "要求指南以外的材料"),
    _sign("unfounded_refusal", "不予受理缺少法定要件", most=4),
    _sign("no_letter", "无授权书作出决定", most=1),
    _sign("same_hand", "同一人经办又决定", most=1),
    _sign("skipped_step", "未经审查环节作出决定"),
    _sign("backdated", "倒签日期", "days"),
    _sign("groundless_pause", "无依据暂停计时", most=3),
    _sign("pause_near_end", "临近期限暂停计时"),
    _sign("late_extension", "超期后延期", most=1),
    _sign("extensions", "多次延期"),
    _sign("fee_beyond_guide", "指南以外的收费"),
    _sign("complaint", "申请人投诉"),
    _sign("instant_close", "承诺件受理后即刻办结", "seconds"),
    _pattern("last_hour", "总在期限最后一天办结", "share"),
    _pattern("mass_decisions", "一分钟内成批决定"),
    _pattern("refusal_rate", "不予许可率异常", "sigma"),
    _pattern("repeated_pauses", "多次临近期限暂停计时"),
    _pattern("low_ratings", "多次差评"),
    _pattern("yellows", "季度内成立的黄牌"),
)
BY_NAME = {point.name: point for point in POINTS}
