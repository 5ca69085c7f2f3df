"""`yichuang clock`: its JSON contract, its Chinese, and one line for every option that cannot be used."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.doors.command import clock


def ask(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="yichuang")
    clock.register(parser.add_subparsers())
    args = parser.parse_args(["clock", *words])
    code: int = args.run(args)
    return code


def test_json_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    pause = ("--pause", "2026-03-11..2026-03-20")
    assert ask("--start", "2026-03-02", "--days", "20", "--unit", "workday", *pause, "--json") == 0
    out = json.loads(capsys.readouterr().out)
    assert set(out) == {"due", "provisional", "days"}
    assert (out["due"], out["provisional"]) == ("2026-04-10", False)
    assert sum(day["counts"] for day in out["days"]) == 20
    assert out["days"][-1] == {"date": "2026-04-10", "counts": True, "reason": "工作日"}


def test_people_read_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("--start", "2026-08-03", "--days", "60", "--unit", "day") == 0
    out = capsys.readouterr().out
    assert out.startswith("2026-08-03 起算，期限 60 日，届满日 2026-10-08 周四\n")
    assert "顺延至休假日后第一日 《民法典》第二百零三条" in out
    assert ask("--start", "2026-12-21", "--days", "20", "--extend", "10") == 0
    assert "暂定：2027年放假安排尚未公布" in capsys.readouterr().out


def test_a_new_year_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = tmp_path / "2027.json"
    off = [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-05"}]
    name.write_text(json.dumps([{"year": 2027, "off": off}]), "utf-8")
    assert ask("--start", "2026-12-21", "--days", "20", "--calendar", str(name), "--json") == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["due"], out["provisional"]) == ("2027-01-21", False)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--days", "3"), "--start"),
        (("--start", "2026-02-30", "--days", "3"), "--start"),
        (("--start", "2026-03-02"), "--days"),
        (("--start", "2026-03-02", "--days", "many"), "--days"),
        (("--start", "2026-03-02", "--days", "-1"), "--days"),
        (("--start", "2026-03-02", "--days", "9999"), "--days"),
        (("--start", "2026-03-02", "--days", "3", "--unit", "hour"), "--unit"),
        (("--start", "2026-03-02", "--days", "3", "--extend", "1.5"), "--extend"),
        (("--start", "2026-03-02", "--days", "3", "--pause", "2026-03-04"), "--pause"),
        (("--start", "2026-03-02", "--days", "3", "--pause", "2026-03-04..2026-03-03"), "--pause"),
        (("--start", "2026-03-02", "--days", "3", "--calendar", "/nowhere.json"), "--calendar"),
        (("--start", "2026-03-02", "--days", "3", "--calendar", __file__), "--calendar"),
    ],
)
def test_one_line_names_the_option(
    words: tuple[str, ...], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(*words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert option in shown.err.split("：", 1)[0]
    assert "请" in shown.err or "写法见" in shown.err


def test_it_needs_neither_django_nor_a_database() -> None:
    code = "import sys; from yichuang.doors.command import clock; print('django' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
