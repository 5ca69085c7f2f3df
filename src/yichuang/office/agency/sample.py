"""The village agent of the demonstration, and the authorisation its first applicant gave him."""

from __future__ import annotations

import secrets
from datetime import date
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password

from yichuang.law.mandates import Errand
from yichuang.office.agency import acts
from yichuang.office.agency.models import Authorisation
from yichuang.office.directory import demo
from yichuang.office.directory.acts import Contacts, Person, register_applicant
from yichuang.office.directory.acts.sample import BEGIN, LOADER, account_user, resident_number
from yichuang.office.directory.models import Applicant, IdType, Nature

SERIAL: Final = 9001
TOWN, PLACE = "513201102000", "松岗镇直波村"


def village_agent(
    serial: int | None = None, account: demo.Account | None = None, name: str = "泽仁"
) -> Applicant:
    """A village agent in post, found again by the serial; without one somebody new, as each story needs."""
    ident = f"v{secrets.token_hex(7)}" if serial is None else f"99{serial:014d}"
    serial = secrets.randbelow(10**9) if serial is None else serial
    found = Applicant.objects.filter(pk=ident).first()
    if found is not None:
        return found
    account = account or demo.Account(username=ident, label=name, hint="", name=name)
    person = Person(
        nature=Nature.NATURAL,
        name=name,
        id_type=IdType.RESIDENT,
        id_number=resident_number(serial, Random(serial)),  # noqa: S311 - a sample must be repeatable
    )
    contacts = Contacts(phone=f"154{serial % 10**8:08d}", address=f"四川省阿坝藏族羌族自治州马尔康市{PLACE}")
    user = account_user(account, make_password(demo.PASSWORD))
    agent = register_applicant(person, contacts, by=LOADER, at=BEGIN, user=user, ident=ident)
    acts.name_agent(agent, TOWN, PLACE, by=LOADER, at=BEGIN)
    return agent


def load_sample() -> None:
    """Name the village agent and let the first applicant authorise him; loading again adds nothing twice."""
    account = next(one for one in demo.ACCOUNTS if one.username == "agent")
    agent = village_agent(SERIAL, account, account.name)
    if not Authorisation.objects.filter(agent=agent).exists():
        acts.authorise(
            Applicant.objects.get(user__username="person"),
            agent,
            errands=[Errand.SUBMIT, Errand.CORRECT, Errand.COLLECT],
            matters=None,
            valid_from=BEGIN.date(),
            valid_until=date(BEGIN.year + 1, 12, 31),
            by=LOADER,
            at=BEGIN,
        )
