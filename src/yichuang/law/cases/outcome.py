"""Acts of the decision and after: grant, refuse, certify, serve, end, archive, rate (行政许可法 37–40, 44)."""

from __future__ import annotations

import calendar as months
from datetime import date

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.application import on_the_spot
from yichuang.law.cases.hearing import settled
from yichuang.law.cases.refusal import require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.steps import next_step
from yichuang.law.cite import LICENSING
from yichuang.law.words import EndGround, Handling, Purpose, ServiceMode, State

ART_38_1 = LICENSING.art("38(1)", "申请符合法定条件、标准的，应当依法作出准予行政许可的书面决定")
ART_34_2 = LICENSING.art("34(2)", "能够当场作出决定的，应当当场作出书面的行政许可决定")
RATE_DAYS = 30


def add_months(day: date, count: int) -> date:
    """The same day some months later; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def validity(do: Doing) -> date | None:
    """Until when a grant made today holds: a renewal continues the old term."""
    term = do.scene.edition.validity_months
    if do.case.purpose is Purpose.CHANGE:
        return do.case.licence_until
    if term is None:
        return None
    from_day = do.scene.today
    if do.case.purpose is Purpose.RENEWAL and do.case.licence_until:
        from_day = max(from_day, do.case.licence_until)
    return add_months(from_day, term)


def decidable(do: Doing) -> None:
    """Refuse while steps are open or a hearing is owed."""
    ahead = next_step(do)
    require(
        ahead is None,
        f"环节“{ahead.name if ahead else ''}”还没有完成",
        do.act.cite,
        remedy="请先完成全部审查环节。",
    )
    settled(do)


def grantable(do: Doing) -> None:
    """Refuse to grant against a step that did not pass."""
    decidable(do)
    failed = next((s for s in do.case.steps if not s.passed), None)
    step = do.scene.edition.step(failed.step) if failed else None
    name = step.name if step else ""
    require(failed is None, f"环节“{name}”的意见是不通过", ART_38_1,
            remedy="请退回该环节重新审查，或依法作出不予许可的决定。")  # fmt: skip


def grant(do: Doing, command: c.Grant) -> tuple[f.Fact, ...]:
    """Grant in writing."""
    return (_granted(do, command.content),)


def _granted(do: Doing, content: str) -> f.CaseGranted:
    return f.CaseGranted(
        content=content, basis=do.scene.edition.basis, letter=do.letter(), valid_until=validity(do)
    )


def immediate(do: Doing) -> None:
    """Only what the guide calls an on-the-spot matter, without a hearing owed."""
    edition = do.scene.edition
    require(
        edition.handling is Handling.IMMEDIATE,
        "本事项不是即办件，不能当场办结",
        ART_34_2,
        remedy="请先受理。",
    )
    require(not edition.hearing_required, "本事项依法应当听证，不能当场办结", ART_34_2)


def grant_on_spot(do: Doing, command: c.GrantOnSpot) -> tuple[f.Fact, ...]:
    """Accept and grant at once."""
    return on_the_spot(do), _granted(do, command.content)


def refuse(do: Doing, command: c.Refuse) -> tuple[f.Fact, ...]:
    """Refuse in writing with reasons, basis and remedies."""
    return (
        f.CaseRefused(
            reasons=command.reasons,
            basis=command.basis,
            remedies=do.scene.edition.remedies,
            letter=do.letter(),
        ),
    )


def make_certificate(do: Doing, command: c.MakeCertificate) -> tuple[f.Fact, ...]:
    """Make it out; its number comes from the case and is never used twice."""
    return (
        f.CertificateMade(
            licence=f"XK{do.case.number}",
            name=do.scene.edition.result or do.scene.edition.name,
            valid_from=do.scene.today,
            valid_until=do.case.grant_until,
        ),
    )


def serve(do: Doing, command: c.Serve) -> tuple[f.Fact, ...]:
    """Serve the result; a public notice counts as served after thirty days."""
    on = do.scene.today
    if command.mode is ServiceMode.PUBLIC:
        on = date.fromordinal(on.toordinal() + 30)
    return (f.DecisionServed(mode=command.mode, receiver=f.Sealed(text=command.receiver), served_on=on),)


def collect(do: Doing, command: c.Collect) -> tuple[f.Fact, ...]:
    """Hand the result over at the counter."""
    return (
        f.CertificateCollected(
            receiver=f.Sealed(text=command.receiver),
            relation=command.relation,
            collected_on=do.scene.today,
        ),
    )


def terminate(do: Doing, command: c.Terminate) -> tuple[f.Fact, ...]:
    """End without a decision; for missing corrections only after their time has passed."""
    if command.ground is EndGround.CORRECTION_NOT_SUPPLIED:
        waiting = do.case.state is State.CORRECTING and do.case.correction is not None
        require(waiting, "申请人没有逾期未补正的内容", do.act.cite, field="ground")
        assert do.case.correction is not None
        until = do.case.correction.until
        require(
            do.scene.today > until,
            f"补正期限到{until:%Y年%-m月%-d日}，期满前不能终止",
            do.act.cite,
            field="ground",
        )
    return (f.CaseTerminated(ground=command.ground, reason=command.reason),)


def end_with_licence(do: Doing, command: c.EndWithLicence) -> tuple[f.Fact, ...]:
    """What was to be changed or renewed is no more."""
    require(do.case.licence_of is not None, "本办件不是变更或者延续", do.act.cite)
    reason = f"原许可（办件{do.case.licence_of}）已被撤销或者注销，没有可以变更或者延续的许可"
    return (f.CaseTerminated(ground=EndGround.LICENCE_ENDED, reason=reason),)


def archive(do: Doing, command: c.Archive) -> tuple[f.Fact, ...]:
    """Close the file."""
    require(1 <= command.keep_years <= 100, "保管年限应为 1 到 100 年", do.act.cite, field="keep_years")
    return (f.CaseArchived(volume=command.volume, keep_years=command.keep_years),)


def rateable(do: Doing) -> None:
    """Once, and within thirty days of the end."""
    require(not do.case.rated, "已经评价过，每个办件评价一次", do.act.cite)
    ended = do.case.served_on or do.case.decided_on
    recent = ended is None or (do.scene.today - ended).days <= RATE_DAYS
    require(recent, f"评价期为办结后{RATE_DAYS}天，已经过了", do.act.cite)


def rate(do: Doing, command: c.Rate) -> tuple[f.Fact, ...]:
    """Rate freely: there is no default."""
    require(1 <= command.stars <= 5, "请在 1 到 5 之间选择", do.act.cite, field="stars")
    return (f.CaseRated(stars=command.stars, words=f.Sealed(text=command.words)),)
