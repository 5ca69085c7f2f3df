"""Where contents lie: by digest under the data folder, written whole or not at all, never executable."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from yichuang.law.cases import Refused

_CHUNK: Final = 256 * 1024
_MODE: Final = 0o640
_DIGEST_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Taken:
    """A stream taken in: where it lies for now, its digest and size."""

    path: Path
    digest: str
    size: int


def folder() -> Path:
    """The folder of all contents."""
    return Path(settings.YICHUANG_DATA) / "files"


def place(digest: str) -> Path:
    """Where the content of this digest lies. Raises ValueError for anything that is no digest."""
    if len(digest) != _DIGEST_LENGTH or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a digest")
    return folder() / digest[:2] / digest[2:]


def _limit_text(limit: int) -> str:
    return f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit} 字节"


@contextmanager
def take(stream: IO[bytes], limit: int) -> Iterator[Taken]:
    """Take a stream in to a temporary file, counting and hashing; it is gone afterwards unless it was settled."""
    folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder(), prefix=".incoming-")
    path, seen, size = Path(name), hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise Refused(
                        f"文件超过 {_limit_text(limit)}", field="file", remedy="请压缩或者拆分后重新上传。"
                    )
                seen.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Taken(path, seen.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def settle(taken: Taken) -> Path:
    """Give a taken file its place by digest. What lies there already stays: it is the same."""
    target = place(taken.digest)
    target.parent.mkdir(exist_ok=True, mode=0o750)
    if not target.exists():
        taken.path.chmod(_MODE)
        taken.path.rename(target)
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    return target
