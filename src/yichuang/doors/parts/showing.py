"""The page of parts: every part in its states, made of real law, for those who build pages. Demonstrations only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import CHINA, Clock, Limit, Pause, Unit, explain
from yichuang.law.facts import (
    Actor,
    CaseAccepted,
    CaseSubmitted,
    ClockPaused,
    CorrectionAsked,
    CorrectionPoint,
    Entry,
)
from yichuang.law.kinds import BY_CODE
from yichuang.law.papers import PAPERS
from yichuang.law.words import Channel, Ground, Light, Purpose, Role

EVENT = datetime(2026, 9, 21, 10, tzinfo=CHINA)
LIMIT = Limit(10, Unit.WORKDAY, LICENSING.art("42(1)", "自受理行政许可申请之日起二十日内作出行政许可决定"))
TODAY = datetime(2026, 10, 9, 10, tzinfo=CHINA)
NEW_YEAR = Clock(LIMIT, datetime(2026, 12, 25, 10, tzinfo=CHINA))
"""It runs into a year whose holidays are not announced."""
TESTING = Pause(date(2026, 9, 28), date(2026, 9, 30), Ground.TESTING.label)
COLOURS = ("ground", "paper", "ink", "ink2", "line", "blue", "deep", "wash", "red", "amber", "green")


def _entries() -> list[Entry]:
    person = Actor(Role.APPLICANT, id="a")
    clerk = Actor(Role.OFFICER, id="1", name="格桑梅朵", body="513201129", post="窗口人员")
    points = (CorrectionPoint(material="plan", what="布局图没有标出洗手池", basis=""),)
    told = (
        (date(2026, 9, 16), person, CaseSubmitted(received_on=date(2026, 9, 16), channel=Channel.ONLINE)),
        (date(2026, 9, 17), clerk, CorrectionAsked(points=points, until=date(2026, 10, 9))),
        (
            date(2026, 9, 21),
            clerk,
            CaseAccepted(
                accepted_on=date(2026, 9, 21),
                counted_from=date(2026, 9, 21),
                letter="",
                statutory_due=date(2026, 11, 2),
                promised_due=date(2026, 10, 19),
            ),
        ),
        (
            date(2026, 9, 28),
            clerk,
            ClockPaused(
                ground=Ground.TESTING,
                organiser="州检验检测中心",
                since=date(2026, 9, 28),
                expected_days=3,
                basis="",
            ),
        ),
    )
    return [
        Entry(
            "513201129202609160000018",
            n,
            datetime(day.year, day.month, day.day, 9, 40, tzinfo=CHINA),
            by,
            fact,
        )
        for n, (day, by, fact) in enumerate(told, 1)
    ]


def _fields() -> list[dict[str, Any]]:
    kinds = [(word.value, word.label) for word in Purpose]
    plain = {"value": "", "required": True, "help": "", "error": "", "options": ()}
    return [
        plain | {"name": "shop", "label": _("店名（字号）"), "type": "text", "help": _("和营业执照上一样")},
        plain | {"name": "area", "label": _("经营面积（平方米）"), "type": "number", "value": _("六十"),
                 "error": _("面积填数字，例如 60")},
        plain | {"name": "purpose", "label": _("办理方式"), "type": "choice", "options": kinds},
        plain | {"name": "until", "label": _("希望的领证日期"), "type": "date", "required": False},
        plain | {"name": "note", "label": _("其他说明"), "type": "long", "required": False},
        plain | {"name": "sms", "label": _("用短信告诉我进度"), "type": "bool"},
    ]  # fmt: skip


@public
def parts(request: Request) -> HttpResponse:
    """Every part once, in every state that looks different."""
    if not settings.DEMO:
        raise Http404
    clock = Clock(LIMIT, EVENT, pauses=(TESTING,))
    days = explain(clock, KNOWN)
    acts = [act for name in ("accept", "refuse") if (act := BY_CODE["permit"].act(name))]
    context = {
        "colours": COLOURS,
        "lights": list(Light),
        "today": TODAY,
        "due": days[-1].date,
        "past": date(2026, 9, 30),
        "days": days,
        "unannounced": explain(NEW_YEAR, KNOWN),
        "entries": _entries(),
        "future": [_("送达证件"), _("作出决定")],
        "fields": _fields(),
        "acts": [(act, PAPERS[act.paper].name if act.paper else "") for act in acts],
        "refused": law.Refused(
            _("只能一次告知全部需要补正的内容，已于9月17日告知过"),
            LICENSING.art("32(1)(4)", "当场或者五日内一次告知需要补正的全部内容"),
            remedy=_("可以受理，或者作出不予受理的决定。"),
        ),
        "steps": [
            (_("情形"), "done", "#steps"),
            (_("填表"), "now", ""),
            (_("材料"), "todo", ""),
            (_("提交"), "todo", ""),
        ],
    }
    return render(request, "parts/showing.html", context)
