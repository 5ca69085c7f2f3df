"""`yichuang serve`: bring everything up and open the hall."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from yichuang.doors.command import (
    sample,
    sample_cards,
    sample_consultations,
    sample_hearings,
    sample_information,
    sample_objections,
    sample_openness,
    sample_projects,
    sample_scenes,
)
from yichuang.office import clock
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory.models import Body, Region
from yichuang.office.knowledge import sample as knowledge
from yichuang.office.knowledge.models import Answer
from yichuang.site import bring, running, template

SAMPLE_CASES = 2000
WORKERS = 2
APPLICATION = "yichuang.site.wsgi:application"


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("serve", help="启动大厅")
    parser.add_argument("--cases", type=int, default=SAMPLE_CASES, help="演示用的样例办件数（仅首次启动）")
    parser.add_argument("--workers", type=int, default=WORKERS, help="网站进程数")
    parser.set_defaults(run=run)


def prepare(cases: int) -> None:
    """Database, tables, knowledge, and on a demonstration installation the sample cases."""
    _step("启动数据库", bring.database)
    _step("更新数据表", bring.tables)
    if not Region.objects.exists() or (settings.DEMO and not Body.objects.exists()):
        _step("装入全国区划、事项和机构", template.knowledge)
    if settings.DEMO and not CaseRow.objects.exists():
        _step("登记最近的热线诉求", lambda: sample_scenes.fill(clock.now()))
        _step("公开一年的信息", lambda: sample_openness.fill(clock.now()))
        _step(f"办理 {cases} 个样例办件", lambda: sample.fill(cases, seed=2026, say=_progress))
        _step("公布征求意见的草案", lambda: sample_consultations.fill(clock.now()))
        _step("举行征收补偿方案的听证", lambda: sample_hearings.fill(clock.now()))
        _step("答复信息公开申请", lambda: sample_information.fill(clock.now()))
        _step("答复对公开结果的异议", lambda: sample_objections.fill(clock.now()))
        _step("办理联合审批的样例项目", lambda: sample_projects.fill(clock.now()))
        _step("监察最近一个月的样例办件", lambda: sample_cards.fill(clock.now()))
    if settings.DEMO and not Answer.objects.exists():
        _step("装入知识库的样例答复", lambda: knowledge.load(clock.now()))


def _progress(done: int, total: int) -> None:
    print(f"\r  {done}/{total}", end="", flush=True)


def _step(name: str, do: Any) -> None:
    begun = time.monotonic()
    print(f"{name}…", flush=True)
    do()
    print(f"  好了（{time.monotonic() - begun:.1f} 秒）", flush=True)


def run(args: argparse.Namespace) -> int:
    """Open the hall and stay until told to stop; then stop what was started. The database keeps running."""
    data = settings.YICHUANG_DATA
    with running.keeping(data):
        _check_port(settings.ENV.port)
        prepare(args.cases)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        children: list[subprocess.Popen[bytes]] = []
        try:
            children += [web(args.workers), timer()]
            running.note(data, [child.pid for child in children])
            print(f"\n大厅已经开门：http://localhost:{settings.ENV.port}/   （按 Ctrl-C 关门）", flush=True)
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            print("有一个进程意外停止，请查看上面的输出", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            running.end(data)
            for child in children:
                child.terminate()
                child.wait()


def _check_port(port: int) -> None:
    """Say at once that the door is taken, before the long preparations."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ValueError(f"PORT={port}：端口已被占用或不可用，请换一个，如 PORT={port + 1}") from error


def web(
    workers: int, *, application: str = APPLICATION, env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """The web server of a hall, by default of this installation; a bench opens one on its own database."""
    known = {**os.environ, "PORT": str(settings.ENV.port), **(env or {})}
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", known["PORT"], "--workers", str(workers),
             "--respawn-failed-workers", "--no-ws", "--blocking-threads", "4", "--workers-kill-timeout", "10", "--backpressure", "64", "--log-level", "warning", application]  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "granian", *words], env=known, start_new_session=True)


def timer(*, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The timer of a hall."""
    known = {**os.environ, **(env or {})}
    return subprocess.Popen([sys.executable, "-m", "yichuang", "timer"], env=known, start_new_session=True)
