"""How sample cases live: each is acted through by its people at invented but lawful times until today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from yichuang.law import cases as law
from yichuang.law.calendar import Calendar
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA, Unit
from yichuang.law.facts import Actor, CorrectionPoint
from yichuang.law.flow import Work
from yichuang.law.kinds import BY_CODE
from yichuang.law.mandates import TIMER, Permission, Power, Standing, prefix
from yichuang.law.matters import Edition, Field
from yichuang.law.words import (
    Channel,
    EndGround,
    Ground,
    Handling,
    MaterialForm,
    NotAccepted,
    Purpose,
    Role,
    ServiceMode,
    State,
)
from yichuang.office.cases import acts, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import demo
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, Officer
from yichuang.office.files import acts as files

MONTHS = 10
RECENT = 25
"""A quarter of the cases begin in the last so many days, so that every desk has work."""

WORKED = {Unit.WORKDAY: 1.0, Unit.DAY: 5 / 7, Unit.HOUR: 0.0}
"""How many working days there are in a unit of a limit."""
UNFIT = "经与申请人当面核对，申请的事情不属于本事项的许可范围"

Step = tuple[float, Any, Standing]
"""After so many working days, this command, by this person."""


@dataclass(slots=True)
class Hall:
    """The people and matters of the sample, one source of chance, and today."""

    chance: Random
    until: datetime
    calendar: Calendar = field(default_factory=directory.calendar)
    editions: list[Edition] = field(default_factory=list)
    clients: list[tuple[Client, bool]] = field(default_factory=list)
    officers: dict[str, list[str]] = field(default_factory=dict)
    standings: dict[tuple[str, int], Standing] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    digest: str = ""

    def __post_init__(self) -> None:
        own = prefix(demo.REGION)  # the province's matters have their own people elsewhere
        self.editions = [
            x
            for x in catalogue.all_current(law.day(self.until))
            if x.kind == "permit" and x.region.startswith(own)
        ]
        for person in Applicant.objects.filter(village_agent=None).order_by("id"):
            tail = directory.details(person, TIMER).phone[-4:]
            self.clients.append((Client(person.pk, person.name, tail), person.nature == "legal"))
        for officer in Officer.objects.filter(active=True).order_by("number"):
            self.officers.setdefault(officer.body_id, []).append(officer.number)
            self.names.setdefault(officer.body_id, []).append(officer.name)
        self.digest = files.sample_material()

    def grain(self) -> bytes:
        """The salt of a sample text: invented, so that the same seed gives the same chain."""
        return self.chance.randbytes(16)

    def who(
        self,
        body: str,
        permission: Permission,
        power: Power | None,
        on: date,
        matter: str,
        *,
        other: Standing | None = None,
    ) -> Standing:
        """An officer of the body who may do this on this day, with a letter where one is needed; if there is one, not this other."""
        able = self.able(body, permission, on)
        found = [one for one in able if power is None or one.letter_for(power, matter, on)]
        apart = [one for one in found if other is None or one.actor.id != other.actor.id]
        return self.chance.choice(apart or found)

    def able(self, body: str, permission: Permission, on: date) -> list[Standing]:
        """The officers of the body, or of its centre, who may do this on this day."""
        numbers = (*self.officers.get(body, ()), *self.officers.get(body[:6] + demo.CENTRE, ()))
        return [one for one in self._standings(numbers, on) if one.may(permission, body=body)]

    def standing(self, number: str, on: date) -> Standing:
        """What an officer may do in the year of a day."""
        (found,) = self._standings((number,), on)
        return found

    def _standings(self, numbers: Sequence[str], on: date) -> list[Standing]:
        unknown = [number for number in numbers if (number, on.year) not in self.standings]
        if unknown:
            found = directory.officer_standings(unknown, on)
            self.standings |= {(number, on.year): standing for number, standing in found.items()}
        return [self.standings[number, on.year] for number in numbers]

    def seldom(self, share: float) -> bool:
        """Whether something that happens in so small a share of cases happens here."""
        return self.chance.random() < share

    def moment(self, begun: datetime, days: float) -> datetime:
        """A time in office hours so many working days later, never before `begun`."""
        whole = int(days)
        day = self.calendar.add_workdays(law.day(begun), whole) if whole else law.day(begun)
        day = self.calendar.next_workday_on_or_after(day)
        at = datetime.combine(day, time(9, 0), CHINA) + timedelta(minutes=self.chance.randrange(0, 480))
        return at if at > begun else begun + timedelta(minutes=self.chance.randrange(2, 30))


def _begun(hall: Hall) -> datetime:
    span = RECENT if hall.chance.random() < 0.4 else MONTHS * 30
    return hall.moment(hall.until - timedelta(days=hall.chance.random() * span), 0)


def _answer(field_: Field, hall: Hall, client: Client) -> str:
    chance = hall.chance
    plain: dict[str, Callable[[], str]] = {
        "number": lambda: str(chance.randrange(20, 500)),
        "date": lambda: f"{hall.until.year}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 28):02d}",
        "choice": lambda: chance.choice(field_.options),
        "phone": lambda: f"154{chance.randrange(10**8):08d}",
        "idnumber": lambda: "990101199003070015",
        "uscc": lambda: "91990100MA0000001G",
        "address": lambda: f"马尔康市马江街{chance.randrange(1, 200)}号",
    }
    if field_.type in plain:
        return plain[field_.type]()
    return client.name if "名" in field_.label else f"{field_.label}见所附材料"


def life(hall: Hall, serial: int, count: int) -> Life:
    """One case from its opening to wherever it stands today."""
    edition = hall.chance.choice(hall.editions)
    client, _ = hall.chance.choice(hall.clients)
    at = _begun(hall)
    applicant = Standing(actor=Actor(Role.APPLICANT, id=client.id))
    clerk = hall.who(edition.body, Permission.CASE_INTAKE, Power.ACCEPT, law.day(at), edition.matter)
    window = hall.chance.random() < 0.4
    opener = clerk if window else applicant
    channel = Channel.WINDOW if window else Channel.ONLINE
    first = acts.opened(edition, client, channel=channel, purpose=Purpose.NEW, licence=None)
    number = acts.numbered(edition.region, edition.body, law.day(at), serial % 1_000_000)
    here = _scene(edition, opener, at, hall)
    new = bulk.begin(first, number, client, f"{hall.chance.randrange(10**8):08d}", by=here, grain=hall.grain)
    for days, command, by in _plan(hall, new, edition, opener, applicant, window):
        at = hall.moment(at, days)
        at = max(at, new.case.last_at)
        if at > hall.until:
            break
        by = _anew(hall, by, at)
        if isinstance(command, c.DeemAccepted):
            at = max(law.timed(new.case, edition, hall.calendar)[0], at)  # type: ignore[index]
            if at > hall.until:
                break
        try:
            new.act(command, _scene(edition, by, at, hall), grain=hall.grain)
        except law.Refused:
            break
    return new


def _anew(hall: Hall, by: Standing, at: datetime) -> Standing:
    """The same person with the letters of that year."""
    if by.actor.role is not Role.OFFICER:
        return by
    return hall.standing(by.actor.id, law.day(at))


def _scene(edition: Edition, by: Standing, at: datetime, hall: Hall) -> law.Scene:
    return law.Scene(BY_CODE[edition.kind], by, at, edition, hall.calendar)


def _plan(
    hall: Hall, new: Life, edition: Edition, opener: Standing, applicant: Standing, window: bool
) -> Iterator[Step]:
    """What happens to the case, in order; chance decides which way it goes."""
    chance, body, matter = hall.chance, edition.body, edition.matter
    on = law.day(new.case.opened_at)
    situation = {q.key: chance.choice(q.options)[0] for q in edition.questions}
    answers = {x.key: _answer(x, hall, new.client) for x in edition.fields}
    yield 0, c.FillForm(answers=answers, situation=situation), opener
    if chance.random() < 0.05:
        return
    needed = [m for m in edition.materials if m.needed(situation)]
    late = chance.choice(needed).code if needed and window and chance.random() < 0.35 else None
    for material in needed:
        if material.code == late:
            continue
        if window:
            yield 0, c.AttachMaterial(material=material.code, form=MaterialForm.COPY), opener
        else:
            yield 0, c.AttachMaterial(material=material.code, digest=hall.digest), opener
    yield 0, c.Submit(), opener
    clerk = hall.who(body, Permission.CASE_ACCEPT, Power.ACCEPT, on, matter)
    chief = hall.who(body, Permission.CASE_DECIDE, Power.DECIDE, on, matter)
    yield from _reception(hall, new, edition, clerk, chief, applicant, late)
    if new.case.state is State.UNDER_REVIEW:
        yield from _review(hall, new, edition, chief, applicant)
    yield from _ending(hall, new, edition, clerk, chief, applicant)


def _reception(
    hall: Hall,
    new: Life,
    edition: Edition,
    clerk: Standing,
    chief: Standing,
    applicant: Standing,
    late: str | None,
) -> Iterator[Step]:
    chance = hall.chance
    if new.case.channel is Channel.ONLINE and chance.random() < 0.6:
        good = chance.random() < 0.85
        yield (
            chance.choice([0, 0, 1]),
            c.PreReview(passed=good, remarks="" if good else "请核对申请表中的地址"),
            clerk,
        )
    luck = chance.random()
    if luck < 0.02:
        yield 3, c.Withdraw(reason="计划有变"), applicant
    elif luck < 0.026:
        yield 6, c.DeemAccepted(), TIMER
    elif luck < 0.046:
        reason, other = chance.choice(
            [(NotAccepted.NO_LICENCE_NEEDED, ""), (NotAccepted.NOT_COMPETENT, "阿坝藏族羌族自治州行政审批局")]
        )
        yield (
            1,
            c.RefuseAcceptance(
                reason=reason, explanation="情况属实" if hall.seldom(0.08) else UNFIT, competent_body=other
            ),
            clerk,
        )
    elif late or luck < 0.16:
        yield from _correction(hall, new, edition, clerk, chief, applicant, late)
    elif edition.handling is Handling.IMMEDIATE and not edition.hearing_required:
        yield 0, c.GrantOnSpot(content=f"准予{edition.name}"), chief
    else:
        yield chance.choices([0, 1, 2, 4], [60, 30, 8, 2])[0], c.Accept(), clerk


def _correction(
    hall: Hall,
    new: Life,
    edition: Edition,
    clerk: Standing,
    chief: Standing,
    applicant: Standing,
    late: str | None,
) -> Iterator[Step]:
    chance = hall.chance
    code = late or chance.choice([m.code for m in edition.materials])
    asked = hall.moment(new.case.last_at, 1)
    until = hall.calendar.add_workdays(law.day(asked), 15)
    point = CorrectionPoint(
        material=code,
        what="缺少签名，或者没有提交" if late else "内容与申请表不一致",
        basis="办事指南材料目录",
    )
    yield 1, c.AskCorrection(points=(point,), until=until), clerk
    if chance.random() < 0.15:
        reason = "在告知的期限内没有补正，也没有说明理由"
        yield 16, c.Terminate(ground=EndGround.CORRECTION_NOT_SUPPLIED, reason=reason), chief
        return
    yield chance.randrange(1, 7), c.AttachMaterial(material=code, digest=hall.digest), applicant
    yield 0, c.SupplyCorrection(note="已经补齐"), applicant
    if edition.handling is Handling.IMMEDIATE and not edition.hearing_required:
        yield 0, c.GrantOnSpot(content=f"准予{edition.name}"), chief
    else:
        yield chance.choice([0, 0, 1]), c.Accept(), clerk


def _review(hall: Hall, new: Life, edition: Edition, chief: Standing, applicant: Standing) -> Iterator[Step]:
    chance, body, matter, on = hall.chance, edition.body, edition.matter, law.day(new.case.opened_at)
    reviewer = hall.who(body, Permission.CASE_REVIEW, None, on, matter, other=chief)
    slow = hall.seldom(0.07)
    steps = [s for s in edition.steps if s.work is Work.REVIEWER]
    grounds = [g for g in edition.pauses if g is not Ground.HEARING]
    for n, step in enumerate(steps):
        if n == 0 and grounds and chance.random() < 0.12:
            ground = chance.choice(grounds)
            yield 1, c.Pause(ground=ground, organiser="阿坝州检验检测中心", expected_days=8), reviewer
            yield chance.choices([5, 6, 7, 10], [5, 5, 3, 1])[0], c.Resume(finding="结论为合格"), reviewer
        second = next(name for name in hall.names[body] if name != reviewer.actor.name)
        names = (reviewer.actor.name, second) if step.site_check else (reviewer.actor.name,)
        opinion = "现场与图纸一致，符合要求" if step.site_check else "材料真实有效，符合条件"
        command = c.CompleteStep(step=step.key, opinion=opinion, officers=names)
        yield _took(hall, step.days, slow), command, reviewer
    if edition.hearing_required:
        yield 1, c.ArrangeHearing(on=_hearing_day(hall, new), place="政务服务中心听证室", chair="旺扎"), chief
        yield (
            9,
            c.HoldHearing(minutes="各方陈述、申辩和质证后无异议，笔录经签字确认", conclusion="同意准予"),
            chief,
        )
    left = edition.promised.amount * WORKED[edition.promised.unit] - sum(step.days for step in steps)
    yield _took(hall, max(left, 0), slow), *_decision(hall, edition, chief)


def _took(hall: Hall, days: float, slow: bool) -> float:
    """How many working days a part takes that may take so many: mostly fewer; with a slow officer more."""
    return days * 1.7 + 1 if slow else max(0.0, days - 1) * hall.chance.random()


def _hearing_day(hall: Hall, new: Life) -> date:
    return hall.calendar.add_workdays(law.day(new.case.last_at), 9)


def _decision(hall: Hall, edition: Edition, chief: Standing) -> tuple[Any, Standing]:
    if hall.chance.random() < 0.05:
        reasons = "现场核查发现不符合办事指南列明的条件，且申请人表示近期不能整改"
        return c.Refuse(reasons=reasons, basis=edition.basis), chief
    return c.Grant(content=f"准予{edition.name}"), chief


def _ending(
    hall: Hall, new: Life, edition: Edition, clerk: Standing, chief: Standing, applicant: Standing
) -> Iterator[Step]:
    chance, name = hall.chance, new.client.name
    whole = edition.service.amount
    late = hall.seldom(0.04)
    if new.case.state is State.GRANTED:
        yield whole if late else 0, c.MakeCertificate(), chief
    if new.case.state in (State.CERTIFIED, State.REFUSED):
        soon = whole + 1 if late else chance.randrange(max(1, whole - 2))
        if chance.random() < 0.5:
            yield soon, c.Collect(receiver=name), clerk
        else:
            mode = chance.choice([ServiceMode.POST, ServiceMode.ELECTRONIC, ServiceMode.DIRECT])
            yield soon, c.Serve(mode=mode, receiver=name), clerk
    if new.case.state is State.DELIVERED and chance.random() < 0.4:
        stars = chance.choices([5, 4, 3, 2, 1], [60, 25, 9, 4, 2])[0]
        yield 0, c.Rate(stars=stars, words="" if stars > 3 else "等的时间有点长"), applicant
    if new.case.state in law.ENDED_STATES:
        archivist = hall.who(
            edition.body, Permission.CASE_ARCHIVE, None, law.day(new.case.opened_at), edition.matter
        )
        yield (
            chance.randrange(2, 12),
            c.Archive(volume=f"{new.case.opened_at.year}-{new.case.number[-7:]}"),
            archivist,
        )
