"""The flow chart of a matter, drawn from its definition: what stands side by side, under which answers, who signs together.

A lane for each role, or for each body where several take part. Never an uploaded picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from yichuang.law import flow
from yichuang.law.flow import Rule, Stage, Step, Work
from yichuang.law.mandates import Post
from yichuang.law.words import Word
from yichuang.office.catalogue import chart_place, chart_svg
from yichuang.office.catalogue.chart_place import Cell

LANES: Final = {
    Work.APPLICANT: "申请人",
    Work.CLERK: "窗口",
    Work.REVIEWER: "审查",
    Work.MEETING: "会议",
    Work.MATTER: "部门",
    Work.DECIDER: "决定",
}
BEGIN, END = "(begin)", "(end)"
"""What the applicant does before and after the steps; no key of a step looks like these."""
_POSTS = {post.value: post.label for post in Post}


class How(Word):
    """How far a step of a case is, as its box shows it."""

    DONE = "done", "已办结"
    NOW = "now", "正在办理"
    WAITING = "waiting", "还没开始"
    SKIPPED = "skipped", "不需要"
    FAILED = "failed", "没有通过"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far one step is; the note is a date or a name."""

    how: How
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What bodies and matters are called: by the code of a body, or of a matter that another body handles."""

    bodies: Mapping[str, str] = field(default_factory=dict)
    """The empty code stands for the matter's own body."""
    matters: Mapping[str, str] = field(default_factory=dict)


