"""The report of a consultation as a sheet to print: what was asked, how many said what, what came of it."""

from __future__ import annotations

from yichuang.law.cases.consulting import LEAST
from yichuang.law.open_words import Answer, Drafting
from yichuang.office.consultations import reads
from yichuang.office.consultations.reads import Shown
from yichuang.office.papers.press import code, lay_out


def counts(found: list[reads.Group]) -> list[tuple[str, int, int]]:
    """By answer: how many groups, how many comments."""
    return [
        (
            one.label,
            sum(x.row.answer == one for x in found),
            sum(x.row.size for x in found if x.row.answer == one),
        )
        for one in Answer
    ]


def report(one: Shown, url: str) -> bytes:
    """The report as PDF/A."""
    row, found = one.row, reads.answered(one.row.number)
    assert row.closed_on is not None
    data = {
        "title": f"关于“{row.title}”征求意见情况的报告",
        "body": one.body,
        "closed": f"{row.closed_on:%Y年%-m月%-d日}",
        "period": f"{row.opened_on:%Y年%-m月%-d日}公布，{row.last_on:%Y年%-m月%-d日}截止，{row.days}日",
        "cite": LEAST[Drafting(row.about)].cite.text,
        "shorter": row.shorter,
        "comments": row.comments,
        "ways": "、".join(f"{name}{many}条" for name, many in reads.ways(row.number)) or "没有",
        "counts": [[name, str(many), str(of)] for name, many, of in counts(found)],
        "groups": [
            {"gist": x.row.gist, "size": x.row.size, "answer": x.answer, "reason": x.row.reason, "quote": x.row.quote}
            for x in found
        ],
        "summary": [line for line in row.summary.splitlines() if line.strip()],
        "showings": [
            f"{x.place}（{x.outlet}）{x.first:%-m月%-d日}" + (f"至{x.last:%-m月%-d日}" if x.last != x.first else "")
            for x in one.showings
        ],
        "qr": code(url),
    }  # fmt: skip
    return lay_out("consultation", data, row.closed_on)
