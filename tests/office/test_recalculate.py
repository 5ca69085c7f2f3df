"""A new year's notice: loaded once, every open case recalculated with one fact, also when it breaks off half way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from people import at, officer, submitted
from yichuang.doors.command import main
from yichuang.doors.command.audit import audit
from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.facts import CaseAccepted, LimitRecalculated
from yichuang.law.mandates import TIMER
from yichuang.law.words import Role
from yichuang.office import clock
from yichuang.office.cases import acts, moves
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import acts as directory
from yichuang.office.directory import notices, reads
from yichuang.office.directory.models import CalendarYear, DirectoryChange
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.django_db

LOADED = at("2026-12-25T15:00")
NOTICE = {
    "year": 2027,
    "notice": "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕9号）",
    "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-04"}],
    "work": [],
}


@pytest.fixture(autouse=True)
def _fresh_calendar() -> Iterator[None]:
    reads.forget()
    yield
    reads.forget()


def load(**changes: Any) -> CalendarYear:
    return directory.load_calendar_notice({**NOTICE, **changes}, by=officer("admin"), at=LOADED)


def told(number: str) -> list[LimitRecalculated]:
    return [x.fact for x in trail.entries(number) if isinstance(x.fact, LimitRecalculated)]


def to_the_end(**more: Any) -> set[str]:
    moved: list[str] = []
    while (done := acts.recalculate(LOADED, **more)) is not None:
        moved += done.moved
    assert len(set(moved)) == len(moved)
    return set(moved)


def test_a_moved_due_date_is_one_fact_by_the_system() -> None:
    number, untouched = submitted("2026-12-28T10:00"), submitted("2026-12-07T10:00")
    load()
    assert number in to_the_end()
    entry = trail.entries(number)[-1]
    assert entry.by.role is Role.SYSTEM
    assert entry.sentence() == (
        "系统重算期限：受理期限由2027年1月5日改为2027年1月6日，因为有了新的放假安排：" + str(NOTICE["notice"])
    )
    row = CaseRow.objects.get(pk=number)
    assert row.due_on == date(2027, 1, 6) and not row.provisional
    assert not list(audit(row)) and trail.verify(number, bytes(row.head)) is None
    assert not told(untouched) and not list(audit(CaseRow.objects.get(pk=untouched)))


def test_a_date_that_stays_but_is_certain_now_is_no_fact() -> None:
    number = submitted("2026-12-28T10:00")
    assert CaseRow.objects.get(pk=number).provisional
    load(off=[{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}])
    to_the_end()
    assert not told(number) and not CaseRow.objects.get(pk=number).provisional


def test_both_limits_under_review_move_in_one_fact() -> None:
    number = submitted("2026-12-18T10:00")
    acts.act(number, c.Accept(), by=officer("clerk", date(2026, 12, 18)), at=at("2026-12-18T11:00"))
    load()
    to_the_end()
    (fact,) = told(number)
    assert [move.clock for move in fact.moves] == ["promised", "statutory"]
    row = CaseRow.objects.get(pk=number)
    assert [move.new for move in fact.moves] == [row.due_on, row.statutory_on]


def test_a_crash_half_way_is_finished_by_running_again(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [submitted("2026-12-28T10:00") for _ in range(5)]
    load()
    real, left = acts.act, iter(range(3))

    def broken(*given: Any, **more: Any) -> Any:
        if next(left, None) is None:
            raise ConnectionError
        return real(*given, **more)

    monkeypatch.setattr(acts, "act", broken)
    with pytest.raises(ConnectionError):
        to_the_end(limit=2)
    monkeypatch.undo()
    assert sum(bool(told(number)) for number in numbers) == 3
    assert CalendarYear.objects.get().reached == sorted(numbers)[1]
    load()  # the same again goes on where it was
    to_the_end(limit=2)
    assert all(len(told(number)) == 1 for number in numbers)
    assert CalendarYear.objects.get().settled_at is not None
    assert acts.recalculate(LOADED) is None


def test_an_act_before_the_pass_puts_the_move_on_record_first() -> None:
    number = submitted("2026-12-25T10:00")
    load()
    clerk = officer("clerk", date(2026, 12, 25))
    done = acts.act(number, c.Accept(), by=clerk, at=at("2026-12-25T15:30"))
    assert [type(x.fact) for x in done.entries] == [LimitRecalculated, CaseAccepted]
    to_the_end()
    assert len(told(number)) == 1 and not list(audit(CaseRow.objects.get(pk=number)))


def test_the_law_refuses_to_record_a_move_that_did_not_happen() -> None:
    number = submitted()
    due = CaseRow.objects.get(pk=number).due_on
    assert due is not None
    command = c.Recalculate(due_on=due, statutory_on=due, notice="甲")
    with pytest.raises(Refused, match="没有变动"):
        acts.act(number, command, by=TIMER, at=at("2026-03-03T09:00"))
    with pytest.raises(Refused, match="由系统办理"):
        acts.act(number, command, by=officer("chief"), at=at("2026-03-03T09:00"))


def test_the_timer_waits_until_every_process_counts_by_the_notice() -> None:
    number = submitted("2026-12-28T10:00")
    load()
    assert acts.recalculate_seen(LOADED) == 0 and not told(number)
    while acts.recalculate_seen(LOADED + reads.SEEN_BY_ALL):
        pass
    reads.calendar()
    assert told(number) and not reads.unsettled()


def test_a_preview_writes_nothing_and_says_what_the_pass_will_do() -> None:
    numbers = {submitted("2026-12-28T10:00") for _ in range(3)}
    found = moves.preview(directory.check_notice(NOTICE), shown=2)
    assert [str(turned.day) for turned in found.days][:1] == ["2027-01-04"]
    assert found.missed and len(found.first) == 2
    assert not CalendarYear.objects.exists() and not any(told(number) for number in numbers)
    load()
    assert len(to_the_end()) == found.moved


def test_a_notice_that_replaces_another_is_settled_anew() -> None:
    number = submitted("2026-12-28T10:00")
    load()
    to_the_end()
    load(off=[{"name": "元旦", "first": "2027-01-01", "last": "2027-01-01"}])
    to_the_end()
    assert [str(fact.moves[0].new) for fact in told(number)] == ["2027-01-06", "2027-01-05"]
    assert DirectoryChange.objects.filter(act="load_calendar_notice").count() == 2


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"year": 2028}, "year", "不一致"),
    ({"year": 2028, "notice": "通知"}, "off[0].first", "不在2028年"),
    ({"work": ["2027-01-02"]}, "work", "同时列为放假和上班"),
    ({"work": ["2027-01-09", "2027-01-09"]}, "work[1]", "写了两次"),
    ({"off": NOTICE["off"] * 2}, "off[1].first", "已经在 off[0] 里"),  # type: ignore[operator]
    ({"off": [{"name": "国庆节", "first": "2027-10-01", "last": "2028-10-07"}]}, "off[0].last", "核对"),
    ({"off": [{"name": "元旦", "first": "2027-02-30", "last": "2027-03-01"}]}, "off[0].first", "不是日期"),
    ({"off": "元旦"}, "off", "应为数组"),
    ({"rest": []}, "通知", "不认识的键"),
    ({"year": "二〇二七"}, "year", "请写整数"),
    ({"year": 3000}, "year", "之内"),
]


@pytest.mark.parametrize(("change", "field", "says"), BAD, ids=[f"{f} {s}" for _, f, s in BAD])
def test_a_bad_notice_is_refused_with_field_and_remedy(change: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Refused, match=re.escape(says)) as refused:
        load(**change)
    assert refused.value.field == field and refused.value.remedy
    assert not CalendarYear.objects.exists()


def test_a_notice_that_is_known_already_is_refused() -> None:
    load()
    to_the_end()
    with pytest.raises(Refused, match="已经装入") as refused:
        load()
    assert refused.value.field == "notice" and refused.value.remedy
    with pytest.raises(Refused, match="已经装入"):
        directory.check_notice(KNOWN.notices[-1].plain())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year: 2027\noff: [", "第2行"),
        ("year: 2027\noff: []\noff: []\n", "第3行：不是合格的 YAML：off 写了两次"),
        ("x" * 70_000, "太大"),
        ("年".encode("gb18030"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_notice_names_the_line(text: str | bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        notices.parse(text)
    assert refused.value.field == "file" and refused.value.remedy


def test_yaml_keeps_dates_and_the_key_off_as_they_are_written() -> None:
    plain = notices.parse(
        "year: 2027\noff: [{name: 元旦, first: 2027-01-01, last: 2027-01-03}]\namends: true\n"
    )
    off = [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}]
    assert plain == {"year": 2027, "off": off, "amends": True}


def test_the_command_shows_previews_and_loads(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted("2026-12-28T10:00")
    path = tmp_path / "notice.yaml"
    path.write_text(
        f"year: 2027\nnotice: {NOTICE['notice']}\n"
        "off:\n- {name: 元旦, first: 2027-01-01, last: 2027-01-04}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("yichuang.doors.command.calendar.time.sleep", lambda seconds: None)
    monkeypatch.setattr("yichuang.doors.command.calendar.bring.database", lambda: None)
    with clock.at(LOADED):
        assert main(["calendar"]) == 0
        assert "2027—2056  暂定" in capsys.readouterr().out
        assert main(["calendar", "--load", str(path), "--dry-run"]) == 0
        said = capsys.readouterr().out
        assert (
            f"{number}  食品经营许可  受理期限 2027-01-05 → 2027-01-06" in said and "什么都没有改变" in said
        )
        assert not told(number)
        assert main(["calendar", "--load", str(path)]) == 0
        said = capsys.readouterr()
        assert "重算完毕" in said.out and "已核对" in said.err and told(number)
        assert main(["calendar"]) == 0
        said = capsys.readouterr()
        assert f"2027  {NOTICE['notice']}  2026-12-25 装入" in said.out and "2028—2056  暂定" in said.out
        assert main(["calendar", "--load", str(path)]) == 2
        assert "不需要再装入" in capsys.readouterr().err
        assert main(["calendar", "--load", str(tmp_path / "none.yaml")]) == 2
    assert law.NAMES[c.Recalculate] == "recalculate"
