"""Files in and out of the catalogue: workbook or JSON, read whole or not at all, with the same kind of errors."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yichuang.office.catalogue import flat, gate, sheets
from yichuang.office.catalogue.sheets import Imported

MANY_MATTERS = 5000


def as_json(contents: Iterable[Mapping[str, Any]]) -> bytes:
    """These contents as JSON, one array, every element by its name."""
    return json.dumps(list(contents), ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> Imported:
    """What an uploaded file says, workbook or JSON. Nothing is to be used when there is any error."""
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"[", b"{"):
        return read_json(data)
    return sheets.read(data)


def read_json(data: bytes) -> Imported:
    """What a JSON file says; errors name the way to the element, `/3/materials/0/name`."""
    out = Imported()
    try:
        plain = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
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
        for where in untidy(content):
            out.wrong(
                f"/{n}/{where}：前后有空格，或者有不能保存的字符", "删去空格和看不见的字符，换行只用 \\n。"
            )
        for finding in gate.elements(content):
            out.wrong(f"/{n}/{finding.where}：{finding.what}", finding.mend)
        out.contents.append(content)
    return out


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names each stand once; the second would silently replace the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(name for name in names if names.count(name) > 1)}”写了两次")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} 不是数")


def untidy(content: Any, where: str = "") -> Iterator[str]:
    """The places of texts that cannot be kept as they stand: control characters, blanks around them."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from untidy(value, f"{where}/{name}".strip("/"))
    elif isinstance(content, list):
        for n, value in enumerate(content):
            yield from untidy(value, f"{where}/{n}")
    elif isinstance(content, str) and flat.tidy(content) != content:
        yield where
