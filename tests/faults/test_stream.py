"""Kill the working process and the database at once, in the midst of acts: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from yichuang.site.postgres import Server

STREAM = Path(__file__).resolve().parent / "stream.py"
ACKNOWLEDGED = (40, 90)


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    """An installation of its own, since this one gets killed."""
    folder = settings.YICHUANG_DATA / f"stream-{os.getpid()}"
    yield {
        **os.environ,
        "YICHUANG_DATA": str(folder),
        "YICHUANG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "yichuang.site.settings",
    }
    server = Server(folder / "postgres")
    server.stop()
    shutil.rmtree(folder)
    shutil.rmtree(server.socket, ignore_errors=True)


def yichuang(place: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yichuang", *words], env=place, capture_output=True, text=True, check=False
    )


def killed_after(place: dict[str, str], count: int) -> list[tuple[str, int]]:
    """Let it work until so many acts are acknowledged, then kill -9 the process and the database."""
    worker = subprocess.Popen([sys.executable, str(STREAM)], env=place, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    promised = []
    for line in worker.stdout:
        number, version = line.split()
        promised.append((number, int(version)))
        if len(promised) >= count:
            break
    pid = (Path(place["YICHUANG_DATA"]) / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0]
    os.kill(int(pid), signal.SIGKILL)
    os.kill(worker.pid, signal.SIGKILL)
    rest = [line.split() for line in worker.stdout.read().splitlines() if len(line.split()) == 2]
    worker.wait()
    return promised + [(number, int(version)) for number, version in rest]


def test_no_acknowledged_act_is_lost(place: dict[str, str]) -> None:
    made = yichuang(place, "setup")
    assert made.returncode == 0, made.stderr
    for count in ACKNOWLEDGED:
        promised = killed_after(place, count)
        verified = yichuang(place, "trail", "verify")
        assert verified.returncode == 0, verified.stderr
        audited = yichuang(place, "audit")
        assert audited.returncode == 0, audited.stderr
        url = Server(Path(place["YICHUANG_DATA"]) / "postgres").url
        with psycopg.connect(f"{url} dbname=yichuang") as link:
            kept = dict(link.execute('SELECT "case", max(seq) FROM trail_fact GROUP BY 1').fetchall())
        assert all(kept.get(number, 0) >= version for number, version in promised)
