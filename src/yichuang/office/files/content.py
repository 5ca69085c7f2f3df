"""What a file really is, told from its content; the name is only checked against it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import filetype

from yichuang.law.cases import Refused


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that may be handed in: its media type and the endings its name may have."""

    media: str
    label: str
    endings: tuple[str, ...]


PDF: Final = Format("application/pdf", "PDF", (".pdf",))
JPEG: Final = Format("image/jpeg", "JPEG 图片", (".jpg", ".jpeg"))
PNG: Final = Format("image/png", "PNG 图片", (".png",))
DOCX: Final = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档", (".docx",)
)
XLSX: Final = Format(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格", (".xlsx",)
)
OFD: Final = Format("application/ofd", "OFD 版式文件", (".ofd",))
TEXT: Final = Format("text/plain", "文本", (".txt",))
ACCEPTED: Final = (PDF, JPEG, PNG, DOCX, XLSX, OFD, TEXT)

_BY_MEDIA = {one.media: one for one in ACCEPTED}
_PACKED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "OFD.xml": OFD}
_HEAD = 8192
_MANY_PARTS = 5000
_UNPACKED_MOST = 400 * 1024 * 1024
_NAMED = "、".join(one.label for one in ACCEPTED)
ENDINGS: Final = ",".join(ending for one in ACCEPTED for ending in one.endings)
"""For the `accept` attribute of a file field."""


def _refuse(reason: str) -> Refused:
    return Refused(reason, field="file", remedy=f"请上传 {_NAMED}。")


def _packed(path: Path) -> Format | None:
    """Which packed format a zip is: by the part every such file has. Macros and archive bombs are refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if len(parts) > _MANY_PARTS or sum(part.file_size for part in parts) > _UNPACKED_MOST:
        raise _refuse("文件展开后过大")
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refuse("文件里带有宏, 不能接收")
    return next((made for name, made in _PACKED.items() if name in names), None)


def _is_text(path: Path, _head: bytes) -> bool:
    """Whether the whole file is UTF-8 or GB 18030 text without control characters."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char in "\t\r\n\u3000\xa0" for char in text)
    return False


def _whole_pdf(path: Path, head: bytes) -> bool:
    """Whether a PDF begins and ends as one, so that a cut-off upload is noticed."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        return head.startswith(b"%PDF-") and b"%%EOF" in file.read()


_WHOLE: Final[dict[Format, Callable[[Path, bytes], bool]]] = {
    PDF: _whole_pdf,
    JPEG: lambda path, head: b"\xff\xd9" in path.read_bytes()[-1024:],
    PNG: lambda path, head: b"IEND" in path.read_bytes()[-64:],
}


def recognise(path: Path, name: str) -> Format:
    """What the file is. Raises Refused when it is nothing we take, is damaged, or its name says something else."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Refused("文件是空的 (0 字节)", field="file", remedy="请检查原文件后重新上传。")
    if head.startswith(b"PK\x03\x04"):
        found = _packed(path)
    else:
        guess = filetype.guess(head)
        found = _BY_MEDIA.get(guess.mime) if guess else (TEXT if _is_text(path, head) else None)
    ending = Path(name).suffix.lower()
    if found is None:
        raise _refuse(f"“{name}”的内容不是可以接收的格式")
    if ending not in found.endings:
        raise _refuse(f"“{name}”的内容是 {found.label}, 与扩展名“{ending or '无'}”不符")
    whole = _WHOLE.get(found)
    if whole is not None and not whole(path, head):
        raise Refused(f"“{name}”不完整或者已损坏", field="file", remedy="请打开原文件检查后重新上传。")
    return found
