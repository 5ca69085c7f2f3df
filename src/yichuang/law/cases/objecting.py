"""Objections to what was made public: anybody brings one, somebody who did not make it checks, the result is public (政府信息公开条例 6, 41)."""

from __future__ import annotations

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case
from yichuang.law.cases.disclosing import shown_to_all
from yichuang.law.cases.objection import Objection
from yichuang.law.cases.refusal import Refused, entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import OPENNESS
from yichuang.law.open_words import Upshot
from yichuang.law.words import State

_CHECKED = OPENNESS.art("41", "记录不准确，审核属实的，应当更正并告知")
_OPEN = frozenset({State.CHECKING, State.CHECKED})


def mine(do: Doing) -> Objection:
    """The objection of the case."""
    assert do.case.objection is not None
    return do.case.objection


def bring(do: Doing, given: c.BringObjection) -> tuple[f.Fact, ...]:
    """Put it on record: against what is public now, with what is wrong; who brings it may stay unnamed."""
    whole = do.scene.whole(given.of_case)
    public = whole is not None and whole.disclosure is not None and whole.state is State.PUBLISHED
    if not public or whole is None or whole.disclosure is None:
        raise Refused(
            "只能对已经公开的信息提出异议",
            do.act.cite,
            field="of_case",
            remedy="没有公开的，可以依法申请公开。",
        )
    require(
        given.words.strip(),
        "没有写哪里不对",
        do.act.cite,
        field="words",
        remedy="写清楚哪一处、应当是什么，就能核查。",
    )
    named = given.name.strip() or (not given.anonymous and do.case.applicant)
    require(named or given.anonymous, "没有写姓名", do.act.cite, field="name",
            remedy="不愿写姓名的，请选“匿名”；两种都会核查、答复。")  # fmt: skip
    name = "" if given.anonymous else given.name.strip()
    contact = given.contact.strip()
    return (
        f.ObjectionBrought(
            of_case=given.of_case, title=whole.disclosure.title, about=given.about,
            words=f.Sealed(text=given.words.strip()), name=f.Sealed(text=name) if name else None,
            contact=f.Sealed(text=contact) if contact else None, anonymous=given.anonymous,
            confidential=given.confidential, allowed=given.allowed,
        ),
    )  # fmt: skip


def _publication(do: Doing) -> Case | None:
    return do.scene.whole(mine(do).of_case)


def uninvolved(do: Doing) -> None:
    """Whoever drafted or reviewed the publication does not handle an objection to it."""
    whole = _publication(do)
    made = (whole.disclosure.drafter, whole.disclosure.reviewer) if whole and whole.disclosure else ()
    entitle(do.scene.by.actor.id not in made, "这条公开信息由您起草或者审查，不能处理对它的异议", do.act.cite,
            remedy="请由没有经手的工作人员办理；本单位都经手过的，由政务服务中心办理。")  # fmt: skip


def accept(do: Doing, given: c.AcceptObjection) -> tuple[f.Fact, ...]:
    """Take it in hand."""
    by = do.scene.by.actor
    return (f.ObjectionAccepted(officer=by.id, officer_name=by.name),)


def join(do: Doing, given: c.JoinObjection) -> tuple[f.Fact, ...]:
    """Let it be answered with one that was brought before it and is still open."""
    main, own = do.scene.whole(given.into), mine(do)
    same = main is not None and main.objection is not None and main.objection.of_case == own.of_case
    require(same and given.into != do.case.number, "没有对同一条公开信息的这件异议", do.act.cite, field="into",
            remedy="请核对编号；不是同一件事的，分别办理。")  # fmt: skip
    assert main is not None
    require(main.state in _OPEN, f"那件异议现在是“{main.state.label}”，不能并入", do.act.cite, field="into",
            remedy="请先受理那件，已经决定的请单独决定。")  # fmt: skip
    require(main.opened_at <= do.case.opened_at, "只能并入先提出的异议，否则答复期限就被推后了", do.act.cite, field="into",
            remedy="请反过来，把后提出的并进来。")  # fmt: skip
    return (f.ObjectionJoined(into=given.into),)


def check(do: Doing, given: c.CheckObjection) -> tuple[f.Fact, ...]:
    """Put down what was found, and by looking at what."""
    by = do.scene.by.actor
    return (
        f.ObjectionChecked(
            finding=f.Sealed(text=given.finding), sources=given.sources, officer=by.id, officer_name=by.name
        ),
    )


def resolve(do: Doing, given: c.DecideObjection) -> tuple[f.Fact, ...]:
    """Confirm, correct or withdraw; the reason is read by all, so nothing personal gets into it."""
    shown_to_all(given.reason, "理由", "reason")
    shown_to_all(given.basis, "依据", "basis")
    words = f.Sealed(text=given.words) if given.words else None
    return (f.ObjectionDecided(upshot=given.upshot, reason=given.reason, basis=given.basis, words=words),)


def follow(do: Doing, given: c.FollowDecision) -> tuple[f.Fact, ...]:
    """Answer what was joined with the earlier one in the same words."""
    into = mine(do).into
    main = do.scene.whole(into)
    told = main.objection if main else None
    if told is None or told.upshot is None:
        raise Refused("先提出的异议还没有决定", do.act.cite, remedy="决定以后自动答复。")
    return (f.ObjectionFollowed(into=into, upshot=told.upshot, reason=told.reason, basis=told.basis),)


def follow_objection(do: Doing, given: c.FollowObjection) -> tuple[f.Fact, ...]:
    """Take the publication down, only because an objection to it was decided so."""
    case = do.scene.whole(given.objection)
    found = case.objection if case else None
    so = found is not None and found.upshot is Upshot.RETRACTED and found.of_case == do.case.number
    require(so, "没有决定撤回这条公开信息的异议", _CHECKED, field="objection", remedy="请核对编号。")
    assert found is not None
    return (f.DisclosureTakenDown(reason=found.reason, objection=given.objection),)
