"""Who may do what, and where: permissions, posts, scope, letters of authority 授权书, recusal 回避, agents 代办."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Final

from yichuang.law.facts import SYSTEM, Actor
from yichuang.law.words import Organisation, Role, Word

_GROUPS = (2, 4, 6, 9, 12)
"""Where a region code may end: province, prefecture, county, township, village (GB/T 2260, GB/T 10114)."""


class Permission(Word):
    """The closed list of what a post may let somebody do."""

    CASE_READ = "case.read", "查看办件"
    CASE_INTAKE = "case.intake", "窗口收件"
    CASE_PREREVIEW = "case.prereview", "网上预审"
    CASE_ACCEPT = "case.accept", "受理"
    CASE_CORRECT = "case.correct", "一次告知补正"
    CASE_REVIEW = "case.review", "审查"
    CASE_PAUSE = "case.pause", "特别程序暂停与恢复计时"
    CASE_EXTEND = "case.extend", "批准延长期限"
    CASE_HEAR = "case.hear", "组织听证"
    CASE_DECIDE = "case.decide", "作出决定"
    CASE_CERTIFY = "case.certify", "制证"
    CASE_SERVE = "case.serve", "送达与出件"
    CASE_TERMINATE = "case.terminate", "终止办理"
    CASE_ARCHIVE = "case.archive", "归档"
    CASE_REVOKE = "case.revoke", "撤销与注销许可"
    CASE_EXTEND_JOINT = "case.extend_joint", "批准延长联合办理的期限"
    CASE_MEET = "case.meet", "召集会议"
    SUPERVISION_READ = "supervision.read", "查看监察"
    SUPERVISION_ACT = "supervision.act", "督办"
    SUPERVISION_ANSWER = "supervision.answer", "答复监察"
    SUPERVISION_RULES = "supervision.rules", "维护监察规则"
    SUPERVISION_INVITE = "supervision.invite", "邀请外部监督"
    TICKET_READ = "ticket.read", "查看诉求工单"
    TICKET_REGISTER = "ticket.register", "登记和答复诉求"
    TICKET_DISPATCH = "ticket.dispatch", "派单"
    TICKET_HANDLE = "ticket.handle", "办理诉求工单"
    TICKET_CALL_BACK = "ticket.call_back", "回访"
    TICKET_SUPERVISE = "ticket.supervise", "督办诉求工单"
    CATALOGUE_EDIT = "catalogue.edit", "维护事项"
    KNOWLEDGE_EDIT = "knowledge.edit", "维护知识库"
    OPENNESS_EDIT = "openness.edit", "公开信息"
    OPENNESS_READ = "openness.read", "查看公开任务"
    OPENNESS_REVIEW = "openness.review", "公开审查"
    DIRECTORY_EDIT = "directory.edit", "维护机构、窗口、区划和日历"
    OFFICERS_APPOINT = "officers.appoint", "任免岗位"
    LETTERS_EDIT = "letters.edit", "签发与撤销授权书"
    AUDIT_READ = "audit.read", "查看审计记录"


class Power(Word):
    """What a letter of authority lets its holder do in the name of the body."""

    ACCEPT = "accept", "受理"
    REVIEW = "review", "审查"
    DECIDE = "decide", "决定"
    CERTIFY = "certify", "发证"


class Post(Word):
    """A post an officer holds; roles are posts."""

    WINDOW_CLERK = "window_clerk", "窗口人员"
    REVIEWER = "reviewer", "审查人员"
    CHIEF = "chief", "首席代表"
    HEAD = "head", "机关负责人"
    GOVERNMENT_HEAD = "government_head", "本级政府负责人"
    ARCHIVIST = "archivist", "档案员"
    SUPERVISOR = "supervisor", "监察员"
    OPERATOR = "operator", "话务员"
    DISPATCHER = "dispatcher", "派单员"
    HANDLER = "handler", "承办员"
    HOTLINE_HEAD = "hotline_head", "热线负责人"
    OPENNESS_OFFICER = "openness_officer", "政务公开专员"
    CENTRE_HEAD = "centre_head", "中心主任"
    ADMINISTRATOR = "administrator", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


_P = Permission
PERMISSIONS: Final[dict[Post, frozenset[Permission]]] = {
    Post.WINDOW_CLERK: frozenset(
        {_P.CASE_READ, _P.CASE_INTAKE, _P.CASE_PREREVIEW, _P.CASE_ACCEPT, _P.CASE_CORRECT, _P.CASE_SERVE}
    ),
    Post.REVIEWER: frozenset(
        {_P.CASE_READ, _P.CASE_REVIEW, _P.CASE_PAUSE, _P.CASE_HEAR, _P.CASE_MEET, _P.KNOWLEDGE_EDIT}
    ),
    Post.GOVERNMENT_HEAD: frozenset(
        {_P.CASE_READ, _P.CASE_EXTEND_JOINT, _P.CASE_MEET, _P.SUPERVISION_READ, _P.SUPERVISION_INVITE}
    ),
    Post.CHIEF: frozenset({
        _P.CASE_READ, _P.CASE_INTAKE, _P.CASE_PREREVIEW, _P.CASE_ACCEPT, _P.CASE_CORRECT, _P.CASE_REVIEW,
        _P.CASE_PAUSE, _P.CASE_HEAR, _P.CASE_DECIDE, _P.CASE_CERTIFY, _P.CASE_SERVE, _P.CASE_TERMINATE,
        _P.CASE_MEET, _P.KNOWLEDGE_EDIT, _P.SUPERVISION_ANSWER, _P.OPENNESS_READ, _P.OPENNESS_EDIT,
    }),
    Post.HEAD: frozenset({
        _P.CASE_MEET, _P.CASE_READ, _P.CASE_REVIEW, _P.CASE_PAUSE, _P.CASE_EXTEND, _P.CASE_HEAR,
        _P.CASE_DECIDE, _P.CASE_TERMINATE, _P.CASE_REVOKE, _P.SUPERVISION_ANSWER, _P.SUPERVISION_INVITE,
        _P.TICKET_READ, _P.TICKET_HANDLE, _P.CATALOGUE_EDIT, _P.KNOWLEDGE_EDIT, _P.LETTERS_EDIT,
        _P.OPENNESS_READ, _P.OPENNESS_REVIEW,
    }),
    Post.ARCHIVIST: frozenset({_P.CASE_READ, _P.CASE_ARCHIVE}),
    Post.OPERATOR: frozenset({_P.TICKET_READ, _P.TICKET_REGISTER, _P.TICKET_CALL_BACK}),
    Post.DISPATCHER: frozenset({_P.TICKET_READ, _P.TICKET_REGISTER, _P.TICKET_DISPATCH, _P.TICKET_CALL_BACK}),
    Post.HANDLER: frozenset({_P.TICKET_READ, _P.TICKET_HANDLE}),
    Post.HOTLINE_HEAD: frozenset({
        _P.TICKET_READ, _P.TICKET_REGISTER, _P.TICKET_DISPATCH, _P.TICKET_CALL_BACK, _P.TICKET_SUPERVISE,
    }),
    Post.SUPERVISOR: frozenset({
        _P.CASE_READ, _P.TICKET_READ, _P.OPENNESS_READ, _P.SUPERVISION_READ, _P.SUPERVISION_ACT, _P.SUPERVISION_RULES,
        _P.SUPERVISION_INVITE,
    }),
    Post.OPENNESS_OFFICER: frozenset({_P.OPENNESS_READ, _P.OPENNESS_EDIT, _P.CATALOGUE_EDIT, _P.KNOWLEDGE_EDIT}),
    Post.CENTRE_HEAD: frozenset({
        _P.CASE_READ, _P.TICKET_READ, _P.TICKET_SUPERVISE, _P.CASE_MEET, _P.SUPERVISION_READ,
        _P.SUPERVISION_ACT, _P.SUPERVISION_INVITE, _P.CATALOGUE_EDIT, _P.KNOWLEDGE_EDIT, _P.OPENNESS_EDIT,
        _P.OPENNESS_READ, _P.OPENNESS_REVIEW,
    }),
    Post.ADMINISTRATOR: frozenset({_P.DIRECTORY_EDIT}),
    Post.SECURITY_ADMIN: frozenset({_P.OFFICERS_APPOINT}),
    Post.AUDIT_ADMIN: frozenset({_P.AUDIT_READ}),
}  # fmt: skip
"""Which post may do what. The three administrators never touch cases, nor each other's work (GB/T 22239-2019)."""

