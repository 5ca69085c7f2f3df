"""The stories hold, cover the whole permit, and a story that lies or has a typo is caught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from yichuang.doors.command import story
from yichuang.law.kinds.permit import PERMIT

ROOT = Path(__file__).resolve().parent.parent
STORIES = sorted((ROOT / "stories").rglob("*.yaml"))
PLAYED: set[str] = set()
STATES: set[str] = set()


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    told = story.play(story.read(path))
    PLAYED.update(told.acts)
    assert not told.missed


def test_the_stories_play_every_act_of_the_permit() -> None:
    if not PLAYED:
        pytest.skip("needs the stories played in this run")
    assert {act.name for act in PERMIT.acts} <= PLAYED


def test_every_state_is_expected_by_some_story() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in STORIES)
    absent = [state.label for state in PERMIT.states if f"状态: {state.label}" not in text]
    assert not absent


@pytest.mark.usefixtures("committed")
def test_a_story_that_lies_is_caught() -> None:
    plain = story.read(ROOT / "stories/permit/02-期限从次日起算.yaml")
    plain["结果"] = {"法定期限": "2026-03-31"}
    assert any("2026-03-31" in line for line in story.play(plain).missed)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("故事: 甲\n证明: [行政许可法 32]\n事项: 食品经营许可\n经国: []\n", "是不是“经过”"),
        (
            "故事: 甲\n证明: [行政许可法 32]\n事项: 食品经营许可\n经过: [{时间: 2026-03-02, 谁: 窗口, 做: 受里}]\n",
            "受理",
        ),
        ("故事: 甲\n证明: [行政许可法 32]\n经过: [{到: 2026-03-02}]\n", "缺少'事项'"),
    ],
)
def test_a_typo_is_named_with_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(story.Malformed, match=says):
        story.read(path)


def test_the_checked_in_schema_is_the_law_s_own() -> None:
    assert json.loads((ROOT / "stories/schema.json").read_text(encoding="utf-8")) == story.schema()


def test_every_story_says_what_it_proves() -> None:
    assert len(STORIES) >= 25
    assert all(yaml.safe_load(path.read_text(encoding="utf-8"))["证明"] for path in STORIES)
