"""What stands between a draft and the public: elements by schema, rules by the linter, the standard, the body's phones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from yichuang.law.catalogue import Contact, Finding, harder, lint

DATA = Path(__file__).resolve().parent / "data"
MESSAGES = {
    "required": "缺少要素",
    "additionalProperties": "多出不认识的要素",
    "enum": "不在可选的值里",
    "const": "不是规定的值",
    "type": "填写的类型不对",
    "pattern": "写法不对",
    "format": "日历上没有这一天",
    "not": "含有不允许的说法",
    "minLength": "没有填写",
    "maxLength": "太长",
    "minItems": "至少要有一项",
    "maxItems": "项数太多",
    "uniqueItems": "有重复",
    "minimum": "数字太小",
    "maximum": "数字太大",
}


@cache
def schema() -> dict[str, Any]:
    """The elements of an edition, as JSON Schema with Chinese titles."""
    found: dict[str, Any] = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
    return found


@cache
def _validator() -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema(), format_checker=checker)


def resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node of the schema with what it refers to."""
    if "$ref" in node:
        return {**schema()["$defs"][node["$ref"].rpartition("/")[2]], **node}
    return node


def title(node: Mapping[str, Any]) -> str:
    """What an element is called."""
    return str(node.get("title", "")).split("：")[0]


def choices(node: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values of an element with their words: its title names them in order, 来源：自备、核发."""
    values = node.get("enum", [])
    words = str(node.get("title", "")).partition("：")[2].split("、")
    return list(zip(values, words if len(words) == len(values) else map(str, values), strict=True))


def _node(path: tuple[str | int, ...]) -> list[Mapping[str, Any]]:
    """The schema's nodes along a path of content, the root left out."""
    node: Mapping[str, Any] = schema()
    found = []
    for part in path:
        node = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        node = resolved(node)
        found.append(node)
    return found


def label(path: tuple[str | int, ...]) -> str:
    """An element's place in words: 申请材料 第2项 名称."""
    words = []
    for part, node in zip(path, _node(path), strict=True):
        words.append(f"第{part + 1}项" if isinstance(part, int) else title(node) or part)
    return " ".join(words)


def said(where: tuple[str | int, ...]) -> str:
    """A changed element's place in words, its rows named by their own code: 申请材料 M01 名称."""
    words: list[str] = []
    node: Mapping[str, Any] = schema()
    for part in where:
        inside = node.get("properties", {}).get(part)
        if inside is None and "items" in node:
            words.append(str(part))
            node = node["items"]
            continue
        node = resolved(inside or {})
        words.append(title(node) or str(part))
    return " ".join(words)


def _element(error: jsonschema.ValidationError) -> Finding:
    path = tuple(error.absolute_path)
    kind = str(error.validator)
    said = MESSAGES.get(kind, "不符合要素要求")
    if kind == "required":
        missing = error.message.split("'")[1]
        path = (*path, missing)
    elif kind == "additionalProperties":
        said += f"（{error.message.split(chr(39))[1]}）"
    where = label(path) or "整个事项"
    return Finding("element", "/".join(map(str, path)), f"{where}：{said}", f"请按要素“{where}”的说明填写。")


def elements(content: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What is missing or malformed, in the order of the guide."""
    errors = sorted(_validator().iter_errors(content), key=lambda error: [str(part) for part in error.path])
    malformed = {tuple(error.path) for error in errors if error.validator == "pattern"}
    told = (e for e in errors if e.validator != "format" or tuple(e.path) not in malformed)
    return tuple(_element(error) for error in told)


def findings(
    content: Mapping[str, Any], *, body: Contact | None = None, standard: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """All that keeps this content from being published; elements first, since the rules rely on them."""
    lacking = elements(content)
    if lacking:
        return lacking
    return (*lint(content, body), *(harder(content, standard) if standard else ()))
