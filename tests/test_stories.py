"""The stories hold, cover the whole permit, and a story that lies or has a typo is caught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yichuang.doors.command import main, story
from yichuang.law.kinds import KINDS
from yichuang.law.kinds.card import CARD
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.kinds.ticket import TICKET
from yichuang.law.words import State

ROOT = Path(__file__).resolve().parent.parent
STORIES = sorted((ROOT / "stories").rglob("*.yaml"))
FIRST = ROOT / "stories/permit/02-期限从次日起算.yaml"
HEAD = "故事: 甲\n证明: [行政许可法 32]\n事项: 食品经营许可\n"
PLAYED: set[str] = set()
STATES: set[State] = set()
TOLD: set[str] = set()


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    told = story.play(story.read(path))
    assert not told.missed
    assert told.expectations
    PLAYED.update(told.acts)
    STATES.update(told.states)
    TOLD.add(told.name)


def test_the_stories_do_every_act_and_see_every_state_of_every_kind() -> None:
    if len(TOLD) < len(STORIES):
        pytest.skip("needs every story played in this run")
    assert {act.name for kind in KINDS for act in kind.acts} == {one.partition("/")[2] for one in PLAYED}
    assert {f"card/{act.name}" for act in CARD.acts if act not in OVERSIGHT} <= PLAYED
    assert {f"ticket/{act.name}" for act in TICKET.acts} <= PLAYED
    assert {state for kind in KINDS for state in kind.states} == STATES


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("ending", "says"),
    [
        ({"法定期限": "2026-03-31"}, "2026-03-30"),
        ({"状态": "已归档"}, "审查中"),
        ({"文书": ["准予行政许可决定书"]}, "受理通知书"),
        ({"没有的事实": ["受理了申请"]}, "受理了申请"),
    ],
)
def test_a_story_that_lies_is_caught(ending: dict[str, object], says: str) -> None:
    (missed,) = story.play(story.read(FIRST) | {"结果": ending}).missed
    assert says in missed


@pytest.mark.usefixtures("committed")
def test_a_refusal_that_does_not_come_and_one_for_another_reason_are_caught() -> None:
    plain = story.read(FIRST)
    plain["经过"][1]["应被拒绝"] = "授权书"
    plain["经过"].append(
        {"时间": "2026-03-02 11:00", "谁": "窗口", "做": "受理", "应被拒绝": {"条文": "行政许可法 78"}}
    )
    wrong, other = story.play(plain).missed
    assert "办成了" in wrong
    assert "第七十八条" in other


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (HEAD + "经国: []\n", 4, "没有“经国”这个键，是不是“经过”？可用的键：故事、证明"),
        (HEAD + "经过:\n- {时间: 2026-03-02 09:00, 谁: 窗口, 做: 受里}\n", 5, "没有“受里”，是不是“受理”？"),
        (
            HEAD + "经过:\n- {时间: 2026-03-02 09:00, 谁: 窗囗, 做: 受理}\n",
            5,
            "没有“窗囗”这个人，是不是“窗口”？",
        ),
        (
            HEAD + "经过:\n- 时间: 2026-03-02 09:00\n  做: 准予许可\n  内容:\n    准予内容: 甲\n",
            8,
            "准予许可的内容",
        ),
        (HEAD + "经过:\n- {时间: 三月二日, 做: 受理}\n", 5, "日期和时刻，如 2026-03-02 09:10"),
        (HEAD + "经过:\n- {谁: 窗口, 做: 受理}\n", 5, "第1步里，每一步或者写“到”，或者写“时间”和“做”"),
        (
            HEAD + "经过:\n- {到: 2026-03-02 09:00}\n结果: {状态: 归挡}\n",
            6,
            "“结果”“状态”里，没有“归挡”，是不是“已归档”",
        ),
        (HEAD + "人物: {小李: {岗位: [窗口]}}\n经过: [{到: 2026-03-02 09:00}]\n", 4, "窗口人员"),
        (
            "故事: 甲\n证明: [行政许可法]\n事项: 乙\n经过: [{到: 2026-03-02 09:00}]\n",
            2,
            "法律名称、条、款、项",
        ),
        ("故事: 甲\n证明: [行政许可法 32]\n经过: [{到: 2026-03-02 09:00}]\n", 1, "缺少“事项”"),
        ("故事: 甲\n证明: [行政许可法 32\n", 3, "不是合格的 YAML"),
        (HEAD + "经过:\n- {到: 2026-02-30 09:00}\n", 5, "没有“2026-02-30 09:00”这个时间"),
        (HEAD + "经过:\n- 到: 2026-03-02 09:00\n  到: 2026-03-03 09:00\n", 5, "“到”写了2次"),
        ("- 故事\n", 1, "“键: 值”的一组"),
        ("", 1, "“键: 值”的一组"),
    ],
)
def test_a_typo_is_named_with_its_line_and_what_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, says: str
) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["story", str(path)]) == 2
    said = capsys.readouterr().err
    assert f"{path}:{line}：" in said
    assert says in said


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["story", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml：读不了" in capsys.readouterr().err
    assert main(["story"]) == 2


@pytest.mark.usefixtures("committed")
def test_the_command_exits_1_when_something_is_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story.template, "scratch", lambda name: None)
    monkeypatch.setattr(story.template, "drop", lambda name: None)
    lie = tmp_path / "lie.yaml"
    lie.write_text(FIRST.read_text(encoding="utf-8").replace("2026-03-30", "2026-03-31"), encoding="utf-8")
    assert main(["story", "--json", str(FIRST), str(lie)]) == 1
    good, bad = json.loads(capsys.readouterr().out)
    assert good["通过"] and not good["未符"]
    assert not bad["通过"] and "2026-03-30" in bad["未符"][0]
    assert good["证明"][0] == "《行政许可法》第四十二条第一款"
    assert main(["story", str(FIRST)]) == 0
    assert "✓ 结果“法定期限”应为“2026-03-30”" in capsys.readouterr().out
    lie.write_text(
        HEAD.replace("食品经营许可", "食品许可") + "经过: [{到: 2026-03-02 09:00}]\n", encoding="utf-8"
    )
    assert main(["story", str(lie)]) == 2
    assert "事项目录里没有“食品许可”" in capsys.readouterr().err


def test_the_checked_in_schema_is_the_law_s_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["story", "--schema"]) == 0
    assert (ROOT / "stories/schema.json").read_text(encoding="utf-8") == capsys.readouterr().out


def test_every_story_has_its_own_title() -> None:
    titles = [story.read(path)["故事"] for path in STORIES]
    assert len(set(titles)) == len(titles) >= 25