SEPARATE: Final = frozenset({Post.ADMINISTRATOR, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN})
"""Posts no person may combine with any other (三员分立)."""


def compatible(posts: Iterable[Post]) -> bool:
    """Whether one person may hold these posts together."""
    held = frozenset(posts)
    return len(held) < 2 or not held & SEPARATE


def prefix(region: str) -> str:
    """The part of a region code that its whole territory shares: 513201000000 → 513201, 510000 → 51."""
    ends = [end for end in _GROUPS if end <= len(region)]
    while ends and not region[(ends[-2] if len(ends) > 1 else 0) : ends[-1]].strip("0"):
        ends.pop()
    return region[: ends[-1]] if ends else ""


def within(region: str, territory: str) -> bool:
    """Whether a region is the territory or lies in it. The empty territory is the whole country."""
    return prefix(region).startswith(prefix(territory))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of authority 授权书: a body lets one officer use named powers on named matters for a term."""

    number: str
    body: str
    officer: str
    powers: frozenset[Power]
    matters: frozenset[str] | None = None
    """The matters named; None names all of the body's."""
    valid_from: date
    valid_until: date
    revoked_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the letter is valid on this day; on the day it is revoked it no longer is."""
        return self.valid_from <= on <= self.valid_until and (self.revoked_on is None or on < self.revoked_on)

    def covers(self, power: Power, matter: str, on: date) -> bool:
        """Whether the letter lets its officer use this power on this matter on this day."""
        return self.in_force(on) and power in self.powers and (self.matters is None or matter in self.matters)


class Errand(Word):
    """What an applicant may let an agent do (民法典 165: the powers stand in the authorisation)."""

    SUBMIT = "submit", "填写并提交申请"
    CORRECT = "correct", "补正材料"
    COLLECT = "collect", "领取结果"
    WITHDRAW = "withdraw", "撤回申请"


_CHINA: Final = timezone(timedelta(hours=8))
_FILLING: Final = frozenset({"fill_form", "attach_material", "remove_material"})
_ERRANDS: Final = {
    "submit": Errand.SUBMIT,
    "reapply": Errand.SUBMIT,
    "report_done": Errand.SUBMIT,
    "remind": Errand.SUBMIT,
    "supply_correction": Errand.CORRECT,
    "withdraw": Errand.WITHDRAW,
}


def errand(act: str, *, correcting: bool) -> Errand | None:
    """What an act of the applicant asks of an agent; None for what applicants do in person: hearing, rating."""
    if act in _FILLING:
        return Errand.CORRECT if correcting else Errand.SUBMIT
    return _ERRANDS.get(act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """A written authorisation 授权委托书: an applicant lets an agent do named things for a term (行政许可法 29(2))."""

    number: str
    principal: str
    agent: str
    errands: frozenset[Errand]
    matters: frozenset[str] | None = None
    """The matters named; None names all."""
    valid_from: date
    valid_until: date
    revoked_at: datetime | None = None

    def why_not(self, errand: Errand | None, matter: str, at: datetime) -> str:
        """Why it does not cover this at this instant; empty when it does. No errand asks only to look."""
        today = at.astimezone(_CHINA).date()
        if self.revoked_at is not None and at >= self.revoked_at:
            return f"授权已于{self.revoked_at.astimezone(_CHINA):%Y年%-m月%-d日 %H:%M}撤销"
        if today < self.valid_from:
            return f"授权从{self.valid_from:%Y年%-m月%-d日}起才有效"
        if today > self.valid_until:
            return f"授权已于{self.valid_until:%Y年%-m月%-d日}到期"
        if self.matters is not None and matter and matter not in self.matters:
            return "授权不包括这个事项"
        if errand is not None and errand not in self.errands:
            return f"授权不包括“{errand.label}”"
        return ""

    def in_force(self, at: datetime) -> bool:
        """Whether it is valid at this instant; from the instant it is revoked it no longer is (民法典 173)."""
        return not self.why_not(None, "", at)

    def covers(self, errand: Errand | None, matter: str, at: datetime) -> bool:
        """Whether it lets its agent do this on this matter at this instant."""
        return not self.why_not(errand, matter, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """An outside supervisor 特邀监督人员: somebody of another organisation, who holds no post and has no permission here."""

    number: str
    name: str
    organisation: Organisation
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The permissions of one post with its scope: a territory, perhaps one body, perhaps some matters."""

    permissions: frozenset[Permission] = frozenset()
    region: str = ""
    body: str | None = None
    matters: frozenset[str] | None = None

    def covers(
        self, permission: Permission, region: str | None, body: str | None, matter: str | None
    ) -> bool:
        """Whether the permission is held for all that is asked about; what is None is not asked about."""
        return (
            permission in self.permissions
            and (region is None or within(region, self.region))
            and (body is None or self.body is None or body == self.body)
            and (matter is None or self.matters is None or matter in self.matters)
        )


