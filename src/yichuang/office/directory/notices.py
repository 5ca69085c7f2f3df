"""A notice as people write it down: YAML (and so JSON), every value a text until the law reads it."""

from __future__ import annotations

import re
from typing import Any

import yaml

from yichuang.law.cases import Refused

MOST = 64 * 1024
_REMEDY = "写法见装入页面上的样子，或者 docs/law.md。"


class _Loader(yaml.SafeLoader):
    """Dates stay texts, so that the law can say what is wrong with them; a key written twice is an error."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping without repeated keys."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value} 写了两次", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_LEFT_OUT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _LEFT_OUT]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
"""Only true and false are yes and no: to YAML 1.1 `off`, which is a key of a notice, would be one too."""


def parse(raw: bytes | str, *, what: str = "放假通知", remedy: str = _REMEDY) -> Any:
    """The plain values of a file that people write. Raises Refused that names the line."""
    if len(raw) > MOST:
        raise Refused(f"文件太大, 不像一份{what}", field="file", remedy=remedy)
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader that keeps dates as texts
    except UnicodeDecodeError as error:
        raise Refused("文件不是 UTF-8 编码的文字", field="file", remedy="请另存为 UTF-8 再试。") from error
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or error
        line = f"第{mark.line + 1}行：" if mark else ""
        raise Refused(f"{line}不是合格的 YAML：{problem}", field="file", remedy=remedy) from error
