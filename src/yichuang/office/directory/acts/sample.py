"""The sample directory of 马尔康市: real bodies, invented people, numbers of the unassigned province 99."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from stdnum.cn import ric, uscc

from yichuang.law.cases import Refused
from yichuang.law.mandates import Actor, Post, Power, Standing
from yichuang.law.words import InPlace, Role
from yichuang.office.directory import demo
from yichuang.office.directory.acts.applicants import Contacts, Person, register_applicant
from yichuang.office.directory.acts.bodies import add_body, add_window
from yichuang.office.directory.acts.letters import grant_letter
from yichuang.office.directory.acts.officers import appoint_officer, give_post
from yichuang.office.directory.acts.outsiders import register_outsider
from yichuang.office.directory.acts.reform import prove
from yichuang.office.directory.models import (
    Applicant,
    Body,
    Evidence,
    IdType,
    LetterOfAuthority,
    Nature,
    Officer,
    Outsider,
)
from yichuang.office.directory.reads import body_code

LOADER: Final = Standing(actor=Actor(Role.SYSTEM, id="sample", name="示例数据"))
DATA: Final = Path(__file__).resolve().parent.parent / "data"
BODIES: Final = Path(__file__).resolve().parents[2] / "catalogue" / "data" / "bodies"
BEGIN: Final = datetime(2026, 1, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
"""When the sample's people took office; their letters are of last year and of this one."""

_LEGAL_EVERY: Final = 4
_TIBETAN_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was there in the end."""

    bodies: int
    officers: int
    letters: int
    applicants: int


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the sample is made from: the word lists, the bodies, one source of chance, the moment."""

    words: dict[str, Any]
    bodies: dict[str, Any]
    chance: Random
    at: datetime

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The bodies of this centre; the demonstration's own centre comes first."""
        own = [self.words["centre"]] if self.bodies["region"] == demo.REGION else []
        return [*own, *self.bodies["bodies"]]

    @property
    def years(self) -> tuple[int, int]:
        """Last year and this: letters are signed for a calendar year."""
        return self.at.year - 1, self.at.year

    def person(self) -> str:
        """An invented name, Tibetan or Han."""
        if self.chance.random() < _TIBETAN_SHARE:
            first, second = self.pick("tibetan_first"), self.pick("tibetan_second")
            return first + (second if second != first else "")
        return self.pick("surnames") + self.pick("given")

    def pick(self, words: str) -> str:
        """One word of a list."""
        return str(self.chance.choice(self.words[words]))


def resident_number(serial: int, chance: Random) -> str:
    """A resident number of the unassigned province 99 that passes the check digit."""
    born = date(1955, 1, 1).toordinal() + chance.randrange(50 * 365)
    digits = f"990101{date.fromordinal(born):%Y%m%d}{serial % 1000:03d}"
    return digits + ric.calc_check_digit(digits + "0")


def firm_number(serial: int) -> str:
    """A credit code of the unassigned province 99 that passes the check digit."""
    digits = f"91990101MA{serial:07d}"
    return digits + uscc.calc_check_digit(digits)


@transaction.atomic
def load_sample(*, at: datetime = BEGIN, seed: int = 2026, applicants: int = 200) -> Loaded:
    """Fill the directory of a demonstration, the same for the same seed; loading again adds nothing twice."""
    if not settings.DEMO:
        raise Refused("示例数据只能装入演示环境", remedy="请设置 YICHUANG_DEMO=1 后再试。")
    words = yaml.safe_load((DATA / "sample_officers.yaml").read_text(encoding="utf-8"))
    chance = Random(seed)  # noqa: S311 - a sample must be repeatable
    for path in sorted(BODIES.glob("*.yaml"), key=lambda path: (path.stem != demo.REGION, path.stem)):
        sample = _Sample(words, yaml.safe_load(path.read_text(encoding="utf-8")), chance, at)
        staff = _Staff(sample)
        for entry in sample.entries:
            body = _body(entry, sample)
            staff.people(body, entry)
            _reform(body, sample)
    load_units(at=at)
    _outsiders(at)
    for ident, person, contacts, user in _people(sample, applicants):
        if not Applicant.objects.filter(pk=ident).exists():
            register_applicant(person, contacts, by=LOADER, at=at, user=user, ident=ident)
    return Loaded(*(table.objects.count() for table in (Body, Officer, LetterOfAuthority, Applicant)))


