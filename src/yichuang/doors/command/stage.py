"""The stage of a story: its people, its cases, its simulated time. Everything goes through the acts of the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Actor, Entry
from yichuang.law.kinds import KINDS
from yichuang.law.mandates import Post, Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Channel, MaterialForm, Purpose, Role, Word
from yichuang.office.cases import acts, rows
from yichuang.office.cases.acts import Client
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, Officer, PostHeld
from yichuang.office.papers import reads as papers
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import Cursor
from yichuang.site import followers

PEOPLE = {
    "申请人": "", "他人": "", "窗口": Post.WINDOW_CLERK, "审查人员": Post.REVIEWER, "首席代表": Post.CHIEF,
    "负责人": Post.HEAD, "档案员": Post.ARCHIVIST, "外单位窗口": Post.WINDOW_CLERK, "无授权的窗口": Post.WINDOW_CLERK,
    "授权已过期的窗口": Post.WINDOW_CLERK, "监察员": Post.SUPERVISOR,
}  # fmt: skip
MACROS = ("开始填报", "提交齐全的申请", "窗口收下齐全的申请", "窗口收下缺一份材料的申请", "补交缺的材料")
SAMPLES = {
    "text": "样例", "number": "60", "date": "2026-03-02", "phone": "15400000000", "address": "马尔康镇达萨街1号",
    "idnumber": "990101199003070015", "uscc": "91990100MA0000001G",
}  # fmt: skip


def labels() -> dict[str, str]:
    """The acts of every kind by their label."""
    return {act.label: act.name for kind in KINDS for act in kind.acts if Role.SYSTEM not in act.by}


def moment(text: str) -> datetime:
    """A story's time, China time."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Told:
    """How a story went."""

    name: str
    lines: list[str]
    missed: list[str]
    acts: frozenset[str]

    def plain(self, file: str) -> dict[str, Any]:
        """For machines."""
        return {
            "故事": self.name,
            "文件": file,
            "通过": not self.missed,
            "事实": self.lines,
            "未符": self.missed,
        }


def _light(stage: Stage) -> str:
    row = CaseRow.objects.get(pk=stage.number)
    return law.light(stage.case.state, row.paused, row.yellow_at, row.red_at, stage.now).label


def _row(name: str) -> Callable[[Stage], str]:
    return lambda stage: str(getattr(CaseRow.objects.get(pk=stage.number), name) or "无")


CHECKS: dict[str, Callable[[Stage], Any]] = {
    "状态": lambda stage: stage.case.state.label,
    "结果": lambda stage: stage.case.outcome.label if stage.case.outcome else "无",
    "承诺期限": _row("due_on"),
    "法定期限": _row("statutory_on"),
    "期限": _row("due_on"),
    "暂定": lambda stage: "是" if CaseRow.objects.get(pk=stage.number).provisional else "否",
    "收到日": _row("received_on"),
    "受理日": _row("accepted_on"),
    "送达日": lambda stage: str(stage.case.served_on or "无"),
    "灯": _light,
    "许可": lambda stage: stage.case.licence.status.label if stage.case.licence else "无",
    "许可有效期至": lambda stage: str(stage.case.licence.valid_until) if stage.case.licence else "无",
    "文书": lambda stage: [paper.code for found in papers.of_case(stage.number).values() for paper in found],
    "事实": lambda stage: [type(entry.fact).__name__ for entry in trail.entries(stage.number)],
    "证据链": lambda stage: "相符" if trail.verify(stage.number) is None else "不符",
}