NOBODY: Final = Names()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing somebody does: whose lane, which column, what it is called, what is added inside and below it."""

    key: str
    lane: str
    column: int
    name: str
    notes: tuple[str, ...]
    when: tuple[str, ...] = ()
    stage: str = ""
    matter: bool = False
    after: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """All that is added inside, in one line."""
        return "，".join(self.notes)


def boxes(content: Mapping[str, Any], names: Names = NOBODY) -> list[Box]:
    """What happens from the application to the result, each after all it waits for. Raises Circle."""
    steps = flow.order(flow.read(content["steps"]))
    asked = sum(material.get("need") == "required" for material in content.get("materials", ()))
    columns = _columns(steps)
    several = any(step.body or (step.matter and step.matter in names.bodies) for step in steps)
    applicant = LANES[Work.APPLICANT]
    out = [Box(key=BEGIN, lane=applicant, column=0, name="提出申请", notes=(f"必交材料 {asked} 份",))]
    stages = {stage.key: n for n, stage in enumerate(flow.read_stages(content.get("stages", ())))}
    for step in steps:
        number = chr(ord("①") + stages[step.stage]) if step.stage in stages else ""
        out.append(
            Box(
                key=step.key,
                lane=_lane(step, names, several),
                column=columns[step.key],
                name=step.name,
                notes=tuple(_notes(step, names)),
                when=tuple(_when(step, content)),
                stage=number,
                matter=step.work is Work.MATTER,
                after=tuple(key for key in step.after if key in columns) or (BEGIN,),
            )
        )
    waited = {key for box in out for key in box.after}
    last = tuple(box.key for box in out if box.key not in waited)
    return [*out, _result(content, max(columns.values(), default=0) + 1, last)]


def _result(content: Mapping[str, Any], column: int, after: tuple[str, ...]) -> Box:
    service, result = content.get("service") or {}, content.get("result") or {}
    unit = "个工作日" if service.get("unit") == "workday" else "日"
    notes = (f"{service['amount']} {unit}内送达",) if service.get("amount") else ()
    name = f"领取{result.get('name', '结果')}"
    return Box(key=END, lane=LANES[Work.APPLICANT], column=column, name=name, notes=notes, after=after)


def _columns(steps: Sequence[Step]) -> dict[str, int]:
    """The column of each step: one more than the last of those it waits for."""
    out: dict[str, int] = {}
    for step in steps:
        out[step.key] = 1 + max((out[key] for key in step.after if key in out), default=0)
    return out


def _lane(step: Step, names: Names, several: bool) -> str:
    if not several or step.work is Work.APPLICANT or (step.work is Work.CLERK and not step.body):
        return LANES[step.work]
    if step.body:
        return names.bodies.get(step.body, step.body)
    return names.bodies.get(step.matter) or names.bodies.get("") or "本机关"


def _notes(step: Step, names: Names) -> Iterable[str]:
    matter = names.matters.get(step.matter, "")
    if matter and matter != step.name:
        yield f"《{matter}》"
    if step.days:
        yield f"{step.days} 个工作日"
    else:
        yield {Work.CLERK: "当场", Work.APPLICANT: "不计时限"}.get(step.work, "当日")
    if step.site_check:
        yield "两人到场"
    if step.sign is not None:
        least = {Rule.ALL: "全部", Rule.ANY: "一人"}.get(step.sign.rule, f"{step.sign.least}人")
        yield f"会签（{least}）：{'、'.join(_POSTS.get(post, post) for post in step.sign.posts)}"


def _when(step: Step, content: Mapping[str, Any]) -> Iterable[str]:
    """Under which answers the step is needed, in the words of the form."""
    asked = {question.get("key"): question for question in content.get("questions", ())}
    for key, values in step.when.items():
        question = asked.get(key, {})
        labels = {one.get("value"): one.get("label") for one in question.get("options", ())}
        answers = "或".join(f"“{labels.get(value) or value}”" for value in values)
        yield f"“{question.get('label') or key}”答{answers}"


def _lanes(drawn: Sequence[Box]) -> list[str]:
    """The lanes: the applicant, the window, then the others; bodies in the order they come up."""
    found = dict.fromkeys(box.lane for box in sorted(drawn, key=lambda box: box.column))
    roles = [label for label in LANES.values() if label in found]
    if len(found) == len(roles):
        return roles
    first = [LANES[Work.APPLICANT], LANES[Work.CLERK]]
    return [*(lane for lane in first if lane in found), *(lane for lane in found if lane not in first)]


def spoken(content: Mapping[str, Any], names: Names = NOBODY, marks: Mapping[str, Mark] | None = None) -> str:
    """The chart in words, for whoever does not see it."""
    drawn = boxes(content, names)
    called = {box.key: box.name for box in drawn}
    said, above = [], BEGIN
    for box in drawn:
        text = f"{box.lane}：{box.name}（{box.note}）" if box.notes else f"{box.lane}：{box.name}"
        if box.key not in (BEGIN, END) and box.after != (above,):
            text += f"，在{'、'.join(f'“{called[key]}”' for key in box.after)}之后"
        if box.when:
            text += f"，只在{'，并且'.join(box.when)}时需要"
        if marks and (mark := marks.get(box.key)):
            late = "，超期" if mark.late else ""
            text += f"，{mark.how.label}{late}{f'（{mark.note}）' if mark.note else ''}"
        said.append(text)
        above = box.key
    return "；".join(said)


def swimlanes(
    content: Mapping[str, Any], names: Names = NOBODY, marks: Mapping[str, Mark] | None = None
) -> str:
    """The chart as SVG in its own size; `marks` show on it how far a case is. Raises Circle."""
    drawn = boxes(content, names)
    lanes = _lanes(drawn)
    given = marks or {}
    looks = {box.key: _look(box, given.get(box.key)) for box in drawn}
    bands = _bands(content, drawn, names)
    top = chart_svg.TOP + sum(map(chart_svg.high, bands))
    cells = [
        Cell(
            key=box.key,
            lane=lanes.index(box.lane),
            column=box.column,
            height=looks[box.key].height,
            below=looks[box.key].under,
        )
        for box in drawn
    ]
    ways = [(key, box.key) for box in drawn for key in box.after]
    sheet = chart_place.place(cells, ways, chart_svg.SIDE, top)
    title = f"{content.get('name', '')}办理流程"
    return chart_svg.picture(sheet, looks, lanes, bands, title, spoken(content, names, marks))


def _look(box: Box, mark: Mark | None) -> chart_svg.Look:
    """How a box looks."""
    notes = list(box.notes)
    if box.stage:
        notes[0] = f"{box.stage} {notes[0]}"
    if mark and (mark.note or mark.late):
        notes.append("，".join(one for one in ("超期" if mark.late else "", mark.note) if one))
    how = mark.how.value if mark else ""
    return chart_svg.look(
        box.name, notes, box.when, how=how, late=bool(mark and mark.late), matter=box.matter
    )


def _bands(content: Mapping[str, Any], drawn: Sequence[Box], names: Names) -> list[list[chart_svg.Band]]:
    """The stages over the columns of their steps; those that overlap stand in rows above each other."""
    of = {step["key"]: step.get("stage") for step in content["steps"]}
    rows: list[list[chart_svg.Band]] = []
    for n, stage in enumerate(flow.read_stages(content.get("stages", ()))):
        columns = [box.column for box in drawn if of.get(box.key) == stage.key]
        if not columns:
            continue
        band = chart_svg.band(*_said(n, stage, names), min(columns), max(columns))
        row = next(
            (row for row in rows if all(one.last < band.first or band.last < one.first for one in row)), None
        )
        if row is None:
            rows.append(row := [])
        row.append(band)
    return rows


def _said(n: int, stage: Stage, names: Names) -> tuple[str, str]:
    lead = names.bodies.get(stage.lead, "")
    return f"{chr(ord('①') + n)} {stage.name}", f"{stage.days} 个工作日" + (f"，{lead}牵头" if lead else "")
