"""The drawn flow: no box on another, no line through a foreign box or along a foreign line; words for whoever does not see."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from flows import QUESTIONS, content, flows, step
from yichuang.law import flow
from yichuang.law.flow import Circle
from yichuang.office.catalogue import chart, chart_place
from yichuang.office.catalogue.chart import BEGIN, END, How, Mark, Names
from yichuang.office.catalogue.chart_place import BOX_W, Box, Cell, Sheet

SVG = "{http://www.w3.org/2000/svg}"
BODIES = {"105": "市场监管局", "103": "自然资源局", "甲": "乡政府"}


def asked() -> list[dict[str, Any]]:
    return [
        {"key": key, "label": f"{key}怎样？", "options": [{"value": v, "label": v} for v in values]}
        for key, values in QUESTIONS.items()
    ]


def placed(plain: dict[str, Any], names: Names = chart.NOBODY) -> Sheet:
    """The sheet of a chart, with boxes of uneven height."""
    drawn = chart.boxes(plain, names)
    lanes = list(dict.fromkeys(box.lane for box in drawn))
    cells = [
        Cell(
            key=b.key, lane=lanes.index(b.lane), column=b.column, height=50 + 18 * (n % 3), below=20 * (n % 2)
        )
        for n, b in enumerate(drawn)
    ]
    return chart_place.place(cells, [(key, b.key) for b in drawn for key in b.after], 80, 8)


def overlap(a: Box, b: Box, room: float = 0) -> bool:
    return (
        a.x < b.x + b.width + room
        and b.x < a.x + a.width + room
        and a.y < b.y + b.height + room
        and b.y < a.y + a.height + room
    )


def part(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


def on_each_other(one: Box, other: Box) -> bool:
    """Whether two parts of lines run along each other for more than a point."""
    if one.width and other.width:
        return one.y == other.y and min(one.x + one.width, other.x + other.width) > max(one.x, other.x)
    if one.height and other.height:
        return one.x == other.x and min(one.y + one.height, other.y + other.height) > max(one.y, other.y)
    return False


@settings(deadline=None, max_examples=300)
@given(flows(most=14))
def test_boxes_stand_apart_and_lines_go_round_them(steps: list[dict[str, Any]]) -> None:
    sheet = placed(content(steps, questions=asked()), Names(BODIES))
    for a, b in combinations(sheet.boxes.values(), 2):
        assert not overlap(a, b, 8)
    for (a, b), corners in sheet.ways.items():
        assert corners[0][0] == sheet.boxes[a].x + BOX_W and corners[-1][0] == sheet.boxes[b].x
        for box in (sheet.boxes[a], sheet.boxes[b]):
            assert any(box.y < y < box.y + box.height for _, y in (corners[0], corners[-1]))
        for one, other in pairwise(corners):
            assert one[0] == other[0] or one[1] == other[1]
            assert not [key for key, box in sheet.boxes.items() if overlap(part(one, other), box)]
    bottom = max(top + height for top, height in sheet.lanes)
    assert all(0 < x < sheet.width and 0 < y <= bottom for way in sheet.ways.values() for x, y in way)


@settings(deadline=None, max_examples=300)
@given(flows(most=14))
def test_lines_of_two_steps_meet_only_before_a_box_both_lead_to(steps: list[dict[str, Any]]) -> None:
    sheet = placed(content(steps), Names(BODIES))
    for (one, way), (other, path) in combinations(sheet.ways.items(), 2):
        if one[0] == other[0] or one[1] == other[1]:
            continue
        assert not [1 for p in pairwise(way) for q in pairwise(path) if on_each_other(part(*p), part(*q))], (
            one,
            other,
        )


@settings(deadline=None, max_examples=100)
@given(flows())
def test_every_step_is_drawn_and_said(steps: list[dict[str, Any]]) -> None:
    plain = content(steps, questions=asked())
    drawn = ElementTree.fromstring(chart.swimlanes(plain))
    boxes = [one for one in drawn.iter(f"{SVG}rect") if one.get("rx")]
    assert len(boxes) == len(steps) + 2
    assert len([one for one in boxes if one.get("stroke-dasharray")]) == sum(
        bool(s.get("when")) for s in steps
    )
    said = drawn.findtext(f"{SVG}desc") or ""
    assert all(" ".join(s["name"].split()) in " ".join(said.split()) for s in steps)
    assert {one.get("font-size") for one in drawn.iter(f"{SVG}text")} <= {"13", "14"}


@settings(deadline=None, max_examples=100)
@given(flows())
def test_columns_are_the_longest_way_from_the_application(steps: list[dict[str, Any]]) -> None:
    found = {box.key: box for box in chart.boxes(content(steps))}
    for one in flow.read(steps):
        assert found[one.key].column == 1 + max((found[key].column for key in one.after), default=0)
    waited = {key for one in flow.read(steps) for key in one.after}
    assert set(found[END].after) == {one["key"] for one in steps} - waited
    assert found[BEGIN].column == 0 and found[END].column == 1 + max(found[s["key"]].column for s in steps)


def test_a_loop_cannot_be_drawn() -> None:
    with pytest.raises(Circle):
        chart.swimlanes(content([step("a", after=["b"]), step("b", after=["a"])]))


def project() -> dict[str, Any]:
    """Three stages, six matters of four bodies, two of them side by side, one only under an answer."""

    def matter(key: str, code: str, days: int, stage: str, **more: Any) -> dict[str, Any]:
        return step(key, "matter", name=f"事项{key}", matter=code, days=days, stage=stage, **more)

    stages = [
        {"key": "land", "name": "立项用地", "lead": "103", "days": 30},
        {"key": "design", "name": "工程建设", "lead": "115", "days": 25},
        {"key": "build", "name": "施工许可", "lead": "115", "days": 15},
    ]
    steps = [
        step("accept", "clerk", name="统一受理", days=0),
        matter("site", "site-selection", 8, "land"),
        matter("approve", "approval", 12, "land", when=["listed=yes"]),
        matter("plan", "planning", 10, "design", after=["approve"]),
        matter("eia", "eia", 11, "design", after=["approve"]),
        matter("fire", "fire", 10, "build", after=["plan", "eia"], sign="all", signers=["chief", "head"]),
        matter("permit", "permit", 4, "build"),
        step("close", "decider", name="办结", days=1),
    ]
    asks = [
        {
            "key": "listed",
            "label": "在核准目录里吗？",
            "options": [{"value": "yes", "label": "在"}, {"value": "no", "label": "不在"}],
        }
    ]
    return content(steps, stages=stages, questions=asks, kind="joint")


NAMES = Names(
    bodies={
        "": "政务服务局", "103": "自然资源局", "115": "住建局", "site-selection": "自然资源局", "approval": "发改局",
        "planning": "自然资源局", "eia": "生态环境局", "fire": "住建局", "permit": "住建局",
    },
    matters={"eia": "建设项目环境影响报告表审批"},
)  # fmt: skip


def test_a_project_shows_bodies_matters_stages_conditions_and_countersigning() -> None:
    drawn = {box.key: box for box in chart.boxes(project(), NAMES)}
    assert drawn["plan"].column == drawn["eia"].column and drawn["plan"].lane != drawn["eia"].lane
    assert drawn["approve"].when == ("“在核准目录里吗？”答“在”",)
    assert drawn["fire"].notes == ("10 个工作日", "会签（全部）：首席代表、机关负责人")
    assert drawn["eia"].notes == ("《建设项目环境影响报告表审批》", "11 个工作日")
    tree = ElementTree.fromstring(chart.swimlanes(project(), NAMES))
    words = [one.text for one in tree.iter(f"{SVG}text")]
    lanes = [one for one in dict.fromkeys(words) if one in {*NAMES.bodies.values(), "申请人", "窗口"}]
    assert lanes == ["申请人", "窗口", "自然资源局", "发改局", "生态环境局", "住建局", "政务服务局"]
    assert {"① 立项用地", "② 工程建设", "③ 施工许可"} <= set(words)
    assert "25 个工作日，住建局牵头" in "".join(map(str, words))
    said = chart.spoken(project(), NAMES)
    assert "生态环境局：事项eia（《建设项目环境影响报告表审批》，11 个工作日），在“事项approve”之后" in said
    assert "在“事项plan”、“事项eia”之后" in said and "只在“在核准目录里吗？”答“在”时需要" in said


def test_a_matter_of_one_body_has_a_lane_for_each_role() -> None:
    plain = content([step("a", "clerk"), step("b"), step("c", "decider")])
    lanes = [box.lane for box in chart.boxes(plain, Names({"": "市场监管局", "105": "市场监管局"}))]
    assert lanes == ["申请人", "窗口", "审查", "决定", "申请人"]


def test_how_far_a_case_is_stands_in_the_boxes_by_sign_and_colour() -> None:
    marks = {
        "accept": Mark(How.DONE, "3月2日"),
        "site": Mark(How.NOW, "到3月12日", late=True),
        "approve": Mark(How.SKIPPED),
        "eia": Mark(How.FAILED, "不予许可"),
        "plan": Mark(How.WAITING),
    }
    tree = ElementTree.fromstring(chart.swimlanes(project(), NAMES, marks))
    words = [one.text or "" for one in tree.iter(f"{SVG}text")]
    for sign, name in (
        ("✓", "统一受理"),
        ("●", "事项site"),
        ("–", "事项approve"),
        ("×", "事项eia"),
        ("○", "事项plan"),
    ):
        assert f"{sign} {name}" in "".join(words)
    assert "超期" in "".join(words)
    thick = [one for one in tree.iter(f"{SVG}rect") if one.get("stroke-width") == "3"]
    assert len(thick) == 1 and thick[0].get("stroke") == "#c1272d"
    assert "统一受理（当场），已办结（3月2日）" in (tree.findtext(f"{SVG}desc") or "")
