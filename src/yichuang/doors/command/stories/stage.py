"""The stage of a story: its people, its cases, its simulated time. Everything goes through the acts of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from yichuang.doors.command.stories import cards, matters, projects, setting, tickets
from yichuang.doors.command.stories.cast import Cast
from yichuang.doors.command.stories.macros import MACROS
from yichuang.doors.command.stories.schema import labels
from yichuang.doors.command.stories.telling import BY_LAW, Met, Told, check, dated, states
from yichuang.law import cases as law
from yichuang.law.cite import Statute
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Entry
from yichuang.law.mandates import Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Channel, Purpose, Role
from yichuang.office.cases import acts, reads, rows
from yichuang.office.cases.acts import Client
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import Cursor
from yichuang.site import followers

BEGIN = date(2026, 3, 1)
"""The day whose catalogue a story begins with."""


def moment(text: str) -> datetime:
    """A story's time, China time."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA)


def cited(text: str) -> str:
    """行政许可法 32(1)(4) as a notice prints it."""
    name, _, article = text.partition(" ")
    return Statute(name, "").art(article, "").text


@dataclass(slots=True)
class Stage:
    """One story being played."""

    story: Mapping[str, Any]
    client: str = ""
    """Whose sign-in the applicant has."""
    base: Edition = field(init=False)
    """The edition of the story's matter; that of a matter of a joint project is its own."""
    people: Cast = field(init=False)
    now: datetime = datetime(2026, 1, 1, tzinfo=CHINA)
    cases: dict[str, str] = field(default_factory=dict)
    current: str = "甲"
    expectations: list[Met] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    """The acts done, each with the kind of its case: `card/lift_card`."""
    stopped: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the matter and call the people."""
        name, terms = self.story["事项"], self.story.get("事项设定")
        self.base = setting.changed(name, BEGIN, terms) if terms else setting.found(name, BEGIN)
        self.people = Cast(self.base, client=self.client)
        self.people.bring(self.story.get("人物", {}))

    @property
    def edition(self) -> Edition:
        """The edition of the case in question."""
        if not self.begun:
            return self.base
        case = self.case
        return catalogue.edition(case.matter, case.edition)

    @property
    def cast(self) -> Cast:
        """The people around the case in question: those of its own body."""
        body = self.case.body if self.begun else self.base.body
        return self.people if body == self.base.body else self.people.of(body)

    @property
    def begun(self) -> bool:
        """Whether the case in question is there."""
        return self.current.partition("·")[0] in self.cases

    @property
    def number(self) -> str:
        """The case in question; “甲·施工许可” is the matter of that name in the project 甲, “甲·任务1” its first task, “甲·牌1” its first card."""
        whole, _, name = self.current.partition("·")
        return projects.below(self.cases[whole], name) if name else self.cases[whole]

    @property
    def case(self) -> law.Case:
        """Its state."""
        return rows.thaw(CaseRow.objects.get(pk=self.number).folded)

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        return self.cast.standing(who, self.now)

    def play(self) -> Told:
        """Play it through."""
        with cards.ruled(self.base.region, self.story.get("监察规则", "")):
            for number, step in enumerate(self.story["经过"], 1):
                self._step(f"第{number}步", step)
            self._expect("结果", self.story.get("结果", {}))
            return self._told()

    def _step(self, place: str, step: Mapping[str, Any]) -> None:
        """Play one line of the story."""
        self.current = step.get("办件", self.current)
        if "到" in step:
            self.wait(moment(step["到"]))
        if "做" in step:
            at = moment(step["时间"])
            if at > self.now:
                self.wait(at)
            self.now = at
            self._try(place, step)
        self._expect(place, step.get("期望", {}))

    def wait(self, until: datetime) -> None:
        """Let time pass; the law acts where it acts by itself."""
        while True:
            mine = self._mine()
            due = CaseRow.objects.filter(pk__in=mine, next_at__lte=until).order_by("next_at").first()
            found = cards.due(mine, until)
            if due is not None and due.next_at is not None and (found is None or due.next_at <= found):
                acts.tick(due.next_at)
            elif found is not None:
                cards.look(mine, found)
            else:
                break
            self.follow()
        self.now = until

    def _mine(self) -> list[str]:
        """Every case of the story, with what came of it, and of that."""
        mine = list(self.cases.values())
        for _ in range(2):
            of_story = Q(pk__in=mine) | Q(parent__in=mine)
            mine = list(CaseRow.objects.filter(of_story).values_list("pk", flat=True))
        return mine

    def follow(self) -> None:
        """Let what follows from the facts happen."""
        followers.settle()
        for cursor in Cursor.objects.filter(failures__gt=0).exclude(follower__in=self.stopped):
            self.stopped.add(cursor.follower)
            self._note("", f"后续“{cursor.follower}”应当跟进", str(cursor.trouble), met=False)

    def _note(self, place: str, wanted: str, found: str, *, met: bool) -> None:
        self.expectations.append(Met(place, wanted, found, met))

    def _try(self, place: str, step: Mapping[str, Any]) -> None:
        refusal, before = step.get("应被拒绝"), self._facts()
        try:
            self._do(step)
            self.follow()
        except (law.Refused, acts.Missing, acts.Stale) as refused:
            said = str(refused) or "没有这个办件"
            if refusal is None:
                self._note(place, f"“{step['做']}”应当办成", f"被拒绝：{said}", met=False)
            else:
                self._refused(place, refusal, said)
            left = self._facts() - before
            if left:
                self._note(place, "被拒绝的不留痕迹", f"多了{left}条事实", met=False)
        else:
            if refusal is not None:
                self._note(place, f"“{step['做']}”应被拒绝（{_words(refusal)}）", "办成了", met=False)

    def _refused(self, place: str, refusal: Any, said: str) -> None:
        wanted = {"因为": refusal} if isinstance(refusal, str) else refusal
        because, article = wanted.get("因为", ""), wanted.get("条文")
        met = because in said and (article is None or cited(article) in said)
        self._note(place, f"应被拒绝：{_words(refusal)}", said, met=met)

    def _facts(self) -> int:
        of_case = len(trail.entries(self.number)) if self.begun else 0
        return of_case + len(trail.entries(f"matter/{self.base.matter}"))

    def _do(self, step: Mapping[str, Any]) -> None:
        what, who, content = step["做"], step.get("谁", "申请人"), dict(step.get("内容", {}))
        if what in MACROS:
            MACROS[what].play(self, who, content)
            return
        if not self.begun:
            raise acts.Missing(f"还没有办件“{self.current}”")
        name = labels()[what]
        command = law.parse(law.DOERS[name].command, self._values(name, content))
        seen = self._version(moment(step["页面打开于"])) if "页面打开于" in step else None
        self.go(who, command, key=step.get("凭证号"), seen=seen)

    def _version(self, at: datetime) -> int:
        """The version of the case that a page opened at this moment shows."""
        return max((entry.seq for entry in trail.entries(self.number) if entry.at <= at), default=0)

    def go(self, who: str, *commands: Any, key: str | None = None, seen: int | None = None) -> None:
        """Do these acts as one."""
        kind = self.case.kind
        acts.act(self.number, *commands, by=self.standing(who), at=self.now, key=key, seen=seen)
        self.done |= {f"{kind}/{law.NAMES[type(command)]}" for command in commands}

    def begin(self, who: str, channel: Channel, content: Mapping[str, Any], commands: list[Any]) -> None:
        """Begin the case with these acts, or do them when it is begun."""
        if self.begun:
            self.go(who, *commands)
            return
        person = self.cast.applicant()
        opened = acts.open_case(
            self.base.matter,
            Client(person.pk, person.name, "1234"),
            *commands,
            by=self.standing(who),
            at=self.now,
            channel=Channel.AGENT if who == "代办员" else channel,
            purpose=next((p for p in Purpose if p.label == content.get("类型")), Purpose.NEW),
            licence_of=self.cases.get(content.get("原办件", "")),
        )
        self.cases[self.current] = opened.case.number
        self.done |= {f"{opened.case.kind}/{law.NAMES[type(command)]}" for command in commands}

    def _values(self, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """A story's content, written by the labels of the fields, as plain values."""
        known = {ask.asked.label: ask for ask in law.asks(law.DOERS[name].command)}
        return {known[label].name: self._plain(known[label], value) for label, value in content.items()}

    def _plain(self, ask: law.Ask, value: Any) -> Any:
        if ask.name == "points":
            return [
                {"material": self._material(v.get("材料")), "what": v["问题"], "basis": v.get("依据", "")}
                for v in value
            ]
        if ask.name == "decisions":
            return [
                {"what": v["做什么"], "body": self.people.body(v.get("责任单位", "")),
                 "owner": v.get("责任人", ""), "days": int(v.get("工作日", "5"))}
                for v in value
            ]  # fmt: skip
        if ask.name == "material":
            return self._material(value)
        if ask.name == "step":
            return next((s.key for s in self.edition.steps if s.name == value), value)
        if ask.name in ("to", "person"):
            return self.cast.number(value)
        if ask.name in tickets.MEANT:
            return tickets.meant(self, ask.name, value)
        if ask.type is bool:
            return value == "是"
        return next((plain for plain, label in ask.choices if label == value), value)

    def _material(self, name: str | None) -> str:
        """A material by name or code; without one, the first of the guide."""
        materials = self.edition.materials
        return next((m.code for m in materials if name in (None, m.code, m.name)), name or "")

    def _expect(self, place: str, expected: Mapping[str, Any]) -> None:
        for name, wanted in expected.items():
            if self.begun or name in matters.CHECKS:
                self.expectations.append(check(self, place, name, wanted))
            else:
                self._note(place, f"“{name}”应为“{wanted}”", f"还没有办件“{self.current}”", met=False)

    def _of_matter(self) -> list[Entry]:
        """What became of the matter in this story, its first publication left out."""
        return trail.entries(f"matter/{self.base.matter}")[1:] if self.story.get("事项设定") else []

    def _all(self) -> list[tuple[str, str]]:
        """Every case of the story and what came of it, by label."""
        found, own = list(self.cases.items()), self.cases.values()
        for label, number in found:  # it grows: what came of a matter of a project comes after the matter
            found += [(f"{label}·{name}", x) for x, _, name in reads.of_project(number) if x not in own]
        return found

    def _told(self) -> Told:
        """The story's end: every fact as a sentence."""
        lines, seen = [f"（事项）{dated(entry)}" for entry in self._of_matter()], set()
        for label, number in self._all():
            entries = trail.entries(number, texts=True)
            seen |= states(entries)
            by_itself = (type(entry.fact) for entry in entries if entry.by.role is Role.SYSTEM)
            kind = law.begin(entries[0]).kind
            self.done |= {f"{kind}/{BY_LAW[fact]}" for fact in by_itself if fact in BY_LAW}
            lines += [
                f"{'' if label == '甲' and len(self.cases) == 1 else f'（{label}）'}{dated(entry)}"
                for entry in entries
            ]
        proves = [cited(article) for article in self.story["证明"]]
        return Told(
            self.story["故事"], proves, lines, self.expectations, frozenset(self.done), frozenset(seen)
        )


def _words(refusal: Any) -> str:
    """A wanted refusal in words."""
    if isinstance(refusal, str):
        return refusal
    return "，".join(cited(value) if key == "条文" else value for key, value in refusal.items())
