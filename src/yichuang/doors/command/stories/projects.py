"""What a story says of a joint project in one line: a matter done, the whole done on the last day of every limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from yichuang.doors.command.stories.filling import attached, whole
from yichuang.law import cases as law
from yichuang.law.cases import Case, Terms
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.flow import Plan, Step, Work
from yichuang.law.matters import Edition
from yichuang.law.words import MeetingKind, State
from yichuang.office.cases import projects, reads
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory

_MINUTE = timedelta(minutes=1)


class Player(Protocol):
    """Who can play a project."""

    now: datetime
    current: str

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    @property
    def case(self) -> Case:
        """Its state."""
        ...

    @property
    def edition(self) -> Edition:
        """The edition of its matter."""
        ...

    def go(self, who: str, *commands: Any) -> None:
        """Do these acts as one."""

    def wait(self, until: datetime) -> None:
        """Let time pass."""

    def follow(self) -> None:
        """Let what follows happen."""


_CAME = (("任务", "task"), ("牌", "card"), ("更正", "disclosure"), ("听证", "hearing"))
"""What may come of a case, and the kind it is of."""


def below(number: str, name: str) -> str:
    """The case of a project's matter by the name of its step, or the nth of what else came of a case. Raises Missing."""
    for word, of in _CAME:
        came = [child for child, kind, _ in reads.of_project(number) if kind == of]
        nth = name.removeprefix(word)
        if nth != name and nth.isdigit() and int(nth) <= len(came):
            return came[int(nth) - 1]
    case = reads.folded(number)
    steps = {step.name: step.key for step in catalogue.edition(case.matter, case.edition).steps}
    child = case.children.get(steps.get(name, ""))
    if child is None:
        raise Missing(f"项目还没有“{name}”的办件")
    return child.number


def _act(player: Player, who: str, *commands: Any) -> None:
    """Act a minute later, and let what follows happen."""
    player.now += _MINUTE
    player.go(who, *commands)
    player.follow()


