"""What serves the hall now: noted in the data folder, so that a stop finds all of it, also what a kill left behind."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

import psutil

PATIENCE = 15.0
OURS = ("granian", "yichuang")


class Kept(RuntimeError):
    """Somebody keeps the hall of this data folder open already."""


@contextlib.contextmanager
def keeping(data: Path) -> Iterator[None]:
    """Be the only one who keeps this hall; what a killed one left behind is ended first. Raises Kept."""
    data.mkdir(parents=True, exist_ok=True)
    with open(data / "hall.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Kept(
                f"大厅已经开着（数据目录 {data}）：请先 make stop，或用 YICHUANG_DATA 另外指定"
            ) from error
        end(data)
        yield


def note(data: Path, groups: list[int]) -> None:
    """Keep this process and the process groups it started."""
    text = json.dumps({"pid": os.getpid(), "groups": groups})
    own = data / f"hall.{os.getpid()}"
    own.write_text(text)
    own.replace(data / "hall.json")


def _known(data: Path) -> tuple[int, list[int], float]:
    """The noted process, the groups it started, and when that was noted."""
    try:
        known = json.loads((data / "hall.json").read_text())
        return known["pid"], known["groups"], (data / "hall.json").stat().st_mtime
    except (OSError, ValueError):
        return 0, [], 0.0


def _members(data: Path) -> Iterator[psutil.Process]:
    """The noted processes that are still there and still ours, this one excepted."""
    keeper, groups, since = _known(data)
    for process in psutil.process_iter() if keeper else ():
        with contextlib.suppress(psutil.Error, OSError):
            noted = os.getpgid(process.pid) in groups or (
                process.pid == keeper and process.create_time() <= since
            )
            ours = any(word in " ".join(process.cmdline()) for word in OURS)
            if noted and ours and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                yield process


def end(data: Path) -> bool:
    """Let all of it finish; what will not is killed. Returns whether there was anything."""
    found = list(_members(data))
    for process in found:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _gone, left = psutil.wait_procs(found, timeout=PATIENCE)
    for process in [*left, *_members(data)]:
        with contextlib.suppress(psutil.Error):
            process.kill()
    (data / "hall.json").unlink(missing_ok=True)
    return bool(found)
