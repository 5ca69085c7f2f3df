"""People and a matter for tests of acts: an applicant and the officers of one body, as the sample has them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Actor, Standing
from yichuang.law.words import Role
from yichuang.office.cases.acts import Client

MATTER = "food-business"


def at(text: str) -> datetime:
    """A moment in China."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def client() -> Client:
    """The first sample applicant."""
    from yichuang.office.directory.models import Applicant

    person = Applicant.objects.get(user__username="person")
    return Client(person.pk, person.name, "1234")


def applicant() -> Standing:
    """That applicant acting."""
    return Standing(actor=Actor(Role.APPLICANT, id=client().id))


def officer(username: str, on: date = date(2026, 3, 2)) -> Standing:
    """An officer of the demonstration, as of a day."""
    from yichuang.office.directory import reads
    from yichuang.office.directory.models import Officer

    return reads.officer_standing(Officer.objects.get(user__username=username).number, on)


def whole(edition: Any) -> list[Any]:
    """The commands of a complete application, as the stories make it."""
    from yichuang.doors.command.stories import filling

    return filling.whole(edition, paper=False)


def submitted(moment: str = "2026-03-02T10:00") -> str:
    """A complete application of the first applicant, handed in; its number."""
    from yichuang.office.cases import acts
    from yichuang.office.catalogue import reads as catalogue

    edition = catalogue.current(MATTER, at(moment).date())
    assert edition is not None
    return acts.open_case(MATTER, client(), *whole(edition), by=applicant(), at=at(moment)).case.number


def newcomer(serial: int, user: Any = None) -> str:
    """Somebody registered at a window, whose telephone ends in 5678; the identity number."""
    from random import Random

    from yichuang.law.mandates import TIMER
    from yichuang.office import clock
    from yichuang.office.directory import acts
    from yichuang.office.directory.acts.sample import resident_number
    from yichuang.office.directory.models import IdType, Nature

    number = resident_number(serial, Random(serial))
    person = acts.Person(
        nature=Nature.NATURAL, name=f"来人{serial}", id_type=IdType.RESIDENT, id_number=number
    )
    contacts = acts.Contacts(phone="15412345678")
    acts.register_applicant(person, contacts, by=TIMER, at=clock.now(), user=user, ident=f"newcomer{serial}")
    return number
