"""`yichuang db`: this installation's database in psql, or its address."""

from __future__ import annotations

import argparse
import subprocess
from typing import Any

from django.conf import settings

from yichuang.site import bring
from yichuang.site.postgres import Stopped, binaries


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("db", help="打开数据库的命令行，或打印它的地址")
    parser.add_argument("--url", action="store_true", help="只打印连接地址")
    parser.add_argument("-c", dest="sql", metavar="SQL", help="执行一条语句后退出")
    parser.set_defaults(run=run)


def address() -> str:
    """Where libpq finds this installation's database."""
    if settings.ENV.database_url:
        return str(settings.ENV.database_url)
    place = settings.DATABASES["default"]
    return f"host={place['HOST']} user={place['USER']} dbname={place['NAME']}"


def run(args: argparse.Namespace) -> int:
    """Open psql; its exit code is ours."""
    bring.database()
    if args.url:
        print(address())
        return 0
    words = ["-v", "ON_ERROR_STOP=1", "-c", args.sql] if args.sql else []
    try:
        return subprocess.run([binaries() / "psql", address(), *words], check=False).returncode
    except OSError as error:
        raise Stopped(f"psql 运行不了：{error}") from error
