"""A spell: one stretch of a case's time, flat, so that any question over many cases is a plain sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yichuang.law.words import Word


class Phase(Word):
    """What a stretch of time is. Those named like a clock of the case run as that clock runs."""

    WHOLE = "whole", "全程（收到到办结）"
    FILING = "filing", "申请人填报"
    ACCEPTANCE = "acceptance", "收到到受理或告知"
    CORRECTION = "correction", "等申请人补正"
    POINT = "point", "要求补正的内容"
    PROMISED = "promised", "受理到决定（承诺期限）"
    STATUTORY = "statutory", "受理到决定（法定期限）"
    STEP = "step", "审查环节"
    PAUSE = "pause", "特别程序和停止计时"
    DECISION = "decision", "审查完到决定"
    SERVICE = "service", "决定到送达"
    RATING = "rating", "差评到回访"
    TASK = "task", "落实交办任务"
    EXPLANATION = "explanation", "监察牌：说明"
    HOLDING = "holding", "监察牌：认定"
    RECTIFICATION = "rectification", "监察牌：整改"
    VERIFICATION = "verification", "监察牌：核验"
    APPEAL = "appeal", "监察牌：复核"
    TICKET = "ticket", "诉求：派单到答复"
    ARRIVAL = "arrival", "诉求：派单到到场"
    CALL_BACK = "call_back", "诉求：答复到回访"
    DISCLOSURE = "disclosure", "公开任务：形成到公开"
    OBJECTION = "objection", "公开异议：提出到答复"
    CONSULTATION = "consultation", "征求意见：公布到截止"
    REPORT = "report", "征求意见：截止到公布报告"
    INFORMATION = "information", "信息公开申请：收到到答复"
    HEARING = "hearing", "听证：结束到报告"


class Party(Word):
    """Whose time it is."""

    APPLICANT = "applicant", "等申请人"
    BODY = "body", "等机关"
    PROCEDURE = "procedure", "等特别程序"
    SUPERVISOR = "supervisor", "等监察"


PARTY = {
    Phase.FILING: Party.APPLICANT,
    Phase.CORRECTION: Party.APPLICANT,
    Phase.PAUSE: Party.PROCEDURE,
    Phase.CONSULTATION: Party.PROCEDURE,
    Phase.HOLDING: Party.SUPERVISOR,
    Phase.VERIFICATION: Party.SUPERVISOR,
    Phase.APPEAL: Party.SUPERVISOR,
}
"""Whose time a phase is when it is not the body's."""

TIMELINE = (
    Phase.FILING,
    Phase.ACCEPTANCE,
    Phase.CORRECTION,
    Phase.STEP,
    Phase.PAUSE,
    Phase.DECISION,
    Phase.SERVICE,
    Phase.TASK,
    Phase.EXPLANATION,
    Phase.HOLDING,
    Phase.RECTIFICATION,
    Phase.VERIFICATION,
    Phase.APPEAL,
    Phase.TICKET,
    Phase.CALL_BACK,
    Phase.DISCLOSURE,
    Phase.OBJECTION,
    Phase.CONSULTATION,
    Phase.REPORT,
    Phase.INFORMATION,
    Phase.HEARING,
)
"""The phases that lie one behind the other: their working days may be added up. The whole and the two limits overlap them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One stretch of one case. No personal text but `note`, which is never exported."""

    number: str
    """The case."""
    n: int
    phase: Phase
    step: str = ""
    step_name: str = ""
    body: str
    """Whose work it was: the step's body, else the case's."""
    region: str
    matter: str
    edition: int
    kind: str
    channel: str
    purpose: str
    officer: str = ""
    """The number of the officer who ended it; empty when nobody of the office did."""
    started: date
    ended: date | None = None
    days: int | None = None
    """Calendar days: the day of the beginning is not counted."""
    workdays: int | None = None
    """Working days as its clock counts them: without the day of the beginning and without paused days."""
    limit_days: int | None = None
    """Working days it was allowed; none when nothing limits it."""
    on_time: bool | None = None
    waits: Party
    cause: str = ""
    """Why, in the law's or the guide's own words: ground of a pause, material of a point, reason of an end."""
    outcome: str = ""
    """How the case ended; empty while it has not."""
    corrections: int = 0
    """Of the whole: how often correction was asked."""
    extended: int = 0
    """Of the whole: by how many working days it was extended."""
    note: str = ""
    """Of a point: the officer's words."""
