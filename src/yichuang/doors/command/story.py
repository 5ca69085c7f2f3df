"""`yichuang story FILE…`: play acceptance stories in simulated time on a scratch database, and say what was met."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from yichuang.doors.command.stories import Malformed, Stage, Told, read, schema
from yichuang.law.cases import Refused
from yichuang.site import template


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("story", help="演练故事")
    parser.add_argument("files", nargs="*", type=Path, help="故事文件（YAML）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--schema", action="store_true", help="输出故事的 JSON Schema")
    parser.set_defaults(run=run)


def play(story: Mapping[str, Any]) -> Told:
    """Play one story on the database in use."""
    return Stage(story).play()


def told(paths: list[Path]) -> Iterator[tuple[Path, Told]]:
    """Play each file, all on one scratch database. Raises Malformed before the first is played."""
    stories = [(path, read(path)) for path in paths]
    name = f"yichuang_story_{os.getpid()}"
    settings.DEMO = True  # the scratch database is filled with the sample's people, and thrown away
    template.scratch(name)
    try:
        for path, story in stories:
            try:
                one = play(story)
            except (LookupError, Refused) as error:
                raise Malformed(f"{path}：{error}") from error
            yield path, one
            if one.missed:
                template.scratch(name)  # what went wrong in one story is not the next one's
    finally:
        template.drop(name)


def run(args: argparse.Namespace) -> int:
    """Play and print. 1 when an expectation was missed, 2 when a story cannot be played."""
    if args.schema:
        print(text())
        return 0
    if not args.files:
        raise Malformed("请写上故事文件，如 stories/permit/*.yaml")
    results = []
    for path, one in told(args.files):
        results.append((path, one))
        if not args.json:
            show(path, one)
    if args.json:
        print(json.dumps([one.plain(str(path)) for path, one in results], ensure_ascii=False, indent=1))
    return 1 if any(one.missed for _, one in results) else 0


def text() -> str:
    """The schema as it is checked in."""
    return json.dumps(schema(), ensure_ascii=False, indent=1)


def show(path: Path, one: Told) -> None:
    """Print one story: what it proves, what happened, what was met."""
    print(f"{'未通过' if one.missed else '通过'}  {one.name}  （{path}）")
    print(f"  证明：{'、'.join(one.proves)}")
    for line in one.lines:
        print(f"    {line}")
    for expectation in one.expectations:
        print(f"  {'✓' if expectation.met else '✗'} {expectation}")
    print(flush=True)
