"""`yichuang django …`: Django's own management commands on this installation's database."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from django.core.management import execute_from_command_line

from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("django", help="Django 管理命令")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run it."""
    return manage(args.words)


def manage(words: Sequence[str]) -> int:
    """Hand the words to Django once the database is up."""
    bring.database()
    execute_from_command_line(["yichuang django", *words])
    return 0
