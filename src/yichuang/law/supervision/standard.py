"""The rules that hold where a region has set none of its own: what the law itself forbids, and cautious thresholds."""

from __future__ import annotations

import msgspec

from yichuang.law.cite import BUSINESS, HOTLINE, JINAN, LICENSING, OPENNESS, PLANNING
from yichuang.law.supervision.rule import Rule, RuleSet, Threshold
from yichuang.law.words import Level

_TIP, _YELLOW, _RED = Level.TIP, Level.YELLOW, Level.RED
_SEPARATE = LICENSING.art("10(1)", "应当建立健全监督制度，及时纠正违法行为").text

_PASSED = JINAN.art("24", "承办单位应当在期限内办理并答复诉求人").text
_SCENE = HOTLINE.art("3", "紧急诉求立即处置").text
_OPEN = OPENNESS.art("26", "自信息形成或者变更之日起二十个工作日内公开").text
_RIGHT = OPENNESS.art("41", "记录不准确，审核属实的，应当更正并告知").text
_HEARD = PLANNING.art("26", "充分考虑专家和公众的意见，附具意见采纳情况及理由").text
_REPLY = OPENNESS.art("33", "自收到申请之日起二十个工作日内答复").text
_ASKED = JINAN.art("27", "对答复的事项逐件回访").text
_SERVED = BUSINESS.art("36", "政务服务机构及其工作人员接受评价和监督").text


def _art(article: str, says: str) -> str:
    return LICENSING.art(article, says).text


