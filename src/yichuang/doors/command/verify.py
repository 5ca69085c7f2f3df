#!/usr/bin/env python3
"""Verify an exported chain without 一窗: `python3 verify.py FILE.jsonl …`. Standard library only; read it in a minute."""

import hashlib
import json
import sys


def check(path: str) -> str:
    """What is wrong with the chain in this file; empty when it holds."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    head = bytes(32)
    for number, line in enumerate(lines[1:], start=1):
        record = line["record"]
        if record["seq"] != number or record["case"] != lines[0]["case"]:
            return f"第{number}条：有记录被删除、插入或调换"
        text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        head = hashlib.sha256(head + text.encode()).digest()
        if head.hex() != line["head"]:
            return f"第{number}条：内容被改动"
    return "" if head.hex() == lines[0]["head"] else "末尾：有记录被删除"


if __name__ == "__main__":
    troubles = {path: check(path) for path in sys.argv[1:]}
    for name, trouble in troubles.items():
        print(f"{name}：{trouble or '相符'}")
    sys.exit(1 if any(troubles.values()) else 0)
