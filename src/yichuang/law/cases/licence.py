"""Acts on a licence after it was granted (行政许可法 49, 50, 69, 70)."""

from __future__ import annotations

from datetime import date

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case
from yichuang.law.cases.outcome import add_months
from yichuang.law.cases.refusal import require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import LICENSING
from yichuang.law.matters import Edition
from yichuang.law.words import CancelGround, LicenceStatus, Purpose

ART_50 = LICENSING.art("50(2)", "应当在有效期届满前作出是否准予延续的决定；逾期未作决定的，视为准予延续")
ART_70_1 = LICENSING.art("70(1)", "行政许可有效期届满未延续的，应当依法办理注销手续")


def in_force(do: Doing) -> None:
    """Only a licence that is there and holds."""
    licence = do.case.licence
    require(licence is not None, "本办件没有颁发许可证件", do.act.cite)
    assert licence is not None
    held = licence.status in (LicenceStatus.VALID, LicenceStatus.EXPIRED)
    require(held, f"许可{licence.status.label}", do.act.cite)


def on_register(do: Doing) -> None:
    """A licence that is still on the register: one that expired or was revoked is cancelled too (行政许可法 70)."""
    licence = do.case.licence
    require(licence is not None, "本办件没有颁发许可证件", do.act.cite)
    assert licence is not None
    require(licence.status is not LicenceStatus.CANCELLED, f"许可{licence.status.label}", do.act.cite)


def revoke(do: Doing, command: c.Revoke) -> tuple[f.Fact, ...]:
    """Revoke from today, with reasons and remedies."""
    return (
        f.LicenceRevoked(
            ground=command.ground,
            reason=command.reason,
            effective_on=do.scene.today,
            remedies=do.scene.edition.remedies,
        ),
    )


def cancel(do: Doing, command: c.Cancel) -> tuple[f.Fact, ...]:
    """Take the licence off the register from today, on a ground that is there."""
    licence = do.case.licence
    assert licence is not None
    until = licence.valid_until
    if command.ground is CancelGround.NOT_RENEWED:
        over = until is not None and do.scene.today > until
        require(over, "许可有效期尚未届满", ART_70_1, field="ground", remedy="请核对注销的情形。")
    return (f.LicenceCancelled(ground=command.ground, reason=command.reason, effective_on=do.scene.today),)


def in_time(case: Case, edition: Edition, calendar: Calendar) -> bool:
    """Whether renewal was asked for early enough: its silence then renews (行政许可法 50(1))."""
    if case.purpose is not Purpose.RENEWAL or case.licence_until is None or case.received_on is None:
        return False
    return calendar.workdays_between(case.received_on, case.licence_until) >= edition.renew_days


def renewed_until(case: Case, edition: Edition) -> date | None:
    """To which day a silent renewal reaches."""
    assert case.licence_until is not None
    return add_months(case.licence_until, edition.validity_months) if edition.validity_months else None


def deem_renewed(do: Doing, command: c.DeemRenewed) -> tuple[f.Fact, ...]:
    """Silence renews, once the old term is over."""
    case = do.case
    require(
        in_time(case, do.scene.edition, do.scene.calendar),
        f"延续申请未在有效期届满{do.scene.edition.renew_days}个工作日前提出",
        ART_50,
    )
    assert case.licence_until is not None
    require(do.scene.today > case.licence_until, f"有效期到{case.licence_until:%Y年%-m月%-d日}才届满", ART_50)
    return (f.RenewalDeemed(expired_on=case.licence_until, until=renewed_until(case, do.scene.edition)),)


def lapse(do: Doing, command: c.Lapse) -> tuple[f.Fact, ...]:
    """The licence ran out."""
    licence = do.case.licence
    assert licence is not None
    until = licence.valid_until
    require(until is not None and do.scene.today > until, "许可有效期尚未届满", do.act.cite)
    require(licence.status is LicenceStatus.VALID, f"许可{licence.status.label}", do.act.cite)
    assert until is not None
    return (f.LicenceExpired(expired_on=until),)


def note_renewal(do: Doing, command: c.NoteRenewal) -> tuple[f.Fact, ...]:
    """Put the renewal on the licence."""
    return (f.LicenceRenewed(by_case=command.by_case, until=command.until, deemed=command.deemed),)


def note_change(do: Doing, command: c.NoteChange) -> tuple[f.Fact, ...]:
    """Put the change on the licence."""
    return (f.LicenceChanged(by_case=command.by_case),)
