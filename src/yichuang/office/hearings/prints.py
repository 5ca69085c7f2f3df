"""The papers of a hearing as PDF: the notice, the minutes page by page with the lines for signatures, the chair's report."""

from __future__ import annotations

from typing import Any

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases.floor import names
from yichuang.law.cases.sitting import NOTICES, PRESENTER, Sitting
from yichuang.office.hearings import reads
from yichuang.office.papers.press import lay_out

_TITLES = {"notice": "听证公告", "minutes": "听证笔录", "report": "听证报告"}


def ready(entries: list[f.Entry]) -> dict[str, str]:
    """Which papers there are by now, with their titles."""
    kinds = {type(x.fact) for x in entries}
    there = {"notice": f.HearingConvened, "minutes": f.HearingEnded, "report": f.HearingReported}
    return {what: _TITLES[what] for what, fact in there.items() if fact in kinds}


def made(what: str, case: Case, entries: list[f.Entry], body: str) -> bytes:
    """One of them as PDF/A."""
    it = case.sitting
    assert it is not None
    data: dict[str, Any] = {
        "title": _TITLES[what], "body": body, "number": case.number, "rows": _rows(it, names(entries), what),
        "lines": [], "pages": [], "sign": "", "foot": f"{body}　{it.subject}　编号 {case.number}",
    }  # fmt: skip
    dated = it.on
    if what == "notice":
        told = next(x for x in entries if isinstance(x.fact, f.HearingConvened))
        dated = law.day(told.at)
        data |= {"lines": _notice(it), "sign": f"{body}　{dated:%Y年%-m月%-d日}"}
    elif what == "minutes":
        data["pages"] = [
            {"number": one.number, "lines": one.lines, "marks": [list(mark) for mark in one.marks]}
            for one in reads.minutes(entries, it.signers)
        ]
    else:
        reported = next(x for x in entries if isinstance(x.fact, f.HearingReported))
        assert isinstance(reported.fact, f.HearingReported)
        dated = law.day(reported.at)
        words = [*str(reported.fact.report).splitlines(), f"结论：{reported.fact.conclusion}"]
        data |= {
            "lines": [one for one in words if one.strip()],
            "sign": f"主持人：{it.chair}　{dated:%Y年%-m月%-d日}",
        }
    return lay_out("hearing", data, dated)


def _rows(it: Sitting, called: dict[str, str], what: str) -> list[list[str]]:
    """What stands on top of each of them; a notice is for all, so it names nobody but the chosen."""
    rows = [
        ["听证事项", it.subject], ["类型", it.form.label], ["时间", f"{it.on:%Y年%-m月%-d日} {it.begins}"], ["地点", it.place],
        ["主持人", f"{it.chair}（{it.chair_section}）" if it.chair_section else it.chair], ["记录人", it.recorder],
    ]  # fmt: skip
    if what == "notice":
        return [*rows, ["承办科室", it.section]]
    here = "、".join(f"{one} {called.get(one, '')}".strip() for one in it.present)
    return [*rows, [PRESENTER, "、".join(it.presenters)], ["到场", here]]


def _notice(it: Sitting) -> list[str]:
    """What everybody is told."""
    limit = NOTICES[it.form].limit
    lines = [
        f"依据{limit.cite.text}，定于上述时间、地点公开举行听证。",
        "当事人、利害关系人可以亲自参加，也可以委托代理人；有权申请主持人回避，有权陈述、举证、质证和最后陈述；无正当理由不到场的，视为放弃。",
        "听证不收费用。",
    ]
    if it.seats and it.apply_by:
        lines.insert(
            1,
            f"公开征集听证代表{it.seats}名，{it.apply_by:%Y年%-m月%-d日}前在网站“听证”页报名；截止以后公布确定的办法和名单。",
        )
    return [*lines, "其他人员可以旁听。"]