def _done(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """The usual people do the matter in question the usual way, now."""
    if player.case.state is State.RECEIVED:
        _act(player, "窗口", c.Accept())
    while law.open_steps(player.case, player.edition):
        step = law.open_steps(player.case, player.edition)[0]
        officers = ("扎西", "李娜") if step.site_check else ()
        _act(player, "审查人员", c.CompleteStep(step=step.key, opinion="符合要求", officers=officers))
    _act(player, "首席代表", c.Grant(content=f"准予{player.edition.name}"))


def _on_time(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Everybody acts on the last day of every limit, until the whole is concluded; the applicant at once."""
    project, number = player.current, player.number
    last = date.fromisoformat(content["直到"]) if "直到" in content else date.max
    while player.case.state is State.UNDER_REVIEW:
        standing = law.open_steps(player.case, player.edition)
        if not standing:
            (end,) = [step for step in player.edition.steps if step.work is Work.DECIDER]
            day = _last_day(player.case, end)
            if day >= last:
                return
            _until(player, day)
            _act(player, "首席代表", c.Conclude(words="请一次领取全部结果"))
            continue
        ready = [step for step in standing if _at_once(player, project, step)]
        if ready:
            continue
        days = {step.key: _due(player, number, step) for step in standing}
        step = min(standing, key=lambda one: days[one.key])
        if days[step.key] >= last:
            return
        _until(player, days[step.key])
        if step.work is Work.MEETING:
            _meet(player, step)
        else:
            player.current = f"{project}·{step.name}"
            _done(player, who, content)
            player.current = project


def _until(player: Player, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=CHINA)
    if moment > player.now:
        player.wait(moment)


def _last_day(case: Case, step: Step) -> date:
    """The day the decider's step ends when it began with the last of the others."""
    ends = [done.on for done in case.steps if done.on]
    return directory.calendar().add_workdays(max(ends), step.days)


def _due(player: Player, number: str, step: Step) -> date:
    """The last day of an open step."""
    case = reads.folded(number)
    if step.work is Work.MATTER:
        due = CaseRow.objects.get(pk=case.children[step.key].number).due_on
        assert due is not None
        return due
    return directory.calendar().add_workdays(law.came_up(case, player.edition, step), step.days)


def _at_once(player: Player, project: str, step: Step) -> bool:
    """What the applicant and the windows do the moment it can be done. Returns whether anything was."""
    if step.work is Work.APPLICANT:
        _act(player, "申请人", c.ReportDone(step=step.key, words="已经完成"))
        return True
    if step.work is not Work.MATTER:
        return False
    player.current = f"{project}·{step.name}"
    try:
        case, edition = player.case, player.edition
        if case.state is State.DRAFT:
            lacking = set(law.missing(case, edition).values())
            player.current = project
            _act(player, "申请人", *_rest(player.case, player.edition, lacking))
            return True
        if case.state is State.RECEIVED:
            _act(player, "窗口", c.Accept())
            return True
        return False
    finally:
        player.current = project


def _rest(case: Case, edition: Edition, lacking: set[str]) -> list[Any]:
    """What the applicant adds to the project for a matter that it could not lend everything to."""
    form, *_ = whole(edition, paper=False, situation=case.situation, later=True)
    codes = [m.code for m in edition.materials if m.name in lacking]
    return [form, *attached(codes, paper=False)]


def _meet(player: Player, step: Step) -> None:
    kind = next(kind for kind in MeetingKind if kind.label in step.name)
    day = player.now.astimezone(CHINA).date()
    called = c.CallMeeting(
        kind=kind, on=day, place="政务服务中心会议室", members=("牵头机关", "有关部门"), reason=step.name
    )
    _act(player, "首席代表", called)
    held = c.HoldMeeting(kind=kind, attended=("扎西", "李娜"), minutes="各方意见一致。", conclusion="通过")
    _act(player, "首席代表", held)


def _supply(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Hand in to the whole what its waiting matters lack; an answer may show that more is lacking."""
    while lacking := {name for child in player.case.children.values() for name in _lacking(child.number)}:
        _act(player, "申请人", *_rest(player.case, player.edition, lacking))


def _lacking(number: str) -> list[str]:
    case = reads.folded(number)
    edition = catalogue.edition(case.matter, case.edition)
    return list(law.missing(case, edition).values()) if case.state is State.DRAFT else []


_DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2026-03-02"}
DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "办完该事项": (_done, {}),
    "补齐项目等着的材料": (_supply, {}),
    "各方都在期限最后一天办，直到办结": (_on_time, {"直到": _DAY}),
}


class Seen(Protocol):
    """What the checks look at."""

    now: datetime

    @property
    def case(self) -> Case:
        """The case in question."""
        ...


def _plan(seen: Seen) -> tuple[Plan, Edition]:
    edition = catalogue.edition(seen.case.matter, seen.case.edition)
    today = seen.now.astimezone(CHINA).date()
    terms = Terms(limits=projects.limits(edition, today), dues={}, calendar=directory.calendar())
    return law.project_plan(seen.case, edition, terms, today), edition


def _planned(seen: Seen) -> str:
    plan, _ = _plan(seen)
    return f"{directory.calendar().workdays_between(plan.begin, plan.planned_end)}个工作日"


def _took(seen: Seen) -> str:
    case = seen.case
    if case.accepted_on is None or case.decided_on is None:
        return "无"
    return f"{directory.calendar().workdays_between(case.accepted_on, case.decided_on)}个工作日"


def _critical(seen: Seen) -> str:
    plan, edition = _plan(seen)
    names = {step.key: step.name for step in edition.steps}
    return " → ".join(names[key] for key in plan.critical)


def _standing(seen: Seen) -> list[str]:
    edition = catalogue.edition(seen.case.matter, seen.case.edition)
    names = {step.key: step.name for step in edition.steps}
    return [f"{names[key]}：{child.progress.label}" for key, child in seen.case.children.items()]


_DAYS = {"type": "string", "pattern": r"^\d+个工作日$", "description": "如 95个工作日"}
_TEXT = {"type": "string"}
CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "计划历时": _planned,
    "实际历时": _took,
    "关键路径": _critical,
    "停止计时": lambda seen: "是" if seen.case.still else "否",
    "各事项": _standing,
}
EXPECTED: Mapping[str, Any] = {
    "计划历时": _DAYS,
    "实际历时": _DAYS,
    "关键路径": _TEXT,
    "停止计时": {"enum": ["是", "否"]},
    "各事项": {"type": "array", "items": _TEXT},
}
