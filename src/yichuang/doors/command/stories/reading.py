"""A story from its file; one that cannot be played is refused with the line, the key and the nearest right key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from yichuang.doors.command.stories.cast import PEOPLE
from yichuang.doors.command.stories.schema import schema

Way = Sequence[str | int]
_DATED = re.compile(r"^\d{4}-\d\d-\d\d( \d\d:\d\d)?$")


class Malformed(ValueError):
    """A story that cannot be played; the message names the file, the line, the key and what is allowed."""


def read(path: Path) -> dict[str, Any]:
    """A story from its file. Raises Malformed."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the loader that makes texts only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Malformed(f"{path}{f':{mark.line + 1}' if mark else ''}：不是合格的 YAML：{error}") from error
    except (OSError, UnicodeError) as error:
        raise Malformed(f"{path}：读不了：{error}") from error
    problem = next(
        iter(sorted(jsonschema.Draft202012Validator(schema()).iter_errors(plain), key=_rank)), None
    )
    if problem is not None:
        key, says = _says(problem)
        raise Malformed(
            f"{path}:{_line(root, problem.absolute_path, key)}：{_place(problem.absolute_path)}{says}"
        )
    for way, says in (*_twice(root), *_no_days(plain), *_strangers(plain)):
        raise Malformed(f"{path}:{_line(root, way)}：{_place(way)}{says}")
    return dict(plain)


def _rank(problem: Any) -> tuple[bool, list[str]]:
    """A wrong key first: it is the cause of most other problems."""
    return problem.validator != "additionalProperties", [f"{part:>9}" for part in problem.absolute_path]


def _line(node: Any, way: Iterable[str | int], key: str | None = None) -> int:
    """The line of a place in the file, or of a key in it."""
    for part in way:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == part), node)
    if key is not None and isinstance(node, yaml.MappingNode):
        node = next((name for name, _ in node.value if name.value == key), node)
    return node.start_mark.line + 1 if node is not None else 1


def _place(way: Way) -> str:
    """The place as an official reads it: 第3步“内容”里，."""
    words = ""
    for part in way:
        words += f"第{part + 1}步" if isinstance(part, int) and words == "“经过”" else ""
        words += f"“{part}”" if isinstance(part, str) else ""
        words = words.replace("“经过”第", "第")
    return f"{words}里，" if words else ""


def nearest(word: str, allowed: Iterable[str]) -> str:
    """A hint at the nearest allowed word, if one is near."""
    near = difflib.get_close_matches(word, list(allowed), 1, 0.3)
    return f"，是不是“{near[0]}”？" if near else "。"


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)


def _says(problem: Any) -> tuple[str | None, str]:
    """The key in question and what is wrong, with the way out."""
    schema_, found = problem.schema, problem.instance
    if problem.validator == "additionalProperties":
        allowed = list(schema_["properties"])
        key = next(name for name in found if name not in allowed)
        return key, f"没有“{key}”这个键{nearest(key, allowed)}可用的键：{_listed(allowed) or '无'}"
    if problem.validator == "enum":
        words = [str(word) for word in schema_["enum"]]
        return None, f"没有“{found}”{nearest(str(found), words)}可用的有：{_listed(words)}"
    if problem.validator == "required":
        absent = next(name for name in schema_["required"] if name not in found)
        return None, f"缺少“{absent}”。必填的键：{_listed(schema_['required'])}"
    if problem.validator == "pattern":
        return None, f"“{found}”写得不对，应为{schema_.get('description', schema_['pattern'])}"
    if problem.validator == "anyOf":
        return None, str(schema_.get("description", problem.message))
    if problem.validator == "type":
        kinds = {"object": "“键: 值”的一组", "array": "方括号里的一列", "string": "一段文字"}
        return None, f"“{_short(found)}”应当是{kinds.get(schema_['type'], schema_['type'])}"
    return None, f"“{_short(found)}”不合要求：{problem.message}"


def _short(value: Any) -> str:
    text = "空" if value is None or value == "" else re.sub(r"\s+", " ", str(value))
    return text if len(text) <= 40 else f"{text[:40]}…"


def _twice(node: Any, way: Way = ()) -> Iterable[tuple[Way, str]]:
    """Keys that are written twice; YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _twice(item, (*way, number))
    if isinstance(node, yaml.MappingNode):
        names = [name.value for name, _ in node.value]
        for name, value in node.value:
            if names.count(name.value) > 1:
                yield (*way, name.value), f"“{name.value}”写了{names.count(name.value)}次，只能写一次。"
            yield from _twice(value, (*way, name.value))


def _no_days(value: Any, way: Way = ()) -> Iterable[tuple[Way, str]]:
    """Dates that look right and are not in the calendar, such as the thirtieth of February."""
    if isinstance(value, dict | list):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _no_days(inner, (*way, part))
    elif isinstance(value, str) and _DATED.match(value):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            yield way, f"没有“{value}”这个时间，请核对日期和时刻。"


def _strangers(plain: dict[str, Any]) -> Iterable[tuple[Way, str]]:
    """Who acts but is neither a usual person nor one of this story's own."""
    allowed = [*PEOPLE, *plain.get("人物", {})]
    for name, person in plain.get("人物", {}).items():
        if isinstance(person, str) and person not in PEOPLE:
            yield ("人物", name), f"没有“{person}”这个人{nearest(person, PEOPLE)}可用的有：{_listed(PEOPLE)}"
    for number, step in enumerate(plain["经过"]):
        who = step.get("谁", "申请人")
        if who not in allowed:
            yield (
                ("经过", number, "谁"),
                f"没有“{who}”这个人{nearest(who, allowed)}可用的有：{_listed(allowed)}",
            )
