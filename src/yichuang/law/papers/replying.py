"""The hotline on paper: T01, the letter that answers a letter."""

from __future__ import annotations

from yichuang.law.cite import HOTLINE, JINAN
from yichuang.law.papers.demands import BODY, DATE, NUMBER
from yichuang.law.papers.paper import Demand, Paper, Say

_ANSWERED = JINAN.art("24", "五个工作日内办理并答复诉求人和热线平台")
_CALLED = JINAN.art("27", "对答复的事项逐件回访，不满意或者没有办理的发回重办")
_CLEAR = HOTLINE.art("3", "受理、派单、办理、答复、督办、办结、回访、评价闭环运行")

ANSWER = Paper(
    code="T01",
    name="诉求办理答复函",
    cite=_ANSWERED,
    demands=(
        NUMBER,
        BODY,
        DATE,
        Demand("applicant", "诉求人", _ANSWERED),
        Demand("case", "工单编号", _CLEAR),
        Demand("received_on", "来信登记日期", _CLEAR),
        Demand("title", "来信反映的事项", _CLEAR),
        Demand("answer", "答复", _ANSWERED),
        Demand("query", "查询码", _CALLED),
    ),
    body=(
        Say("您来信反映的“{title}”，本热线已于{received_on}登记（工单编号：{case}）。现答复如下："),
        Say("{answer}"),
        Say("目前{solved}。", when="solved"),
        Say("后续计划：{plan}，{plan_on}前完成。", when="plan"),
        Say(
            "本热线还会就办理结果向您回访。您认为没有解决的，可以来信、来电，"
            "也可以凭工单编号和查询码（{query}）在网上评价或者反映未解决，由承办单位重新办理。"
        ),
    ),
)

REPLYING = (ANSWER,)
