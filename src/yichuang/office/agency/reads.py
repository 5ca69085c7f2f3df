"""Reading agency: in what capacity an agent acts, who authorised whom, which village agents there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yichuang.law.facts import Entry
from yichuang.law.mandates import Actor, Errand, Standing
from yichuang.law.words import Role
from yichuang.office.agency.models import Authorisation, Look, VillageAgent
from yichuang.office.directory.models import Applicant
from yichuang.office.directory.reads import applicants_by_phone
from yichuang.office.trail import reads as trail

POST = "代办员"
"""What a village agent is called in every sentence of the trail."""


def standing(agent: str, principal: str, now: datetime) -> Standing:
    """Somebody acting for a principal: all that was ever authorised goes along, the law looks at it when he acts."""
    rows = Authorisation.objects.filter(agent=agent, principal=principal)
    post = village_agent(agent, now)
    return Standing(
        actor=Actor(
            Role.AGENT,
            id=agent,
            name=post.applicant.name if post else "",
            post=POST if post else "",
            principal=principal,
        ),
        authorisations=tuple(row.law for row in rows),
    )


def entrusted(agent: str, principal: str) -> bool:
    """Whether this principal ever authorised this agent; a stranger is not even told that there is a case."""
    return Authorisation.objects.filter(agent=agent, principal=principal).exists()


def between(agent: str, principal: str) -> list[Authorisation]:
    """All that this principal ever authorised this agent to do, newest first."""
    found = Authorisation.objects.filter(agent=agent, principal=principal)
    return list(found.select_related("principal"))


def village_agent(applicant: str, now: datetime) -> VillageAgent | None:
    """The post of a village agent, if this applicant holds one now."""
    return next(iter(village_agents(now, applicant)), None)


def village_agents(now: datetime, applicant: str = "") -> list[VillageAgent]:
    """The village agents in post, for people to choose from; or the post of one applicant."""
    found = VillageAgent.objects.filter(since__lte=now).exclude(until__lte=now).select_related("applicant")
    return list(found.filter(applicant=applicant) if applicant else found)


def given(principal: str) -> list[Authorisation]:
    """The authorisations an applicant gave, newest first."""
    return list(Authorisation.objects.filter(principal=principal).select_related("agent", "principal"))


def held(agent: str) -> list[Authorisation]:
    """The authorisations an agent was given, newest first."""
    return list(Authorisation.objects.filter(agent=agent).select_related("agent", "principal"))


def covering(principal: str, matter: str, now: datetime, errand: Errand | None = None) -> list[Authorisation]:
    """The authorisations by which somebody may act for this applicant on this matter now."""
    return [row for row in given(principal) if row.law.covers(errand, matter, now)]


def principals(agent: str, matter: str, now: datetime) -> list[Applicant]:
    """For whom this agent may apply for this matter now."""
    found = [row for row in held(agent) if row.law.covers(Errand.SUBMIT, matter, now)]
    return list({row.principal_id: row.principal for row in found}.values())


def find(name: str, phone: str) -> Applicant | None:
    """Somebody by name and telephone, both as he registered them: nobody learns one from the other. Raises Refused."""
    found = applicants_by_phone(phone)
    return next((one for one in found if one.name == name.strip() and one.user_id is not None), None)


@dataclass(frozen=True, slots=True)
class News:
    """What agents did for somebody, or somebody as an agent for others, newest first, and how much is unread."""

    entries: list[Entry]
    unread: int


def news(applicant: str) -> News:
    """What was done under the authorisations one gave or holds, read from the trail."""
    entries = trail.by_agents(applicant)
    seen = Look.objects.filter(pk=applicant).values_list("at", flat=True).first()
    return News(entries, sum(1 for one in entries if seen is None or one.at > seen))


def names(idents: Iterable[str]) -> dict[str, str]:
    """The names of these applicants, for those who may know them: principal and agent know each other."""
    return dict(Applicant.objects.filter(pk__in=set(idents)).values_list("pk", "name"))
