"""`yichuang story FILE…`: play acceptance stories in simulated time on a scratch database, and say what was met."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from yichuang.doors.command.stage import CHECKS, MACROS, PEOPLE, Stage, Told, labels
from yichuang.law.words import State
from yichuang.site import template

STEP = ("时间", "谁", "做", "办件", "内容", "凭证号", "应被拒绝", "期望", "到")


class Malformed(ValueError):
    """A story that cannot be played; the message names the file, the place and the allowed keys."""


def schema() -> dict[str, Any]:
    """What a story may say, from the law itself: acts, fields, people, states."""
    text = {"type": "string"}
    expected: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {} for name in CHECKS},
    }
    expected["properties"]["状态"] = {"enum": [state.label for state in State]}
    step = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "时间": {"description": "什么时候，如 2026-03-02 09:10"},
            "到": {"description": "时间走到这一刻，到期的事自动办理"},
            "谁": {"enum": list(PEOPLE)},
            "做": {"enum": [*MACROS, *labels()]},
            "办件": text,
            "内容": {"type": "object"},
            "凭证号": {"description": "同一个凭证号只办一次", **text},
            "应被拒绝": {"description": "拒绝理由里应有的话，或者条文", **text},
            "期望": expected,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "故事",
        "type": "object",
        "additionalProperties": False,
        "required": ["故事", "证明", "事项", "经过"],
        "properties": {
            "故事": text,
            "证明": {"type": "array", "items": text, "minItems": 1},
            "事项": text,
            "经过": {"type": "array", "items": step, "minItems": 1},
            "结果": expected,
        },
    }


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("story", help="演练故事")
    parser.add_argument("files", nargs="*", type=Path, help="故事文件（YAML）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--schema", action="store_true", help="输出故事的 JSON Schema")
    parser.set_defaults(run=run)


def read(path: Path) -> dict[str, Any]:
    """A story from its file. Raises Malformed naming the key and the nearest one that is allowed."""
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    except (OSError, yaml.YAMLError) as error:
        raise Malformed(f"{path}：读不懂：{error}") from error
    problems = sorted(
        jsonschema.Draft202012Validator(schema()).iter_errors(plain), key=lambda one: list(one.path)
    )
    if problems:
        raise Malformed(f"{path}：{_says(problems[0])}")
    return dict(plain)


def _says(problem: Any) -> str:
    """What is wrong, in Chinese, with the way out."""
    where = "/".join(str(part) for part in problem.path) or "开头"
    if problem.validator == "additionalProperties":
        allowed = list(problem.schema["properties"])
        unknown = [key for key in problem.instance if key not in allowed]
        near = difflib.get_close_matches(unknown[0], allowed, 1, 0.3)
        hint = f"，是不是“{near[0]}”" if near else ""
        return f"{where}：没有“{unknown[0]}”这个键{hint}。可用的键：{'、'.join(allowed)}"
    if problem.validator == "enum":
        near = difflib.get_close_matches(
            str(problem.instance), [str(x) for x in problem.schema["enum"]], 3, 0.3
        )
        hint = "、".join(near or map(str, problem.schema["enum"]))
        return f"{where}：没有“{problem.instance}”。可用的有：{hint}"
    if problem.validator == "required":
        return f"{where}：缺少{problem.message.split(' ')[0]}。必填：{'、'.join(problem.schema['required'])}"
    return f"{where}：{problem.message}"


def play(story: Mapping[str, Any]) -> Told:
    """Play one story on the database in use."""
    stage = Stage(story["事项"])
    for number, step in enumerate(story["经过"], 1):
        stage.step(number, step)
    stage.expect("结果", story.get("结果", {}))
    return stage.told(story["故事"])


def told(paths: list[Path]) -> Iterator[tuple[Path, Told]]:
    """Play each file, all on one scratch database."""
    stories = [(path, read(path)) for path in paths]
    name = f"yichuang_story_{os.getpid()}"
    template.scratch(name)
    try:
        for path, story in stories:
            yield path, play(story)
    finally:
        template.drop(name)


def run(args: argparse.Namespace) -> int:
    """Play and print. 1 when an expectation was missed, 2 when a story cannot be played."""
    if args.schema:
        print(json.dumps(schema(), ensure_ascii=False, indent=1))
        return 0
    if not args.files:
        raise Malformed("请写上故事文件，如 stories/permit/*.yaml")
    results = list(told(args.files))
    if args.json:
        print(json.dumps([one.plain(str(path)) for path, one in results], ensure_ascii=False, indent=1))
    else:
        for path, one in results:
            print(f"{'通过' if not one.missed else '未通过'}  {one.name}  （{path.name}）")
            for line in one.lines:
                print(f"    {line}")
            for line in one.missed:
                print(f"  ✗ {line}", file=sys.stderr)
    return 1 if any(one.missed for _, one in results) else 0