_BEARER: Final = "bearer:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """In what capacity somebody acts: who, with which permissions, where, on which letters."""

    actor: Actor
    permissions: frozenset[Permission] = frozenset()
    region: str = ""
    body: str | None = None
    matters: frozenset[str] | None = None
    letters: tuple[Letter, ...] = ()
    others: tuple[Reach, ...] = ()
    """Further posts, each with a scope of its own: a permission never borrows another post's scope."""
    near: frozenset[str] = field(default_factory=frozenset)
    """Applicants on whose cases this officer must withdraw: the officer, relatives, interests declared."""
    authorisations: tuple[Authorisation, ...] = ()
    """What an agent's principal has ever given it in writing; each is looked at on the instant of the act."""

    seeing: str = ""
    """The case an outside supervisor, or who handles a ticket, has been let into: its files are open to him."""

    @property
    def client(self) -> str:
        """The applicant whose own business this person may do: himself, or an agent's principal; nobody else's."""
        actor = self.actor
        return {Role.APPLICANT: actor.id, Role.AGENT: actor.principal}.get(actor.role, "")

    def holds(self, number: str) -> bool:
        """Whether he stands here only because he showed the number and the query code of this very ticket."""
        return self.actor.role is Role.APPLICANT and self.actor.id == f"{_BEARER}{number}"

    def authorised(self, errand: Errand | None, matter: str, at: datetime) -> Authorisation | None:
        """The agent's authorisation that covers this, the one that lasts longest if there are several."""
        own = (
            x for x in self.authorisations if (x.agent, x.principal) == (self.actor.id, self.actor.principal)
        )
        fit = (x for x in own if x.covers(errand, matter, at))
        return max(fit, key=lambda x: (x.valid_until, x.number), default=None)

    def unauthorised(self, errand: Errand | None, matter: str, at: datetime) -> str:
        """Why no authorisation covers this, told of the one that comes nearest."""
        if self.authorised(errand, matter, at) is not None:
            return ""
        near = max(
            self.authorisations,
            key=lambda x: (x.covers(None, matter, at), x.in_force(at), x.valid_until, x.number),
            default=None,
        )
        return near.why_not(errand, matter, at) if near else "没有申请人的书面授权"

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """Every post's permissions with their scope."""
        own = Reach(permissions=self.permissions, region=self.region, body=self.body, matters=self.matters)
        return (own, *self.others)

    def may(
        self,
        permission: Permission,
        *,
        region: str | None = None,
        body: str | None = None,
        matter: str | None = None,
    ) -> bool:
        """Whether this is permitted there. The one place where scope is checked; None asks “anywhere at all”."""
        return any(reach.covers(permission, region, body, matter) for reach in self.reaches)

    def letter_for(self, power: Power, matter: str, on: date, *, body: str | None = None) -> Letter | None:
        """The holder's own letter in force for this, the latest if there are several (行政审批授权书)."""
        fit = (
            letter
            for letter in self.letters
            if letter.officer == self.actor.id
            and (body is None or letter.body == body)
            and letter.covers(power, matter, on)
        )
        return max(fit, key=lambda letter: (letter.valid_from, letter.number), default=None)

    def recused(self, applicant: str) -> bool:
        """Whether this officer must keep away from the applicant's cases (公务员法 76; 行政许可法 48(1)(3))."""
        return applicant in self.near


TIMER: Final = Standing(actor=SYSTEM)
"""The system acting when time runs out: no permission, no letter; only what the law does by itself."""

__all__ = [
    "PERMISSIONS",
    "SEPARATE",
    "TIMER",
    "Actor",
    "Authorisation",
    "Errand",
    "Letter",
    "Outsider",
    "Permission",
    "Post",
    "Power",
    "Reach",
    "Standing",
    "compatible",
    "errand",
    "prefix",
    "within",
]


def bearer(number: str) -> Standing:
    """Whoever showed the number and the query code of a ticket: its caller for that ticket alone, nobody elsewhere."""
    return Standing(actor=Actor(Role.APPLICANT, id=f"{_BEARER}{number}"))