def _body(entry: dict[str, Any], sample: _Sample) -> Body:
    region = sample.bodies["region"]
    fields = {
        "code": body_code(region, entry["code"]),
        "region": region,
        "serial": entry["code"],
        "phone": entry["consult_phone"],
        "supervision_phone": entry["complaint_phone"],
        "hours": sample.bodies["hall"]["hours"],
        "parent_id": body_code(region, entry["parent"]) if entry.get("parent") else None,
        **{key: entry[key] for key in ("name", "short", "uscc", "address", "reconsideration", "court")},
    }
    old = Body.objects.filter(code=fields["code"]).first()
    body = old or add_body(fields, by=LOADER, at=sample.at, sample=True)
    for number in entry["windows"]:
        if not body.windows.filter(number=number).exists():
            add_window(
                body,
                number,
                f"{entry['short']}窗口",
                by=LOADER,
                at=sample.at,
                rostered=number in entry.get("rostered", ()),
            )
    return body


def load_units(*, at: datetime) -> None:
    """The units under the construction bureau: each with a head and an officer who answers for what is made public."""
    plain = yaml.safe_load((DATA / "sample_units.yaml").read_text(encoding="utf-8"))
    words = yaml.safe_load((DATA / "sample_officers.yaml").read_text(encoding="utf-8"))
    sample = _Sample(words, {**plain, "bodies": []}, Random(plain["parent"]), at)  # noqa: S311 - repeatable
    above = {name: plain[name] for name in ("region", "hours", "reconsideration", "court")}
    for entry in plain["units"]:
        serial = entry["code"]
        fields = above | {
            "code": body_code(plain["region"], serial), "serial": serial, "parent_id": body_code(plain["region"], plain["parent"]),
            "phone": f"0837-2992{serial}", "supervision_phone": f"0837-2993{serial}", "uscc": _unit_number(serial),
            **{key: entry[key] for key in ("name", "short", "address")},
        }  # fmt: skip
        old = Body.objects.filter(code=fields["code"]).first()
        _Staff(sample).unit(old or add_body(fields, by=LOADER, at=at, sample=True))


def _unit_number(serial: str) -> str:
    digits = f"12990100MB{int(serial):07d}"
    return digits + uscc.calc_check_digit(digits)


_PROVED = {
    InPlace.FUNCTIONS: "审批职能归并到行政审批股",
    InPlace.SECTION: "行政审批股整建制进驻大厅",
    InPlace.OFFICE: "行政审批股已经设立，牌子挂在大厅",
    InPlace.STAFF: "股长和经办人员在大厅上班",
    InPlace.DUTIES: "收件到决定都在大厅完成",
    InPlace.AUTHORITY: "行政审批授权书已经签发",
    InPlace.HALL: "进驻事项都在大厅窗口办理",
    InPlace.OVERSIGHT: "审批之后的检查由业务股室负责，每季度通报",
}


def _reform(body: Body, sample: _Sample) -> None:
    """Most of the register is in place; every fifth body still owes one thing."""
    if Evidence.objects.filter(body=body).exists():
        return
    for n, (item, text) in enumerate(_PROVED.items()):
        owing = (int(body.serial) + n) % 40 == 0 if body.serial.isdigit() else False
        prove(
            body,
            item,
            met=not owing,
            text="方案已报批，等批复" if owing else text,
            document=""
            if owing
            else f"{sample.bodies['mark']}编发〔{sample.years[0]}〕{int(body.serial)}号（示例）",
            since=date(sample.years[0], 3 + n, 1),
            owner=f"{body.short}负责人",
            by=LOADER,
            at=sample.at,
        )


