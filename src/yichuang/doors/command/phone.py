"""`yichuang phone`: the events of a telephone exchange told to the hall from a file, signed, with their own pauses."""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from yichuang.office import clock
from yichuang.office.lines import acts


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "phone",
        help="把电话事件从文件重放给大厅",
        description="照原来的间隔重放电话事件，签名和真的电话系统一样；密钥从标准输入读一行。文件是 CSV，每行：秒,事件,通话,主叫,被叫,分机。",
    )
    parser.add_argument("--replay", metavar="文件", type=Path, required=True, help="事件文件")
    parser.add_argument("--to", metavar="地址", default="http://127.0.0.1:8000", help="大厅的地址")
    parser.add_argument("--line", metavar="代码", default="pbx", help="哪条线路")
    parser.add_argument("--faster", metavar="倍", type=float, default=1.0, help="加快几倍")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell them one after the other. Returns 1 when one was not taken."""
    key, begun, refused = sys.stdin.readline().strip(), time.monotonic(), 0
    with args.replay.open(encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.reader(file), 1):
            if len(row) != 6:
                raise ValueError(f"第{n}行应有六栏：秒,事件,通话,主叫,被叫,分机")
            second, event, call, number, dialled, extension = row
            time.sleep(max(0.0, float(second) / args.faster - (time.monotonic() - begun)))
            told = {"event": event, "call": call, "at": clock.now().isoformat(), "number": number, "line": dialled,
                    "extension": extension}  # fmt: skip
            status, said = send(args.to, args.line, key, told)
            refused += status != 200
            print(f"{float(second):7.1f}  {event:9} {call}  {status} {said}", flush=True)
    return 1 if refused else 0


def send(to: str, line: str, key: str, told: dict[str, str]) -> tuple[int, str]:
    """Tell one event, signed. Returns the status and what was answered."""
    place = urlsplit(to)
    if place.scheme not in ("http", "https") or not place.netloc:
        raise ValueError(f"“{to}”不是网址")
    body, moment = json.dumps(told, ensure_ascii=False).encode(), str(int(clock.now().timestamp()))
    head = {"Content-Type": "application/json", "X-Yichuang-Line": line, "X-Yichuang-Time": moment,
            "X-Yichuang-Signature": acts.signature(key, moment, body)}  # fmt: skip
    link = (HTTPSConnection if place.scheme == "https" else HTTPConnection)(place.netloc, timeout=20)
    link.request("POST", "/api/phone/events", body, head)
    answer = link.getresponse()
    return answer.status, answer.read().decode()
