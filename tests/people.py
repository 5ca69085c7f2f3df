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

    person = Applicant.objects.order_by("id").first()
    assert person is not None
    return Client(person.pk, person.name, "1234")


def applicant() -> Standing:
    """That applicant acting."""
    return Standing(actor=Actor(Role.APPLICANT, id=client().id))


def officer(username: str, on: date = date(2026, 3, 2)) -> Standing:
    """An officer of the demonstration, as of a day."""
    from yichuang.office.directory import reads
    from yichuang.office.directory.models import Officer

    return reads.officer_standing(Officer.objects.get(user__username=username).number, on)


ANSWERS: dict[str, str] = {
    "text": "样例", "number": "60", "date": "2026-03-02", "phone": "15400000000", "address": "马尔康镇达萨街1号",
    "idnumber": "990101199003070015", "uscc": "91990100MA0000001G",
}  # fmt: skip


def whole(edition: Any, *, paper: bool = False) -> list[Any]:
    """The commands of a complete application."""
    from yichuang.law.cases import commands as c
    from yichuang.law.words import MaterialForm

    situation = {q.key: q.options[0][0] for q in edition.questions}
    answers = {x.key: x.options[0] if x.type == "choice" else ANSWERS[x.type] for x in edition.fields}
    form = MaterialForm.COPY if paper else MaterialForm.ELECTRONIC
    files = [
        c.AttachMaterial(material=m.code, form=form, digest=None if paper else "0" * 64)
        for m in edition.materials
        if m.needed(situation)
    ]
    return [c.FillForm(answers=answers, situation=situation), *files, c.Submit()]


def submitted(moment: str = "2026-03-02T10:00") -> str:
    """A complete application of the first applicant, handed in; its number."""
    from yichuang.office.cases import acts
    from yichuang.office.catalogue import reads as catalogue

    edition = catalogue.current(MATTER, at(moment).date())
    assert edition is not None
    return acts.open_case(MATTER, client(), *whole(edition), by=applicant(), at=at(moment)).case.number