class _Staff:
    """The people of the sample bodies; those with a demo account sign in, the others never do."""

    def __init__(self, sample: _Sample) -> None:
        self.sample = sample
        self.password = _password()

    def people(self, body: Body, entry: dict[str, Any]) -> None:
        """Everybody of one body: the five posts of a department, or the centre's own."""
        own = body.region == demo.REGION
        listed = [one for one in demo.ACCOUNTS if own and one.body == entry["code"]]
        plan: list[tuple[Post, list[str], demo.Account | None]] = []
        if entry["code"] != demo.CENTRE or not own:
            for line in self.sample.words["posts"]:
                post = Post(line["post"])
                account = next((one for one in listed if one.posts == (post,)), None)
                if account:
                    listed.remove(account)
                plan.append((post, line["powers"], account))
        plan += [(one.posts[0], ["accept"], one) for one in listed]
        officers = []
        for place, (post, powers, account) in enumerate(plan, 1):
            name = account.name if account else self.sample.person()
            number = f"{entry['code']}{place:02d}" if own else f"{body.code}{place:02d}"
            officers.append((self._officer(body, number, name, post, account), powers, account))
        if not LetterOfAuthority.objects.filter(body=body).exists():
            self._letters(body, officers)

    def unit(self, body: Body) -> None:
        """The two of a unit who publish: one drafts, the head reviews."""
        for place, post in enumerate((Post.HEAD, Post.OPENNESS_OFFICER), 1):
            self._officer(body, f"{body.serial}{place:02d}", self.sample.person(), post, None)

    def _officer(
        self, body: Body, number: str, name: str, post: Post, account: demo.Account | None
    ) -> Officer:
        found = Officer.objects.filter(number=number).first()
        if found:
            return found
        user = account_user(account, self.password) if account else _silent_user(number)
        officer = appoint_officer(user, body=body, number=number, name=name, by=LOADER, at=self.sample.at)
        give_post(officer, post, since=date(self.sample.years[0], 1, 1), by=LOADER, at=self.sample.at)
        return officer

    def _letters(self, body: Body, officers: list[tuple[Officer, list[str], demo.Account | None]]) -> None:
        for year in self.sample.years:
            serial = 0
            for officer, powers, account in officers:
                kept = account.letter if account else "current"
                if not powers or kept == "none" or (kept == "expired" and year == self.sample.years[1]):
                    continue
                serial += 1
                grant_letter(
                    f"{self.sample.bodies['mark']}{body.short}授〔{year}〕{serial}号",
                    officer=officer,
                    powers=[Power(power) for power in powers],
                    matters=None,
                    valid_from=date(year, 1, 1),
                    valid_until=date(year, 12, 31),
                    by=LOADER,
                    at=self.sample.at,
                )


def _outsiders(at: datetime) -> None:
    """The outside supervisors of the demonstration."""
    invited = [(one, one.organisation) for one in demo.ACCOUNTS if one.organisation is not None]
    for n, (account, organisation) in enumerate(invited, 1):
        number = f"T{n:04d}"
        if not Outsider.objects.filter(number=number).exists():
            register_outsider(
                account_user(account, _password()),
                number=number,
                name=account.name,
                organisation=organisation,
                unit=account.unit,
                region=demo.REGION,
                by=LOADER,
                at=at,
            )


@cache
def _password() -> str:
    """The hash of the password of all demo accounts, reckoned once: everybody is told it."""
    return make_password(demo.PASSWORD)


def account_user(account: demo.Account, password: str) -> Any:
    """The user of a demo account, with the second factor for officers."""
    user, _ = get_user_model().objects.get_or_create(
        username=account.username, defaults={"password": password, "is_active": True}
    )
    if account.officer:
        Authenticator.objects.get_or_create(
            user=user,
            type=Authenticator.Type.TOTP,
            defaults={"data": {"secret": get_adapter().encrypt(account.totp_secret)}},
        )
    return user


def _silent_user(number: str) -> Any:
    """The user of a sample officer nobody signs in as: no password fits."""
    user, _ = get_user_model().objects.get_or_create(
        username=f"u{number}", defaults={"password": make_password(None)}
    )
    return user


def _people(sample: _Sample, count: int) -> Iterator[tuple[str, Person, Contacts, Any]]:
    """The sample applicants: every fourth a firm, the first person and the first firm with a demo account."""
    password = _password()
    signed = {account.username: account for account in demo.ACCOUNTS if not account.officer}
    waiting = {Nature.NATURAL: signed["person"], Nature.LEGAL: signed["company"]}
    for serial in range(1, count + 1):
        legal = serial % _LEGAL_EVERY == 0
        nature = Nature.LEGAL if legal else Nature.NATURAL
        account = waiting.pop(nature, None)
        human = sample.person()
        firm = _firm(sample)
        name = account.name if account else firm if legal else human
        person = Person(
            nature=nature,
            name=name,
            id_type=IdType.USCC if legal else IdType.RESIDENT,
            id_number=firm_number(serial) if legal else resident_number(serial, sample.chance),
            representative=human if legal else "",
        )
        street = sample.pick("streets")
        contacts = Contacts(
            phone=f"154{sample.chance.randrange(10**8):08d}",
            address=f"四川省阿坝藏族羌族自治州马尔康市{street}{sample.chance.randrange(1, 200)}号",
            email=f"sample{serial}@example.com",
        )
        yield f"99{serial:014d}", person, contacts, account_user(account, password) if account else None


def _firm(sample: _Sample) -> str:
    return f"马尔康{sample.pick('firm_first')}{sample.pick('firm_second')}{sample.pick('firm_trade')}有限公司"