STANDARD = RuleSet(
    name="通用监察规则",
    basis=_SEPARATE,
    rules=(
        Rule(code="E01", name="承诺期限", point="promised", basis=BUSINESS.art("36", "应当按照承诺时限办结").text,
             levels={_TIP: Threshold(used=0.8), _YELLOW: Threshold(used=0.9, left=1), _RED: Threshold(over=0)}),
        Rule(code="E02", name="法定期限", point="statutory", basis=_art("42", "应当自受理之日起二十日内作出决定"),
             levels={_TIP: Threshold(left=3), _YELLOW: Threshold(left=1), _RED: Threshold(over=0)}),
        Rule(code="E03", name="环节期限", point="step", basis=BUSINESS.art("36", "按照公开的环节和时限办理").text,
             levels={_TIP: Threshold(left=0), _YELLOW: Threshold(over=0), _RED: Threshold(used=2)}),
        Rule(code="E04", name="五日内告知或者受理", point="acceptance", basis=_art("32(1)(4)", "应当当场或者在五日内一次告知"),
             levels={_TIP: Threshold(left=1), _YELLOW: Threshold(left=0)}),
        Rule(code="E04A", name="逾期不告知", point="silence", basis=_art("32(1)(4)", "逾期不告知的，自收到申请材料之日起即为受理"),
             levels={_RED: Threshold(count=1)}),
        Rule(code="E05", name="一次告知", point="repeated_correction", basis=_art("32(1)(4)", "应当一次告知需要补正的全部内容"),
             levels={_YELLOW: Threshold(count=2), _RED: Threshold(count=3)}),
        Rule(code="E06", name="指南以外的材料", point="beyond_guide", basis=_art("31(1)", "不得要求提交与许可事项无关的材料"),
             levels={_YELLOW: Threshold(count=1), _RED: Threshold(count=2)}),
        Rule(code="E07", name="指南以外的收费", point="fee_beyond_guide", basis=_art("58(1)", "实施行政许可不得收取任何费用，法律、行政法规另有规定的除外"),
             levels={_RED: Threshold(count=1)}),
        Rule(code="E08", name="审批分离", point="same_hand", basis=_SEPARATE, handling="promised", levels={_YELLOW: Threshold(count=1)}),
        Rule(code="E08A", name="未经审查", point="skipped_step", basis=_art("34(1)", "行政机关应当对申请材料进行审查"), handling="promised",
             levels={_RED: Threshold(count=1)}),
        Rule(code="E08B", name="倒签日期", point="backdated", basis=_SEPARATE, levels={_YELLOW: Threshold(days=3), _RED: Threshold(days=10)}),
        Rule(code="E08C", name="没有授权", point="no_letter", basis=_art("22", "行政机关在其法定职权范围内实施"), levels={_RED: Threshold(count=1)}),
        Rule(code="E09", name="无依据暂停", point="groundless_pause", basis=_art("45", "所需时间应当书面告知申请人"), levels={_RED: Threshold(count=1)}),
        Rule(code="E09A", name="暂停超过告知的时间", point="pause", basis=_art("45", "所需时间应当书面告知申请人"),
             levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0), _RED: Threshold(used=2)}),
        Rule(code="E09B", name="临近期限暂停", point="pause_near_end", basis=_SEPARATE, levels={_TIP: Threshold(count=1), _YELLOW: Threshold(count=2)}),
        Rule(code="E09C", name="多次临近期限暂停", point="repeated_pauses", basis=_SEPARATE, handling="promised",
             levels={_YELLOW: Threshold(count=3), _RED: Threshold(count=6)}),
        Rule(code="E10", name="不予受理", point="unfounded_refusal", basis=_art("38(2)", "应当说明理由，并告知救济权利"),
             levels={_YELLOW: Threshold(count=1), _RED: Threshold(count=2)}),
        Rule(code="E10A", name="不予许可率异常", point="refusal_rate", basis=_SEPARATE, window=90, sample=20,
             levels={_TIP: Threshold(sigma=2), _YELLOW: Threshold(sigma=3)}),
        Rule(code="E11", name="违规延期", point="late_extension", basis=_art("42(1)", "经本行政机关负责人批准，可以延长十日"), levels={_RED: Threshold(count=1)}),
        Rule(code="E11A", name="多次延期", point="extensions", basis=_art("42(1)", "可以延长十日，并应当将理由告知申请人"), levels={_RED: Threshold(count=2)}),
        Rule(code="E12", name="送达期限", point="service", basis=_art("44", "应当自作出决定之日起十日内送达"),
             levels={_TIP: Threshold(left=2), _YELLOW: Threshold(left=0), _RED: Threshold(over=0)}),
        Rule(code="E13", name="窗口无人", point="unattended", basis=_SERVED,
             levels={_TIP: Threshold(minutes=15), _YELLOW: Threshold(minutes=30), _RED: Threshold(minutes=120)}),
        Rule(code="E14", name="投诉", point="complaint", basis=BUSINESS.art("49", "受理有关营商环境的投诉和举报").text,
             levels={_YELLOW: Threshold(count=1)}),
        Rule(code="E14A", name="差评回访", point="rating", basis=_SERVED, levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0)}),
        Rule(code="E14B", name="多次差评", point="low_ratings", basis=_SERVED, window=30,
             levels={_TIP: Threshold(count=3), _YELLOW: Threshold(count=5)}),
        Rule(code="E15", name="受理即办结", point="instant_close", basis=_SEPARATE, handling="promised", levels={_YELLOW: Threshold(seconds=60)}),
        Rule(code="E15A", name="成批决定", point="mass_decisions", basis=_SEPARATE, handling="promised",
             levels={_TIP: Threshold(count=10), _YELLOW: Threshold(count=30)}),
        Rule(code="E15B", name="总在最后一天办结", point="last_hour", basis=_SEPARATE, handling="promised", window=30, sample=10,
             levels={_TIP: Threshold(share=0.8), _YELLOW: Threshold(share=0.95)}),
        Rule(code="E17", name="任务落实", point="task", basis=BUSINESS.art("37", "加强部门协同").text,
             levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E18", name="诉求办理期限", point="ticket", basis=_PASSED, kinds=("ticket",),
             levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E18A", name="突发诉求到场", point="arrival", basis=_SCENE, kinds=("ticket",), levels={_YELLOW: Threshold(over=0), _RED: Threshold(over=2)}),
        Rule(code="E18B", name="诉求回访", point="call_back", basis=_ASKED, kinds=("ticket",), levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0)}),
        Rule(code="E18C", name="信息公开期限", point="disclosure", basis=_OPEN, kinds=("disclosure",),
             levels={_TIP: Threshold(left=2), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E18G", name="公开异议答复期限", point="objection", basis=_RIGHT, kinds=("objection",),
             levels={_TIP: Threshold(left=2), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E18K", name="公布征求意见报告期限", point="report", basis=_HEARD, kinds=("consultation",),
             levels={_TIP: Threshold(left=2), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E18I", name="信息公开申请答复期限", point="information", basis=_REPLY, kinds=("information",),
             levels={_TIP: Threshold(left=3), _YELLOW: Threshold(left=1), _RED: Threshold(over=0)}),
        Rule(code="E18H", name="听证报告期限", point="hearing", basis=_art("48(2)", "应当根据听证笔录作出决定"), kinds=("hearing",),
             levels={_TIP: Threshold(left=1), _YELLOW: Threshold(over=0), _RED: Threshold(over=5)}),
        Rule(code="E19", name="黄牌转红牌", point="yellows", basis=_SEPARATE, levels={_RED: Threshold(count=3)}),
    ),
)  # fmt: skip
UNDROPPED = ("complaint",)
"""What no region may leave unwatched: a complaint is always somebody's to answer."""


def completed(rules: RuleSet) -> RuleSet:
    """The set with the standard rules for what no region may leave unwatched, where it has none that is on."""
    looked_at = {rule.point for rule in rules.rules if rule.on}
    missing = [rule for rule in STANDARD.rules if rule.point in UNDROPPED and rule.point not in looked_at]
    taken = {rule.code for rule in rules.rules}
    added = (msgspec.structs.replace(one, code=one.code + "法" * (one.code in taken)) for one in missing)
    return msgspec.structs.replace(rules, rules=(*rules.rules, *added)) if missing else rules
