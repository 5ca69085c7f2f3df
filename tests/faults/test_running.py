"""One keeper per hall; what a killed keeper left behind is ended, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.site import running


def sleeper(name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)", name], start_new_session=True
    )


def test_a_hall_has_one_keeper(tmp_path: Path) -> None:
    with running.keeping(tmp_path), pytest.raises(running.Kept, match="make stop"), running.keeping(tmp_path):
        pass
    with running.keeping(tmp_path):
        pass


def test_what_a_killed_keeper_left_is_ended_and_strangers_are_not(tmp_path: Path) -> None:
    child, stranger, unnoted = sleeper("yichuang timer"), sleeper("somebody"), sleeper("yichuang timer")
    try:
        running.note(tmp_path, [child.pid, stranger.pid])
        assert running.end(tmp_path)
        assert child.poll() is not None
        assert stranger.poll() is None and unnoted.poll() is None
        assert not running.end(tmp_path)
    finally:
        for one in (child, stranger, unnoted):
            one.kill()
            one.wait()
