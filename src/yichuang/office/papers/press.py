"""Lay a composed paper out as PDF/A after GB/T 9704. The same paper gives the same bytes."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import segno
import typst

from yichuang.law.papers import Document, Layout

_TEMPLATES = Path(__file__).parent / "templates"
_FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
_FACES = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FandolSong", "Noto Serif SC"),
    "body": ("FangSong_GB2312", "FangSong", "FandolFang R", "Noto Serif SC"),
    "sans": ("SimHei", "FandolHei", "Noto Sans SC"),
}
"""The families GB/T 9704 asks for, then their free kin; those not installed are passed over."""

FREE = (
    "leaflet",
    "form",
    "report",
    "poster",
    "hearing",
    "newspaper",
    "booklet",
    "handout",
    "monthly",
    "consultation",
)
"""Sheets outside the official layouts."""

_UNSHOWN = re.compile(r"the text `\"(?P<text>.*)\"` could not be displayed")


class Unprintable(ValueError):
    """The paper holds a character that no font here can show, or does not fit its sheet."""

    def __init__(self, why: str, text: str = "") -> None:
        """Say why in Chinese, and which text it was."""
        super().__init__(why)
        self.text = text


class Press:
    """Templates and fonts held ready; one paper at a time."""

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        """Open the templates with our own fonts, and with those in further folders."""
        found = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in (*fonts, _FONTS)],
        )
        have = {family.lower(): family for family in found.families()}
        self._faces = {
            use: [have[name.lower()] for name in names if name.lower() in have]
            for use, names in _FACES.items()
        }
        self._lock = threading.Lock()
        self._sheets = {
            name: typst.Compiler(
                str(_TEMPLATES / f"{name}.typ"),
                root=str(_TEMPLATES),
                font_paths=found,
                ignore_system_fonts=True,
            )
            for name in (*(layout.value for layout in Layout), *FREE)
        }

    def print(self, document: Document, *, digest: str, verify_url: str, demo: bool) -> bytes:
        """The PDF of a paper. Raises Unprintable when a character cannot be shown."""
        data = {
            **document.plain(),
            "date_text": document.date_text,
            "digest": digest,
            "url": verify_url,
            "qr": code(verify_url),
            "demo": demo,
        }
        return self.lay_out(document.layout.value, data, document.dated)

    def lay_out(self, sheet: str, data: dict[str, Any], dated: date) -> bytes:
        """The PDF of a sheet filled with data. Raises Unprintable when a character cannot be shown."""
        return self.told(sheet, data, dated)[0]

    def told(self, sheet: str, data: dict[str, Any], dated: date) -> tuple[bytes, list[Any]]:
        """The PDF, and what the sheet tells of itself at the marks `<told>`: how much stands on which page. Raises Unprintable."""
        data = {**data, "date": _parts(dated), "faces": self._faces}
        stamp = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
        try:
            with self._lock:
                pdf, warnings = self._sheets[sheet].compile_with_warnings(
                    format="pdf",
                    sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                    pdf_standards=["a-2b"],
                    timestamp=stamp,
                )
                told = json.loads(self._sheets[sheet].query("<told>", field="value"))
        except typst.TypstError as error:
            raise _unprintable(error) from error
        if warnings or not isinstance(pdf, bytes):
            raise Unprintable("排版异常: " + "; ".join(warning.message for warning in warnings))
        return pdf, told


def _parts(dated: date) -> dict[str, int]:
    """The date of the paper for its metadata."""
    return {"year": dated.year, "month": dated.month, "day": dated.day}


def code(url: str) -> str:
    """The QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, nl=False, light="#fff"
    )
    return out.getvalue().decode()


def _unprintable(error: Any) -> Exception:
    """What a failed layout means to the person who wrote the paper."""
    found = _UNSHOWN.search(error.message)
    if found is None:
        return error if isinstance(error, Exception) else RuntimeError(str(error))
    text = found["text"]
    return Unprintable(f"字库中没有“{text}”的字形, 请改用规范汉字或者加装字体", text)


@cache
def _press() -> Press:
    """The press of this process."""
    return Press()


def press(document: Document, *, digest: str, verify_url: str, demo: bool) -> bytes:
    """Print a paper as PDF/A-2b; `demo` draws a sample seal 样章, otherwise the place of the seal is left free."""
    return _press().print(document, digest=digest, verify_url=verify_url, demo=demo)


def lay_out(sheet: str, data: dict[str, Any], dated: date) -> bytes:
    """Lay a sheet outside the official layouts out as PDF/A-2b."""
    return _press().lay_out(sheet, data, dated)


def told(sheet: str, data: dict[str, Any], dated: date) -> tuple[bytes, list[Any]]:
    """Lay a sheet out, and what it tells of itself: how much stands on which page."""
    return _press().told(sheet, data, dated)
