"""Looking at a file without opening it: its pages come as pictures, to whoever may read the file."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yichuang.law.cases import Refused
from yichuang.law.mandates import Standing
from yichuang.office.files import content, reads
from yichuang.office.files.models import Upload

PHOTO: Final = "photo"

SHOWN: Final = frozenset({content.PDF.media, content.PNG.media, content.JPEG.media})
"""What can be looked at; the rest is for downloading."""
_PROGRAM: Final = "yichuang.office.files.draw"
_WAIT: Final = 25
HEADERS: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
"""What a page picture must be sent with: it is as private as the file itself."""

_DOWNLOAD = "请下载后在本机打开"
_WHY: Final = {
    "slow": ("这份文件太复杂，没有画出来", f"{_DOWNLOAD}。"),
    "locked": ("这份文件加了密码，这里打不开", f"{_DOWNLOAD}，或者请申请人换一份没有密码的。"),
    "large": ("这份文件的画面太大，这里打不开", f"{_DOWNLOAD}。"),
}
_BROKEN: Final = ("这份文件可能已经损坏，这里打不开", f"{_DOWNLOAD}；还是打不开的，请申请人换一份。")


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a file has, and the width and height of those that are shown."""

    total: int
    sizes: tuple[tuple[int, int], ...]


def _draw(upload: Upload, by: Standing, *number: str) -> bytes:
    path = reads.open_for(upload, by).path
    if upload.media not in SHOWN:
        raise Refused("这种格式的文件不能在这里看", field="file", remedy=f"{_DOWNLOAD}。")
    return _drawn(upload.media, path, *number)


def _drawn(media: str, path: Path, *what: str) -> bytes:
    command = [sys.executable, "-I", "-m", _PROGRAM, media, str(path), *what]
    try:
        done = subprocess.run(command, env={}, capture_output=True, timeout=_WAIT, check=False)
    except subprocess.TimeoutExpired:
        raise _refused("slow") from None
    if done.returncode:  # below zero: the system ended it, for taking too much time
        said = done.stderr.decode(errors="replace").split("\n")
        raise _refused(next((word for word in _WHY if word in said), "") if done.returncode > 0 else "slow")
    return done.stdout


def _refused(word: str) -> Refused:
    reason, remedy = _WHY.get(word, _BROKEN)
    return Refused(reason, field="file", remedy=remedy)


def of(upload: Upload, by: Standing) -> Pages:
    """The pages of a file. Raises Refused for who may not read it, and with the reason when nothing can be seen."""
    total, sizes = json.loads(_draw(upload, by))
    return Pages(total, tuple((width, height) for width, height in sizes))


def picture(upload: Upload, by: Standing, number: int) -> bytes:
    """One page as JPEG, counted from 0. Raises Refused likewise."""
    return _draw(upload, by, str(number))


def photo(media: str, path: Path) -> tuple[bytes, tuple[float, float] | None]:
    """A photo as JPEG without the notes a telephone writes into it, and the place it was taken at if it told. Raises Refused."""
    told, _, drawn = _drawn(media, path, PHOTO).partition(b"\n")
    place = json.loads(told)
    return drawn, (place[0], place[1]) if place else None
