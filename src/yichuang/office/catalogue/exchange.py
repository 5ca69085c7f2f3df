"""Files in and out of the catalogue: workbook or JSON, read whole or not at all, with the same kind of errors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from yichuang.office.catalogue import gate, sheets
from yichuang.office.catalogue.sheets import Imported

MANY_MATTERS = 5000
_WORKBOOK = b"PK"


def as_json(contents: Iterable[Mapping[str, Any]]) -> bytes:
    """These contents as JSON, one array, every element by its name."""
    return json.dumps(list(contents), ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> Imported:
    """What an uploaded file says, workbook or JSON. Nothing is to be used when there is any error."""
    if data.startswith(_WORKBOOK):
        return sheets.read(data)
    if data.lstrip()[:1] in (b"[", b"{"):
        return read_json(data)
    return sheets.read(data)


def read_json(data: bytes) -> Imported:
    """What a JSON file says; errors name the way to the element, `/3/materials/0/name`."""
    out = Imported()
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        out.wrong(f"不是合格的 JSON：{error}", "请核对文件，编码用 UTF-8。")
        return out
    found = plain if isinstance(plain, list) else [plain]
    if len(found) > MANY_MATTERS:
        out.wrong(f"超过 {MANY_MATTERS} 个事项", "请分成几个文件。")
        return out
    seen: set[str] = set()
    for n, content in enumerate(found):
        if not isinstance(content, dict):
            out.wrong(f"/{n} 不是一个事项", "每个事项写成一个对象。")
            continue
        code = str(content.get("code"))
        if code in seen:
            out.wrong(f"/{n}/code：业务码“{code}”重复", "一个事项只写一次。")
        seen.add(code)
        for finding in gate.elements(content):
            out.wrong(f"/{n}/{finding.where}：{finding.what}", finding.mend)
        out.contents.append(content)
    return out
