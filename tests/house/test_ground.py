"""The ground holds: doors that are not our code are a closed list, limits cite, locks name no host, commands exist."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from yichuang import law
from yichuang.doors.command import COMMANDS
from yichuang.law.clocks import Limit

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yichuang"


def routes(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one, address)
        else:
            yield address, getattr(one.callback, "view_class", one.callback)


def test_every_door_is_guarded_by_us_or_by_the_two_we_trust() -> None:
    from django.urls import get_resolver

    trusted = {"sign-in/": ("allauth.",), "api/": ("ninja.", "functools")}
    bare = [
        address
        for address, view in routes(get_resolver())
        if not getattr(view, "guard", None)
        and not any(address.startswith(p) and view.__module__.startswith(m) for p, m in trusted.items())
    ]
    assert not bare


def test_only_what_is_public_is_open_to_strangers_in_the_api() -> None:
    from yichuang.doors.api.urls import api

    strangers = {
        f"{prefix}{path}"
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not operation.auth_callbacks
    }
    assert strangers == {
        "/matters",
        "/matters/{code}",
        "/progress",
        "/verify/{code}",
        "/openness",
        "/openness/{number}",
    }


def limits(value: Any, seen: set[int]) -> Iterator[Limit]:
    """Every limit inside a value of law."""
    if id(value) in seen or isinstance(value, str | bytes | int | type):
        return
    seen.add(id(value))
    if isinstance(value, Limit):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from limits(getattr(value, one.name), seen)
    elif isinstance(value, dict):
        for one in value.values():
            yield from limits(one, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from limits(one, seen)


def test_every_limit_of_the_law_cites_its_article() -> None:
    found, seen = [], set[int]()
    for room in pkgutil.walk_packages(law.__path__, "yichuang.law."):
        for value in vars(importlib.import_module(room.name)).values():
            found += list(limits(value, seen))
    assert found
    for limit in found:
        assert re.match(r"《.+》第.+条", limit.cite.text) and limit.cite.says, limit


WRITING = re.compile(r"\b(INSERT INTO|DELETE FROM|UPDATE \w+ SET|TRUNCATE|COPY \w+)\b")
WRITES_OF_ACTS = {"office/cases/rows.py", "office/cases/bulk.py"}
MEASURES = "doors/command/bench_"


def test_sql_that_writes_lives_with_the_acts() -> None:
    outside = []
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if "migrations" in path.parts or "acts" in {path.stem, *path.parts} or name in WRITES_OF_ACTS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            deletes = isinstance(node, ast.Attribute) and node.attr == "delete"
            if (WRITING.search(text) or deletes) and not name.startswith(MEASURES):
                outside.append((name, getattr(node, "lineno", 0)))
    assert not outside


def test_every_command_of_the_menu_is_there() -> None:
    for name in COMMANDS:
        module = importlib.import_module(f"yichuang.doors.command.{name}")
        assert callable(module.register) and callable(module.run) and module.__doc__, name


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-zA-Z0-9._-]+)==(\S+)", text, re.MULTILINE))


def wanted(name: str) -> set[str]:
    words = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    names = [re.split(r"[\[~=<> ]", word)[0] for word in words if word and word[0] not in "-#"]
    return {re.sub(r"[._-]+", "-", word).lower() for word in names}


def test_every_package_is_locked_by_hash_and_no_lock_names_a_host() -> None:
    run, build = locked("requirements.txt"), locked("requirements-dev.txt")
    assert wanted("requirements.in") <= run.keys()
    assert wanted("requirements-dev.in") <= build.keys()
    assert {name: build[name] for name in run} == run
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and text.count("--hash=") >= len(locked(name))
    for lock in ROOT.glob("package-lock.json"):
        for name, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
            assert "resolved" not in package and (not name or package["integrity"]), name


def test_nothing_tracked_names_a_folder_of_somebody() -> None:
    home = re.compile("|".join(("/ro" + "ot/", "/ho" + "me/", "/t" + "mp/")))
    words = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, words.split("\0")):
        path = ROOT / name
        if (
            path.suffix
            in {".py", ".md", ".toml", ".txt", ".in", ".json", ".yaml", ".html", ".js", ".css", ""}
            and path.is_file()
        ):
            assert not home.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_the_settings_are_one_short_file() -> None:
    assert (SOURCE / "site" / "settings.py").read_text(encoding="utf-8").count("\n") <= 200


def test_a_new_notice_of_holidays_can_be_put_on_record_wherever_a_limit_runs() -> None:
    from yichuang.law.cases.timing import GOVERNING
    from yichuang.law.kinds import KINDS

    for kind in KINDS:
        act = kind.act("recalculate")
        bare = {one.value for one in kind.states if one in GOVERNING} - {x.value for x in act.states if act} if act else set()  # fmt: skip
        assert act or not {one for one in kind.states if one in GOVERNING}, kind.code
        assert bare <= {"drafted"} if kind.code == "consultation" else not bare, kind.code