@dataclass(slots=True)
class Stage:
    """One story being played."""

    matter: str
    now: datetime = datetime(2026, 1, 1, tzinfo=CHINA)
    cases: dict[str, str] = field(default_factory=dict)
    current: str = "甲"
    missed: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    @property
    def number(self) -> str:
        """The case in question."""
        return self.cases[self.current]

    @property
    def case(self) -> law.Case:
        """Its state."""
        return rows.thaw(CaseRow.objects.get(pk=self.number).folded)

    @property
    def edition(self) -> Edition:
        """The edition in force, found by code or name."""
        editions = catalogue.all_current(law.day(self.now))
        found = next((e for e in editions if self.matter in (e.matter, e.name)), None)
        if found is None:
            raise LookupError(f"事项目录里没有“{self.matter}”")
        return found

    def person(self, serial: int = 0) -> Applicant:
        """The applicant, or another one."""
        return Applicant.objects.order_by("id")[serial]

    def standing(self, who: str) -> Standing:
        """Who acts, as of this day."""
        if who in ("申请人", "他人"):
            return Standing(actor=Actor(Role.APPLICANT, id=self.person(int(who == "他人")).pk))
        return directory.officer_standing(self._officer(who).number, law.day(self.now))

    def _officer(self, who: str) -> Officer:
        named = {
            "无授权的窗口": "unlettered",
            "授权已过期的窗口": "expired",
            "档案员": "archivist",
            "监察员": "supervisor",
        }
        if who in named:
            return Officer.objects.get(user__username=named[who])
        held = PostHeld.objects.filter(post=PEOPLE[who]).exclude(officer__user__username__in=named.values())
        here = held.filter(officer__body=self.edition.body)
        chosen = held.exclude(officer__body=self.edition.body) if who == "外单位窗口" else here
        return chosen.order_by("officer__number").select_related("officer").first().officer  # type: ignore[union-attr]

    def step(self, number: int, step: Mapping[str, Any]) -> None:
        """Play one line of the story."""
        self.current = step.get("办件", self.current)
        place = f"第{number}步"
        if "到" in step:
            self._wait(moment(step["到"]))
        if "做" in step:
            self.now = moment(step["时间"])
            self._try(place, step)
        self.expect(place, step.get("期望", {}))

    def _wait(self, until: datetime) -> None:
        """Let time pass; the law acts where it acts by itself."""
        while True:
            due = (
                CaseRow.objects.filter(pk__in=self.cases.values(), next_at__lte=until)
                .order_by("next_at")
                .first()
            )
            if due is None or due.next_at is None:
                break
            acts.tick(due.next_at)
            self._follow()
        self.now = until

    def _follow(self) -> None:
        while followers.catch_up():
            pass
        for cursor in Cursor.objects.filter(failures__gt=0):
            self.missed.append(f"后续“{cursor.follower}”停住了：{cursor.trouble}")

    def _try(self, place: str, step: Mapping[str, Any]) -> None:
        refusal = step.get("应被拒绝")
        try:
            self._do(step)
            self._follow()
        except (law.Refused, acts.Missing) as refused:
            said = str(refused) or "没有这个办件"
            if refusal is None:
                self.missed.append(f"{place}“{step['做']}”被拒绝：{said}")
            elif refusal not in said:
                self.missed.append(f"{place}应因“{refusal}”被拒绝，实际是：{said}")
        else:
            if refusal is not None:
                self.missed.append(f"{place}“{step['做']}”应被拒绝（{refusal}），却办成了")

    def _do(self, step: Mapping[str, Any]) -> None:
        what, who, content = step["做"], step.get("谁", "申请人"), dict(step.get("内容", {}))
        by = self.standing(who)
        if what in MACROS:
            self._macro(what, by, content)
            return
        name = labels()[what]
        command = law.parse(law.DOERS[name].command, self._values(name, content))
        self.done.add(name)
        acts.act(self.number, command, by=by, at=self.now, key=step.get("凭证号"))

    def _macro(self, what: str, by: Standing, content: dict[str, Any]) -> None:
        paper = what.startswith("窗口")
        if what == "补交缺的材料":
            for code in law.missing(self.case, self.edition):
                form = MaterialForm.COPY if by.actor.role is Role.OFFICER else MaterialForm.ELECTRONIC
                digest = None if form is MaterialForm.COPY else "0" * 64
                acts.act(
                    self.number, c.AttachMaterial(material=code, form=form, digest=digest), by=by, at=self.now
                )
            return
        commands = [] if what == "开始填报" else self.whole(paper=paper, lacking="缺" in what)
        self.done |= {"fill_form", "attach_material", "submit"} if commands else set()
        if self.current in self.cases:
            acts.act(self.number, *commands, by=by, at=self.now)
            return
        person = self.person()
        purpose = next((p for p in Purpose if p.label == content.get("类型")), Purpose.NEW)
        opened = acts.open_case(
            self.edition.matter, Client(person.pk, person.name, "1234"), *commands, by=by, at=self.now,
            channel=Channel.WINDOW if paper else Channel.ONLINE, purpose=purpose,
            licence_of=self.cases.get(content.get("原办件", "")),
        )  # fmt: skip
        self.cases[self.current] = opened.case.number

    def whole(self, *, paper: bool, lacking: bool) -> list[Any]:
        """The commands of an application, complete or lacking its first material."""
        edition = self.edition
        situation = {q.key: q.options[0][0] for q in edition.questions}
        answers = {x.key: x.options[0] if x.type == "choice" else SAMPLES[x.type] for x in edition.fields}
        needed = [m for m in edition.materials if m.needed(situation)]
        form = MaterialForm.COPY if paper else MaterialForm.ELECTRONIC
        files = [
            c.AttachMaterial(material=m.code, form=form, digest=None if paper else "0" * 64)
            for m in needed[1 if lacking else 0 :]
        ]
        return [c.FillForm(answers=answers, situation=situation), *files, c.Submit()]

    def _values(self, name: str, content: dict[str, Any]) -> dict[str, Any]:
        """A story's content by the labels of the fields, as plain values."""
        known = {ask.asked.label: ask for ask in law.asks(law.DOERS[name].command)}
        values: dict[str, Any] = {}
        for label, value in content.items():
            law.require(label in known, f"“{label}”不是这个动作的栏目，可用：{'、'.join(known)}")
            ask = known[label]
            values[ask.name] = self._plain(ask, value)
        return values

    def _plain(self, ask: law.Ask, value: Any) -> Any:
        if ask.name == "points":
            code = next(m.code for m in self.edition.materials)
            return [
                {"material": v.get("材料", code), "what": v["问题"], "basis": v.get("依据", "")}
                for v in value
            ]
        if ask.name == "step":
            return next((s.key for s in self.edition.steps if s.name == value), value)
        if ask.type is bool:
            return value in ("是", "true", True)
        if isinstance(ask.type, type) and issubclass(ask.type, Word):
            return next((word.value for word in ask.type if word.label == value), value)
        return value

    def expect(self, place: str, expected: Mapping[str, Any]) -> None:
        """Compare what is expected with what is."""
        if self.current not in self.cases:
            return
        for name, wanted in expected.items():
            found = CHECKS[name](self)
            met = (
                all(one in found for one in wanted) if isinstance(wanted, list) else str(found) == str(wanted)
            )
            if not met:
                self.missed.append(f"{place}“{name}”应为 {wanted}，实为 {found}")

    def told(self, name: str) -> Told:
        """The story's end: every fact as a sentence."""
        lines = []
        for label, number in self.cases.items():
            for entry in trail.entries(number, texts=True):
                lines.append(
                    f"{'' if len(self.cases) == 1 else label + ' '}{_dated(entry)} {entry.sentence()}"
                )
                self.done |= {ACT_OF.get(type(entry.fact).__name__, "")}
        return Told(name, lines, self.missed, frozenset(self.done))


ACT_OF = {
    "CaseDeemedAccepted": "deem_accepted", "LicenceExpired": "lapse", "RenewalDeemed": "deem_renewed",
    "LicenceRenewed": "note_renewal", "LicenceChanged": "note_change",
}  # fmt: skip
"""The acts the system does, by the fact they leave."""


def _dated(entry: Entry) -> str:
    return f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
