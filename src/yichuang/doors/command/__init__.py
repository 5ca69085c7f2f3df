"""The command line `yichuang`: each sub-command is a module with `register(subparsers)` and `run(args) -> int`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from yichuang.law.cases import Refused

COMMANDS = {
    "serve": "启动大厅：数据库、网站、计时器",
    "stop": "关门，停止数据库",
    "timer": "计时器：到期的事自动办理，事实的后续自动跟进",
    "setup": "建库、建表，装入区划、事项和机构",
    "db": "打开数据库的命令行，或打印它的地址",
    "django": "Django 管理命令",
    "calendar": "放假安排：看已知的年份，装入新一年的通知",
    "clock": "算期限，逐日说明",
    "story": "演练故事",
    "trail": "核验办件的证据链",
    "audit": "由事实重算全部办件并核对",
    "sample": "生成样例数据",
    "bench": "测量性能",
    "regions": "装入行政区划",
    "line": "联动热线、Open311、电话系统的接入和密钥",
    "phone": "把电话事件从文件重放给大厅",
    "lab": "流程实验：拿过去的办件按改过的环节重放",
    "rules": "监察规则：检查、在过去的办件上试运行、启用、查看",
    "history": "办件分析：重建、导出历史文件、从文件提问",
    "then": "回到那一刻：大厅、机关、办件在过去一刻的样子",
    "booklet": "把办事指南印成一册（PDF）",
}


WITHOUT_DATABASE = ("clock", "stop")
"""These start no database and load no framework."""


def _module(name: str) -> Any:
    """The module of a sub-command, with the framework ready if it needs it."""
    if name not in WITHOUT_DATABASE:
        importlib.import_module("django").setup()
    return importlib.import_module(f"yichuang.doors.command.{name}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command. Returns the exit code: 0 done, 1 not as expected, 2 could not be asked so."""
    given = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
    name = next((word for word in given if not word.startswith("-")), None)
    try:
        return _answer(name, given)
    except KeyboardInterrupt:
        return 130
    except (ValueError, RuntimeError, LookupError, Refused) as error:
        print(f"yichuang {name}：{error}", file=sys.stderr)
    except Exception as error:
        if not _of_the_database(error):
            raise
        print(
            f"yichuang {name}：数据库：{str(error).strip()}\n没有建表时请先运行 yichuang setup",
            file=sys.stderr,
        )
    return 2


def _answer(name: str | None, given: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="yichuang", description="一窗：政务服务中心开放软件")
    subparsers = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for command, says in COMMANDS.items():
        if command == name:
            _module(command).register(subparsers)
        else:
            subparsers.add_parser(command, help=says)
    if given[:1] == ["django"]:
        return int(_module("django").manage(given[1:]))
    args = parser.parse_args(given)
    return int(args.run(args))


def _of_the_database(error: Exception) -> bool:
    """Whether it comes from the database; the framework is not loaded only to ask."""
    return "django.db" in sys.modules and isinstance(error, sys.modules["django.db"].DatabaseError)
