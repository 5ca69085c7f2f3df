"""The house is kept: small files, one direction, guarded doors, no traces of machines. Smoke alarms, not goals."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yichuang"
PYTHON = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
FORBIDDEN = {
    "core",
    "common",
    "utils",
    "util",
    "helpers",
    "helper",
    "base",
    "manager",
    "service",
    "services",
    "misc",
}


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_file_eats_the_house() -> None:
    limits = {".py": 400, ".html": 120, ".css": 200, ".js": 80}
    found = [p for p in SOURCE.rglob("*") if p.suffix in limits and lines(p) > limits[p.suffix]]
    assert not found


def test_functions_and_classes_stay_small() -> None:
    large = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            size = (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1
            if isinstance(node, ast.FunctionDef) and size > 50:
                large.append((path.name, node.name, size))
            if isinstance(node, ast.ClassDef) and size > 250:
                large.append((path.name, node.name, size))
    assert not large


def test_no_import_hides_in_a_function() -> None:
    hidden = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name != "ready":
                hidden += [
                    (path.name, node.name)
                    for x in ast.walk(node)
                    if isinstance(x, ast.Import | ast.ImportFrom)
                ]
    assert not hidden


def test_rooms_have_telling_names() -> None:
    assert not [p for p in SOURCE.rglob("*") if p.stem in FORBIDDEN and p.suffix in {"", ".py"}]


def test_the_law_is_pure() -> None:
    asking = re.compile(
        r"^(from|import) (django|psycopg|os|time|random|secrets)\b|\.now\(|date\.today\(", re.MULTILINE
    )
    assert not [p for p in (SOURCE / "law").rglob("*.py") if asking.search(p.read_text(encoding="utf-8"))]


WRITES = re.compile(
    r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create|create_user)\(|objects\.(create|update)\("
)
WRITERS = ("acts.py", "acts", "bulk.py")


def test_only_acts_write() -> None:
    outside = [
        p.relative_to(SOURCE)
        for p in [*(SOURCE / "office").rglob("*.py"), *(SOURCE / "doors").rglob("*.py")]
        if "migrations" not in p.parts
        and p.name not in WRITERS
        and "acts" not in p.parts
        and WRITES.search(p.read_text(encoding="utf-8"))
    ]
    assert {str(p) for p in outside} <= {"office/trail/models.py", *EXCEPTIONS}


EXCEPTIONS = {
    "office/files/store.py",
    "office/files/draw.py",  # saves a picture into memory
    "office/papers/press.py",  # saves an SVG into memory
    "office/openness/booklets.py",  # saves folded pages into memory
}


def test_nothing_tracked_names_a_registry_or_a_machine() -> None:
    traces = re.compile(
        "|".join(
            (
                "pypi" + r"\.org",
                "registry" + r"\.npmjs",
                "deb" + r"\.debian",
                "/wo" + "rk/",
                "python" + "hosted",
            )
        )
    )
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    texts = [
        ROOT / name for name in tracked if name and Path(name).suffix not in {".gz", ".xz", ".pdf", ".png"}
    ]
    assert not [
        p.name
        for p in texts
        if p.is_file() and traces.search(p.read_text(encoding="utf-8", errors="replace"))
    ]


def test_every_page_says_who_may_open_it() -> None:
    from django.urls import URLPattern, URLResolver, get_resolver

    bare = []

    def walk(resolver: URLResolver) -> None:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                if "allauth" not in str(one.urlconf_name):
                    walk(one)
            elif isinstance(one, URLPattern):
                view = getattr(one.callback, "view_class", one.callback)
                if not getattr(view, "guard", None) and view.__module__.startswith("yichuang"):
                    bare.append(one.name)

    walk(get_resolver())
    assert not bare


def test_every_act_and_refusal_cites_its_article() -> None:
    from yichuang.law.kinds import KINDS

    for kind in KINDS:
        for act in kind.acts:
            assert act.cite.text.startswith("《") and act.cite.says and act.effect, act.name


def test_every_fact_has_a_stored_form_that_never_changes() -> None:
    import json

    from yichuang.law.facts import known

    stored = json.loads((ROOT / "tests" / "law" / "facts.json").read_text(encoding="utf-8"))
    now = {name: sorted(cls.__dataclass_fields__) for name, cls in known().items()}
    assert now == stored


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "docs/glossary.md", "docs/law.md"]
)
def test_the_papers_of_the_house_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_the_tour_names_every_room() -> None:
    tour = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = [
        p.name
        for floor in ("law", "office", "doors")
        for p in (SOURCE / floor).iterdir()
        if p.is_dir() and p.name != "__pycache__"
    ]
    assert not [room for room in rooms if f"`{room}`" not in tour]


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "doors" / "command").glob("*.py")), ids=lambda path: path.stem
)
def test_every_command_can_be_loaded(path: Path) -> None:
    import importlib

    if path.stem != "verify":
        importlib.import_module(f"yichuang.doors.command.{path.stem}")
