"""Who acts in a story: the usual people of the sample, and the officers a story brings with posts and letters."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.contrib.auth.hashers import make_password

from yichuang.doors.command.stories.setting import found
from yichuang.law.cases import day
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import TIMER, Actor, Post, Power, Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Role
from yichuang.office.agency import reads as agency
from yichuang.office.agency.sample import village_agent as trained_agent
from yichuang.office.directory import acts as directory
from yichuang.office.directory import reads
from yichuang.office.directory.acts.sample import account_user
from yichuang.office.directory.demo import Account
from yichuang.office.directory.models import Applicant, Body, Officer, Outsider, PostHeld

PEOPLE: Final[Mapping[str, Post | None]] = {
    "申请人": None,
    "他人": None,
    "窗口": Post.WINDOW_CLERK,
    "审查人员": Post.REVIEWER,
    "首席代表": Post.CHIEF,
    "负责人": Post.HEAD,
    "档案员": Post.ARCHIVIST,
    "监察员": Post.SUPERVISOR,
    "系统管理员": Post.ADMINISTRATOR,
    "话务员": Post.OPERATOR,
    "派单员": Post.DISPATCHER,
    "承办员": Post.HANDLER,
    "热线负责人": Post.HOTLINE_HEAD,
    "外单位窗口": Post.WINDOW_CLERK,
    "无授权的窗口": Post.WINDOW_CLERK,
    "授权已过期的窗口": Post.WINDOW_CLERK,
    "代办员": None,
    "公证员": None,
    "纪检监察人员": None,
    "检察人员": None,
}
"""The usual people and the post they hold; applicants, their agents and outside supervisors hold none."""

OUTSIDE: Final = {"公证员": "notary", "纪检监察人员": "inspector", "检察人员": "procurator"}

_SIGN_INS: Final = {
    "无授权的窗口": "unlettered",
    "授权已过期的窗口": "expired",
    "档案员": "archivist",
    "监察员": "supervisor",
    "系统管理员": "admin",
    "话务员": "operator",
    "派单员": "dispatcher",
    "热线负责人": "hotline",
}
SINCE: Final = datetime(2026, 1, 1, 8, tzinfo=CHINA)
"""When a story's own officers took their posts."""


@dataclass(slots=True)
class Cast:
    """The people of one story, for one matter."""

    edition: Edition
    at: str = ""
    """The body whose people act, when it is not the matter's own."""
    client: str = ""
    """Whose sign-in the applicant of this story has; without one, the first applicant's."""
    own: dict[str, Officer] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    agent: Applicant | None = None
    """The village agent of this story alone, so that what another story authorised does not count."""

    def bring(self, people: Mapping[str, Any]) -> None:
        """Let the story's own people take their posts and letters."""
        for name, person in people.items():
            if isinstance(person, str):
                self.aliases[name] = person
            else:
                self.own[name] = self._appoint(name, person)

    def standing(self, who: str, at: datetime) -> Standing:
        """Who acts, as of this day."""
        name = self.aliases.get(who, who)
        if name in ("申请人", "他人"):
            return Standing(actor=Actor(Role.APPLICANT, id=self.applicant(name).pk))
        if name == "代办员":
            return agency.standing(self.village_agent().pk, self.applicant().pk, at)
        if name in OUTSIDE:
            return reads.outsider_standing(self.number(name))
        return reads.officer_standing(self._officer(name).number, day(at))

    def number(self, who: str) -> str:
        """The number of an officer or outside supervisor of the story; what is nobody stays as it is written."""
        name = self.aliases.get(who, who)
        if name in OUTSIDE:
            return Outsider.objects.get(user__username=OUTSIDE[name]).number
        return str(self._officer(name).number) if name in self.own or name in PEOPLE else who

    def of(self, body: str) -> Cast:
        """The same people as seen at another body: the usual ones are that body's."""
        return replace(self, at=body)

    def body(self, short: str) -> str:
        """The code of a body by its short name; what is none stays as it is written."""
        found = Body.objects.filter(short=short, region=self.edition.region).first()
        return str(found.pk) if found else short

    def applicant(self, name: str = "申请人") -> Applicant:
        """The applicant, or another one."""
        if self.client and name == "申请人":
            return Applicant.objects.get(user__username=self.client)
        return Applicant.objects.order_by("id")[int(name == "他人")]

    def village_agent(self) -> Applicant:
        """The village agent, named when the story first needs one."""
        if self.agent is None:
            self.agent = trained_agent()
        return self.agent

    def _officer(self, name: str) -> Officer:
        if name in self.own:
            return self.own[name]
        if name in _SIGN_INS:
            return Officer.objects.get(user__username=_SIGN_INS[name])
        held = PostHeld.objects.filter(post=PEOPLE[name]).exclude(
            officer__user__username__in=_SIGN_INS.values()
        )
        held = held.exclude(officer__number__startswith="S")
        home = self.at or self.edition.body
        here = held.filter(officer__body=home)
        chosen = held.exclude(officer__body=home) if name == "外单位窗口" else here
        first = chosen.order_by("officer__number").select_related("officer").first()
        if first is None:
            raise LookupError(f"“{reads.body_name(home)}”没有“{name}”")
        return first.officer

    def _appoint(self, name: str, person: Mapping[str, Any]) -> Officer:
        number = f"S{secrets.token_hex(6)}"
        body = Body.objects.get(pk=self.body(person["单位"]) if "单位" in person else self.edition.body)
        silent = Account(username=number.lower(), label=name, hint="", name=name)
        user = account_user(silent, make_password(None))
        officer = directory.appoint_officer(user, body=body, number=number, name=name, by=TIMER, at=SINCE)
        for label in person["岗位"]:
            post = next(post for post in Post if post.label == label)
            directory.give_post(officer, post, since=day(SINCE), by=TIMER, at=SINCE)
        if person.get("授权"):
            self._letter(officer, person)
        if "回避" in person:
            near = self.applicant(person["回避"])
            directory.declare_interest(officer, near, "近亲属", by=TIMER, at=SINCE)
        return officer

    def _letter(self, officer: Officer, person: Mapping[str, Any]) -> None:
        named = person.get("授权事项")
        letter = directory.grant_letter(
            f"故事授{officer.number}",
            officer=officer,
            powers=[power for power in Power if power.label in person["授权"]],
            matters=None if named is None else [found(matter, day(SINCE)).matter for matter in named],
            valid_from=date.fromisoformat(person.get("授权自", "2026-01-01")),
            valid_until=date.fromisoformat(person.get("授权至", "2026-12-31")),
            by=TIMER,
            at=SINCE,
        )
        if "授权撤销" in person:
            on = date.fromisoformat(person["授权撤销"])
            directory.revoke_letter(letter.number, on=on, why="调离窗口", by=TIMER, at=SINCE)
